import { z } from '../http/schema.ts';
import { datesFrom, daysFrom } from '../time/zone.ts';
import { closedReasons, type ClosedFor, type KeptDay } from './different-days.ts';
import type { DaysChange } from './changed-days.ts';
import { dayTypeOn, type BellSchedule } from './school-day.ts';

/** No calendar change is longer: a summer has fewer days. */
const MOST_DAYS = 120;

/** What dates can become: `usual`, `closed:<reason>` or `kind:<name of a kind of day>`. */
export const whatPattern = /^(usual|closed:(holiday|break|staff_day|weather|other)|kind:.{1,40})$/;

/**
 * What a date, or all from a first to a last, become. `seen` holds what the last
 * look ahead was about; saving something else looks ahead once more.
 */
export const daysForm = z.object({
  from: z.iso.date({ error: 'date' }),
  last: z.iso.date({ error: 'date' }).optional(),
  what: z.string({ error: 'required' }).regex(whatPattern, 'required'),
  label: z.string().trim().max(200, 'tooLong').default(''),
  losesTurn: z.boolean().default(false),
  seen: z.string().max(400).optional(),
  save: z.string().max(5).optional(),
}).superRefine(({ from, last }, context) => {
  if (last === undefined) return;
  if (last < from) context.addIssue({ code: 'custom', path: ['last'], message: 'order' });
  if (daysFrom(from, last) >= MOST_DAYS) context.addIssue({ code: 'custom', path: ['last'], message: 'too-many-days' });
});
export type DaysTyped = z.output<typeof daysForm>;

const isClosedFor = (text: string): text is ClosedFor => (closedReasons as readonly string[]).includes(text);

/**
 * The change that was typed. In a range, a kind of day is given to dates on which school would be held without the calendar; a weekend in it stays
 * one. A closed day takes no turn unless its turn is to be lost; a day of another kind keeps its turn.
 */
export function changeTyped(typed: Pick<DaysTyped, 'from' | 'last' | 'what' | 'label' | 'losesTurn'>, bells: readonly BellSchedule[]): DaysChange<KeptDay> {
  const dates = datesFrom(typed.from, typed.last ?? typed.from);
  const [sort, ...rest] = typed.what.split(':');
  const value = rest.join(':');
  if (sort === 'closed' && isClosedFor(value)) {
    return { forget: [], say: dates.map((date) => ({ date, dayTypeName: null, closedFor: value, label: typed.label, skipsTurn: !typed.losesTurn, source: 'hand' })) };
  }
  if (sort === 'kind') {
    const usual = bells.map((one) => ({ ...one, days: [] }));
    const held = dates.length === 1 ? dates : dates.filter((date) => dayTypeOn(usual, date) !== null);
    return { forget: [], say: held.map((date) => ({ date, dayTypeName: value, closedFor: null, label: typed.label, skipsTurn: false, source: 'hand' })) };
  }
  return { forget: dates, say: [] };
}
