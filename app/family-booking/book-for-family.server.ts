import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database } from '../../db/connect.server.ts';
import { appointmentOf } from '../scheduling/appointment.server.ts';
import { isAboutThisTime } from '../scheduling/booking-refusals.ts';
import { careToBook } from '../scheduling/care-to-book.server.ts';
import { confirmBooking } from '../scheduling/confirm-booking.server.ts';
import { holdSlot } from '../scheduling/hold-slot.server.ts';
import { moveAppointment, type MoveRefusal } from '../scheduling/move-appointment.server.ts';
import { nearestSlots } from '../scheduling/nearest-slots.ts';
import { SHOWN } from '../scheduling/nearest-times.server.ts';
import { releaseHolds } from '../scheduling/release-hold.server.ts';
import { visitToMove } from '../scheduling/visit-to-move.server.ts';
import { childOf } from './family-pages.server.ts';
import { familyRules } from './family-rules.server.ts';
import { forGuardian, timesForFamily, timesToMoveForFamily, type FamilyTime, type FamilyTimes } from './family-times.server.ts';
import type { PlaceRefusal } from '../scheduling/candidate-place.server.ts';

type GuardianActor = Extract<Actor, { kind: 'guardian' }>;

/** Why not, and the three times nearest to the one that was lost, where others help. Never whose calendar it was. */
export type FamilyRefused = { readonly ok: false; readonly reason: MoveRefusal; readonly zone?: string; readonly nearest?: readonly FamilyTime[] };
export type FamilyAnswer = { readonly ok: true } | FamilyRefused;

/** Holds a time for the next visit of a child while the guardian reads it once more. The database keeps them to their child, their windows and the rules. */
export async function holdForFamily(db: Database, guardian: GuardianActor, studentId: string, wanted: { startMs: number; key: string }): Promise<FamilyAnswer> {
  const child = await childOf(db, guardian, studentId);
  if (!child) return { ok: false, reason: 'not-found' };
  const held = await holdSlot(db, forGuardian(guardian, studentId), { referralId: child.referralId, ...wanted });
  return held.ok ? { ok: true } : { ok: false, reason: held.reason, ...(await nearestFree(db, guardian, studentId, child.referralId, held.reason, wanted.startMs)) };
}

/** Books what they hold. */
export async function confirmForFamily(db: Database, guardian: GuardianActor, studentId: string, wanted: { appointmentId: string; key: string }): Promise<FamilyAnswer> {
  const child = await childOf(db, guardian, studentId);
  if (!child) return { ok: false, reason: 'not-found' };
  const booked = await confirmBooking(db, forGuardian(guardian, studentId), { referralId: child.referralId, ...wanted });
  if (booked.ok) return { ok: true };
  const lost = await asActor(db, guardian, 'appointment.read', (tx) => appointmentOf(tx, wanted.appointmentId));
  return { ok: false, reason: booked.reason, ...(lost && (await nearestFree(db, guardian, studentId, child.referralId, booked.reason, Date.parse(lost.startsAt)))) };
}

/** Gives up what they hold; false when there is no such child. */
export async function releaseForFamily(db: Database, guardian: GuardianActor, studentId: string): Promise<boolean> {
  const child = await childOf(db, guardian, studentId);
  return child !== null && (await releaseHolds(db, forGuardian(guardian, studentId), child.referralId)) !== null;
}

/** Moves a booked visit of a child to another time; its therapist stays. */
export async function moveForFamily(db: Database, guardian: GuardianActor, wanted: { appointmentId: string; startMs: number; sequence: number; key: string }): Promise<FamilyAnswer> {
  const seen = await asActor(db, guardian, 'appointment.read', (tx) => appointmentOf(tx, wanted.appointmentId));
  if (!seen) return { ok: false, reason: 'not-found' };
  const actor = forGuardian(guardian, seen.studentId);
  const moved = await moveAppointment(db, actor, wanted);
  if (moved.ok) return { ok: true };
  if (!isAboutThisTime(moved.reason)) return { ok: false, reason: moved.reason };
  const nearest = await asActor(db, actor, 'slot.read', async (tx) => {
    const visit = await visitToMove(tx, wanted.appointmentId);
    return nearestOf(visit && (await timesToMoveForFamily(tx, visit, await familyRules(tx))), wanted.startMs);
  });
  return { ok: false, reason: moved.reason, ...nearest };
}

async function nearestFree(db: Database, guardian: GuardianActor, studentId: string, referralId: string, reason: string, startMs: number): Promise<Pick<FamilyRefused, 'zone' | 'nearest'>> {
  if (!isAboutThisTime(reason)) return {};
  return asActor(db, forGuardian(guardian, studentId), 'slot.read', async (tx) => {
    const care = await careToBook(tx, referralId);
    return nearestOf(care && (await timesForFamily(tx, care, await familyRules(tx))), startMs);
  });
}

function nearestOf(times: FamilyTimes | PlaceRefusal | null, startMs: number): Pick<FamilyRefused, 'zone' | 'nearest'> {
  return times?.ok ? { zone: times.zone, nearest: nearestSlots(times.times, startMs, SHOWN) } : {};
}
