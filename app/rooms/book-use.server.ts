import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { record } from '../audit/record.server.ts';
import { once, type KeyReused } from '../messages/once.server.ts';
import { lockResources, releaseExpiredHolds } from '../occupancy/free-held.server.ts';
import { rangeSql } from '../occupancy/taken.server.ts';
import { bellsOf } from '../school-time/bells.server.ts';
import { zoneOfSchool } from '../school-time/school-asked.server.ts';
import type { Interval } from '../time/interval.ts';
import { inTheWay, nearestFreeTimes, type InTheWay } from './in-the-way.server.ts';
import type { UseKind } from './room-use.ts';
import { roomToBook } from './rooms.server.ts';
import { takenTimes, takeRoom, useRefusals } from './take-room.server.ts';
import { MOST_TIMES, timesOfUse, type UseWanted } from './use-days.ts';

/** A day that cannot be had or has no school: left out only when whoever asks agrees to it first. */
export type ExceptionDay = { readonly date: string; readonly why: 'taken' | 'no-school' };

/** What somebody was shown before they agreed: these dates are left out, and no others. */
export const leftOut = (days: readonly ExceptionDay[]): string => days.map(({ date }) => date).join(' ');

export type UseRefusal = (typeof useRefusals)[keyof typeof useRefusals] | KeyReused['reason'] | 'school-without-zone' | 'no-day' | 'too-many';
export type Lost = { readonly zone: string; readonly roomName: string; readonly inTheWay: readonly InTheWay[]; readonly nearest: readonly Interval[] };
export type BookedUse = { ok: true; useIds: string[] };
export type UseAnswer = BookedUse | { ok: false; reason: 'exceptions'; days: readonly ExceptionDay[]; count: number } | ({ ok: false; reason: UseRefusal } & Partial<Lost>);

/** A use to book; `leaveOut` are the dates that were agreed to be left out (`leftOut`), `key` is the form's own. */
export type BookUse = UseWanted & { readonly roomId: string; readonly kind: UseKind; readonly words: string; readonly leaveOut: string; readonly key: string };

/**
 * Takes a private room for something that is no visit, once or many times: all of them or none. Days that cannot be had are named first; who
 * agrees to leave out exactly those has all the others. A single time that is taken is refused with what has it and the nearest free ones.
 */
export async function bookUse(db: Database, actor: Actor, wanted: BookUse): Promise<UseAnswer> {
  const { key, ...body } = wanted;
  const done = await refusing(useRefusals, () => asActor(db, actor, 'room-use.change', (tx) =>
    once(tx, { key, action: 'room-use.book', body: { ...body, weekdays: [...body.weekdays] } }, (inner) => book(inner, wanted))));
  const answer: UseAnswer = done.ok ? done.value : { ok: false, reason: done.reason };
  if (answer.ok || answer.reason !== 'room-taken') return answer;
  return { ...answer, ...(await asActor(db, actor, 'room-use.change', (tx) => whatWasLost(tx, wanted))) };
}

async function book(tx: Tx, wanted: BookUse): Promise<UseAnswer> {
  const room = await roomToBook(tx, wanted.roomId);
  if (!room) return { ok: false, reason: 'not-found' };
  const zone = await zoneOfSchool(tx, room.schoolId);
  if (!zone) return { ok: false, reason: 'school-without-zone' };
  const times = timesOfUse(wanted, await bellsOf(tx, room.schoolId), zone);
  if (times.length === 0) return { ok: false, reason: 'no-day' };
  if (times.length > MOST_TIMES) return { ok: false, reason: 'too-many' };
  await lockResources(tx, [room.id]);
  await releaseExpiredHolds(tx, [room.id]);
  const taken = await takenTimes(tx, room, times);
  const days = times.flatMap(({ date, noSchool }, n): ExceptionDay[] => (taken.has(n) ? [{ date, why: 'taken' }] : noSchool && wanted.repeat === 'weekly' ? [{ date, why: 'no-school' }] : []));
  if (taken.size > 0 && wanted.repeat === 'once') return { ok: false, reason: 'room-taken' };
  if (days.length === times.length) return { ok: false, reason: 'no-day' };
  if (days.length > 0 && wanted.leaveOut !== leftOut(days)) return { ok: false, reason: 'exceptions', days, count: times.length - days.length };
  const kept = times.filter(({ date }) => !days.some((day) => day.date === date));
  const useIds = kept.map(() => randomUUID());
  const rows = kept.map((time, n) => sql`(${useIds[n]!}::uuid, ${rangeSql(time)})`);
  await tx.execute(sql`
    insert into room_use (partnership_id, id, school_id, room_id, series_id, during, kind, words, made_by)
    select ctx_partnership(), t.id, ${room.schoolId}::uuid, ${room.id}::uuid, ${randomUUID()}::uuid, t.during, ${wanted.kind}, ${wanted.words}, ctx_person() from (values ${sql.join(rows, sql`, `)}) t(id, during)`);
  if (!(await takeRoom(tx, useIds))) return { ok: false, reason: 'room-taken' };
  await record(tx, { action: 'room-use.booked', subject: { kind: 'room', id: room.id }, body: { uses: useIds.length, first: kept[0]!.fromMs, kind: wanted.kind } });
  return { ok: true, useIds };
}

/** Who has the room, and when it is free: asked anew, after the attempt was rolled back. */
async function whatWasLost(tx: Tx, wanted: UseWanted & { roomId: string }): Promise<Partial<Lost>> {
  const room = await roomToBook(tx, wanted.roomId);
  const zone = room && (await zoneOfSchool(tx, room.schoolId));
  const first = zone ? timesOfUse({ ...wanted, repeat: 'once' }, [], zone)[0] : undefined;
  if (!room || !zone || !first) return {};
  return { zone, roomName: room.name, inTheWay: await inTheWay(tx, room, first), nearest: await nearestFreeTimes(tx, room, zone, first) };
}
