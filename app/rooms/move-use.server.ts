import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { record } from '../audit/record.server.ts';
import { once } from '../messages/once.server.ts';
import { lockResources, releaseExpiredHolds } from '../occupancy/free-held.server.ts';
import { rangeSql } from '../occupancy/taken.server.ts';
import { zoneOfSchool } from '../school-time/school-asked.server.ts';
import { intersect, intervalSet, type Interval } from '../time/interval.ts';
import { wallTime } from '../time/zone.ts';
import { leftOut, type ExceptionDay, type Lost, type UseAnswer } from './book-use.server.ts';
import { inTheWay, nearestFreeTimes } from './in-the-way.server.ts';
import type { UseKind } from './room-use.ts';
import { blockedInRoom } from './pauses.ts';
import { roomUseAndFollowing, roomUseOf, type KeptUse } from './room-uses.server.ts';
import { roomOf, type KeptRoom } from './rooms.server.ts';
import { freeRoom, takenTimes, takeRoom, useRefusals } from './take-room.server.ts';
import { movedTo, roomTimeOn } from './use-days.ts';

/** Where a use goes: its new date, wall time and room; what it is may be said anew. `following`: those of its series after it move with it, as many days on. */
export type MoveUse = {
  readonly useId: string;
  readonly roomId: string;
  readonly date: string;
  readonly startMinute: number;
  readonly endMinute: number;
  readonly kind: UseKind;
  readonly words: string;
  readonly following: boolean;
  /** Dates of those that stay where they are, as agreed. */
  readonly leaveOut: string;
  readonly key: string;
};

/** Moves a use, or it and those that follow: all or none. Days that cannot be had are named first, and stay as they were when that is agreed to. */
export async function moveUse(db: Database, actor: Actor, wanted: MoveUse): Promise<UseAnswer> {
  const { key, ...body } = wanted;
  const done = await refusing(useRefusals, () => asActor(db, actor, 'room-use.change', (tx) => once(tx, { key, action: 'room-use.move', body }, (inner) => move(inner, wanted))));
  const answer: UseAnswer = done.ok ? done.value : { ok: false, reason: done.reason };
  if (answer.ok || answer.reason !== 'room-taken') return answer;
  return { ...answer, ...(await asActor(db, actor, 'room-use.change', (tx) => whatWasLost(tx, wanted))) };
}

async function move(tx: Tx, wanted: MoveUse): Promise<UseAnswer> {
  const [use, room] = [await roomUseOf(tx, wanted.useId), await roomOf(tx, wanted.roomId)];
  if (!use || !room || room.schoolId !== use.schoolId) return { ok: false, reason: 'not-found' };
  const zone = await zoneOfSchool(tx, room.schoolId);
  if (!zone) return { ok: false, reason: 'school-without-zone' };
  const uses = wanted.following ? await roomUseAndFollowing(tx, use) : [use];
  const rooms = [room.id, ...uses.map(({ roomId }) => roomId)];
  await lockResources(tx, rooms);
  await releaseExpiredHolds(tx, rooms);
  const dateOf = ({ fromMs }: KeptUse) => wallTime(zone, fromMs).date;
  const times = uses.map((one) => roomTimeOn(zone, movedTo(dateOf(use), wanted.date, dateOf(one)), wanted.startMinute, wanted.endMinute));
  const taken = thatStay(uses, times, room, await takenTimes(tx, room, times, uses.map(({ id }) => id)));
  if (taken.has(0)) return { ok: false, reason: 'room-taken' };
  const days = uses.flatMap((one, n): ExceptionDay[] => (taken.has(n) ? [{ date: dateOf(one), why: 'taken' }] : []));
  if (days.length > 0 && wanted.leaveOut !== leftOut(days)) return { ok: false, reason: 'exceptions', days, count: uses.length - days.length };
  const moved = uses.flatMap(({ id }, n) => (taken.has(n) ? [] : [{ id, time: times[n]! }]));
  await freeRoom(tx, moved.map(({ id }) => id));
  const rows = moved.map(({ id, time }) => sql`(${id}::uuid, ${rangeSql(time)})`);
  // Moved together they stay together; one that moves alone leaves its series.
  await tx.execute(sql`
    update room_use u set during = t.during, room_id = ${room.id}::uuid, kind = ${wanted.kind}, words = ${wanted.words}, series_id = ${randomUUID()}::uuid
    from (values ${sql.join(rows, sql`, `)}) t(id, during) where u.partnership_id = ctx_partnership() and u.id = t.id`);
  if (!(await takeRoom(tx, moved.map(({ id }) => id)))) return { ok: false, reason: 'room-taken' };
  await record(tx, { action: 'room-use.moved', subject: { kind: 'room', id: room.id }, body: { uses: moved.length, from: use.fromMs, to: times[0]!.fromMs, kind: wanted.kind } });
  return { ok: true, useIds: moved.map(({ id }) => id) };
}

/** Which stay: those whose new time is taken, and those that would move onto one that stays. By their place in the list. */
function thatStay(uses: readonly KeptUse[], times: readonly Interval[], room: KeptRoom, taken: ReadonlySet<number>): ReadonlySet<number> {
  const kept = intervalSet(uses.filter(({ roomId }, n) => taken.has(n) && roomId === room.id).map((use) => blockedInRoom(use, room)));
  const more = times.flatMap((time, n) => (!taken.has(n) && intersect([blockedInRoom(time, room)], kept).length > 0 ? [n] : []));
  return more.length === 0 ? taken : thatStay(uses, times, room, new Set([...taken, ...more]));
}

async function whatWasLost(tx: Tx, wanted: MoveUse): Promise<Partial<Lost>> {
  const room: (KeptRoom & { schoolId: string }) | null = await roomOf(tx, wanted.roomId);
  const zone = room && (await zoneOfSchool(tx, room.schoolId));
  if (!room || !zone) return {};
  const time = roomTimeOn(zone, wanted.date, wanted.startMinute, wanted.endMinute);
  return { zone, roomName: room.name, inTheWay: await inTheWay(tx, room, time), nearest: await nearestFreeTimes(tx, room, zone, time) };
}

/** Releases a use, or it and those that follow; one that runs took the room until now. Again it changes nothing. Null when there is none of that id. */
export async function releaseUse(tx: Tx, useId: string, following: boolean): Promise<{ roomId: string; released: number } | null> {
  const use = await roomUseOf(tx, useId);
  if (!use) return null;
  const uses = following ? await roomUseAndFollowing(tx, use) : [use];
  const ids = uses.map(({ id }) => id);
  await lockResources(tx, uses.map(({ roomId }) => roomId));
  await freeRoom(tx, ids);
  const { count } = await tx.execute(sql`
    update room_use set released_at = clock_now(), released_by = ctx_person() where partnership_id = ctx_partnership() and id = any(${sql.param(ids)}::uuid[]) and released_at is null`);
  await record(tx, { action: 'room-use.released', subject: { kind: 'room', id: use.roomId }, body: { uses: count, first: use.fromMs } });
  return { roomId: use.roomId, released: count };
}
