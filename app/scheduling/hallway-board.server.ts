import { nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import type { School } from '../school-time/school-asked.server.ts';
import { localDay } from '../time/zone.ts';
import { hallwayDay, type HallwayDay } from './hallway-day.server.ts';
import { hallwayMove, type HallwayMove } from './hallway-move.server.ts';
import { hallwayMark } from './hallway-mark.server.ts';
import { visitToMove } from './visit-to-move.server.ts';

/** What the room board shows. `mark` is how it stood when it was read, `events` where it is told of changes. */
export type HallwayBoardData = {
  readonly school: { readonly id: string; readonly name: string; readonly zone: string; readonly state: string | null };
  readonly schools: readonly School[];
  readonly day: HallwayDay;
  readonly mark: string;
  readonly events: string;
  /** A booked visit that somebody is moving. */
  readonly move: HallwayMove | null;
  readonly may: { readonly show: boolean; readonly addRooms: boolean; readonly fillRooms: boolean; readonly move: boolean };
};

/** A date as the address has it; the school's today when it has none or nonsense. */
export async function dateAsked(tx: Tx, request: Request, zone: string): Promise<string> {
  const asked = new URL(request.url).searchParams.get('date');
  return asked !== null && isDate(asked) ? asked : (await nowOf(tx)).toZonedDateTimeISO(zone).toPlainDate().toString();
}

function isDate(text: string): boolean {
  return /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(Date.parse(text)).toISOString().startsWith(text);
}

/** A school's day for its board. That its visits were looked at is written to the trail. */
export async function hallwayBoard(tx: Tx, school: School & { zone: string }, date: string): Promise<Pick<HallwayBoardData, 'school' | 'day' | 'mark' | 'events'>> {
  const mark = await hallwayMark(tx, localDay(school.zone, date), school.id);
  const day = await hallwayDay(tx, school, date);
  const count = day.rooms.flatMap(({ doors }) => doors).filter((door) => door.is === 'taken' && door.use.kept.appointmentId).length;
  if (count > 0) await record(tx, { action: 'appointment.listed', body: { count } });
  return { school, day, mark, events: `/hallway/events?school=${school.id}&date=${date}` };
}

/** The visit that the address says is being moved; null when it says none, or one that cannot move any more. An id that is none is not found. */
export async function moveAsked(tx: Tx, request: Request, day: HallwayDay, schoolId: string, mayChangeTime: boolean): Promise<HallwayMove | null> {
  const query = new URL(request.url).searchParams;
  const asked = movingForm.safeParse({ moving: query.get('moving'), startMs: query.get('startMs'), roomId: query.get('roomId') });
  if (!asked.success) throw notFound();
  const { moving, startMs, roomId } = asked.data;
  if (roomId !== null && !day.rooms.some(({ id }) => id === roomId)) throw notFound();
  if (moving === null) return null;
  if ((await visitToMove(tx, moving))?.schoolId !== schoolId) throw notFound();
  return hallwayMove(tx, day, schoolId, { appointmentId: moving, startMs, roomId }, mayChangeTime);
}

const movingForm = z.object({ moving: z.uuid().nullable(), startMs: z.coerce.number().int().nullable(), roomId: z.uuid().nullable() });
