import { z } from '../http/schema.ts';
import { minuteOf } from '../time/wall-minute.ts';
import { addDays, weekdayOf } from '../time/zone.ts';
import { useKinds } from './room-use.ts';
import type { UseWanted } from './use-days.ts';

const date = z.iso.date({ error: 'date' });
const time = z.string({ error: 'required' }).refine((text) => minuteOf(text) !== null, 'time');
const weekday = z.coerce.number().int().min(1).max(7);

/** What a use is and when, as typed. `leaveOut` names the dates that whoever sends it agreed to leave out. */
const fields = {
  key: z.string().min(8).max(200),
  kind: z.enum(useKinds, { error: 'choose' }),
  words: z.string().trim().max(60, 'tooLong').optional(),
  date,
  from: time,
  until: time,
  leaveOut: z.string().max(4000).optional(),
};

const inOrder = ({ from, until }: { from: string; until: string }, context: z.RefinementCtx) => {
  if ((minuteOf(until) ?? 0) <= (minuteOf(from) ?? 0)) context.addIssue({ code: 'custom', path: ['until'], message: 'order' });
};

export const roomUseForm = z.object({ ...fields, repeat: z.enum(['once', 'weekly', 'school-days'], { error: 'choose' }), weekdays: z.array(weekday).optional(), lastDate: date.optional() }).superRefine((typed, context) => {
  inOrder(typed, context);
  if (typed.repeat === 'once') return;
  if (typed.lastDate === undefined) context.addIssue({ code: 'custom', path: ['lastDate'], message: 'required' });
  else if (typed.lastDate < typed.date) context.addIssue({ code: 'custom', path: ['lastDate'], message: 'order' });
  else if (typed.lastDate > addDays(typed.date, 366)) context.addIssue({ code: 'custom', path: ['lastDate'], message: 'tooLong' });
});

export const moveRoomUseForm = z.object({ ...fields, roomId: z.uuid(), which: z.enum(['one', 'following']).default('one') }).superRefine(inOrder);

const minutes = ({ from, until }: { from: string; until: string }) => ({ startMinute: minuteOf(from) ?? 0, endMinute: minuteOf(until) ?? 0 });

export function typedRoomUse(typed: z.output<typeof roomUseForm>): UseWanted & Pick<z.output<typeof roomUseForm>, 'kind' | 'key'> & { words: string; leaveOut: string } {
  const { key, kind, repeat, lastDate, words = '', leaveOut = '', weekdays = [] } = typed;
  // No weekday ticked: the one of the date.
  return { key, kind, words, leaveOut, date: typed.date, ...minutes(typed), repeat, weekdays: weekdays.length > 0 ? weekdays : [weekdayOf(typed.date)], lastDate: repeat === 'once' ? null : lastDate ?? null };
}

export function moveTyped(typed: z.output<typeof moveRoomUseForm>) {
  const { key, roomId, kind, words = '', leaveOut = '', which } = typed;
  return { key, roomId, kind, words, leaveOut, date: typed.date, ...minutes(typed), following: which === 'following' };
}
