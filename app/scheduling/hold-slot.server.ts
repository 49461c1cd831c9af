import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { record } from '../audit/record.server.ts';
import { once } from '../messages/once.server.ts';
import { bookingRefusals, isAboutThisTime, type BookingRefusal } from './booking-refusals.ts';
import { usualRules, type BookingRules } from './booking-rules.ts';
import { candidateTimes } from './candidate-times.server.ts';
import { careToBook } from './care-to-book.server.ts';
import { giveUpHolds, lockResources, releaseExpiredHolds } from '../occupancy/free-held.server.ts';
import { nearestTimes, type NearestTimes } from './nearest-times.server.ts';
import { takeSlot } from './take-slot.server.ts';

/** A start that somebody picked from the list; the room is the first free one unless named. `key` is the form's own, made once per page. */
export type HoldWanted = { readonly referralId: string; readonly startMs: number; readonly roomId?: string | null; readonly key: string };
export type HoldAnswer = { ok: true; appointmentId: string; heldUntilMs: number } | ({ ok: false; reason: BookingRefusal } & Partial<NearestTimes>);

/**
 * Holds a time for the next visit of a referral's open care, for a few minutes, so that nobody else takes it while the booker reads what it
 * needs. A new choice gives up the earlier hold. Every rule is asked again here, whatever the page had shown; the database has the last word,
 * and whoever loses sees the nearest times.
 */
export async function holdSlot(db: Database, actor: Actor, wanted: HoldWanted, rules: BookingRules = usualRules): Promise<HoldAnswer> {
  const request = { key: wanted.key, action: 'appointment.hold', body: { referralId: wanted.referralId, startMs: wanted.startMs, roomId: wanted.roomId ?? null } };
  const done = await refusing(bookingRefusals, () => asActor(db, actor, 'appointment.hold', (tx) => once(tx, request, (inner) => hold(inner, wanted, rules))));
  const answer = done.ok ? done.value : { ok: false as const, reason: done.reason };
  if (answer.ok || !isAboutThisTime(answer.reason)) return answer;
  return { ...answer, ...(await nearestTimes(db, actor, wanted, rules)) };
}

async function hold(tx: Tx, { referralId, startMs, roomId }: HoldWanted, rules: BookingRules): Promise<HoldAnswer> {
  const care = await careToBook(tx, referralId);
  if (!care) return { ok: false, reason: 'not-found' };
  const times = await candidateTimes(tx, care, rules, { startMs, roomId });
  if (!times.ok) return times;
  if (roomId && !times.roomNames.has(roomId)) return { ok: false, reason: 'not-found' };
  const slot = times.slots.find((one) => one.startMs === startMs && (!roomId || one.roomIds.includes(roomId)));
  if (!slot) return { ok: false, reason: times.forbidden.get(startMs) ?? 'slot-taken' };
  const room = roomId ?? slot.roomIds[0] ?? null;
  const interpreterId = slot.interpreterIds?.find((id) => id === care.interpreterLast) ?? slot.interpreterIds?.[0] ?? null;
  const resources = [care.therapistId, care.studentId, ...care.sitsIn, ...(room ? [room] : []), ...(interpreterId ? [interpreterId] : []), ...care.holds.flatMap((held) => held.resources)];
  await Promise.all([lockResources(tx, resources), releaseExpiredHolds(tx, resources)]);
  for (const id of await giveUpHolds(tx, care.holds.map((held) => held.id))) {
    await record(tx, { action: 'appointment.released', studentId: care.studentId, subject: { kind: 'appointment', id } });
  }
  const taken = await takeSlot(tx, care, { startMs, endMs: slot.endMs, roomId: room, interpreterId, zone: times.zone, state: times.state }, times.rules);
  if (!taken.ok) return { ok: false, reason: 'slot-taken' };
  await record(tx, { action: 'appointment.held', studentId: care.studentId, subject: { kind: 'appointment', id: taken.appointmentId } });
  return taken;
}
