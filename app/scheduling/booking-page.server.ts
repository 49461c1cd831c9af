import { randomUUID } from 'node:crypto';
import { asActor, nowOf, type Actor } from '../../db/as-actor.server.ts';
import type { Database } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { BookingAsked } from './booking-asked.ts';
import { bookingFacts, type BookingFacts } from './booking-facts.server.ts';
import { usualRules } from './booking-rules.ts';
import { candidateTimes, type CandidateTimes } from './candidate-times.server.ts';
import { careToBook } from './care-to-book.server.ts';
import { hallwayPicks, type HallwayPicks } from './hallway-pick.server.ts';
import type { MissingPiece } from './missing-piece.ts';
import type { Feature } from '../rooms/room-features.ts';
import { pickNeeds, type PickNeeds } from './pick-needs.server.ts';
import { slotWeeks, mondayOf, weekToShow, type SlotWeek } from './slot-weeks.ts';
import { slotsByDay } from './slots-by-day.ts';
import { wallTime } from '../time/zone.ts';

/** A time on the booking page, at instants; rooms by name. */
export type OfferedTime = { readonly startMs: number; readonly endMs: number; readonly periodName: string | null; readonly rooms: readonly string[] };

/** What the booking page shows; `held` is the reader's own pick. */
export type BookingPageData = {
  readonly referralId: string;
  readonly place: 'school' | 'home';
  readonly studentId: string;
  readonly facts: BookingFacts;
  readonly now: string;
  /** A fresh key for each form on the page: the same form sent twice has one effect. */
  readonly key: string;
  readonly held: { readonly appointmentId: string; readonly startMs: number; readonly endMs: number; readonly heldUntilMs: number; readonly room: string | null; readonly roomFeatures: readonly Feature[]; readonly periodName: string | null; readonly needs: PickNeeds } | null;
  readonly times: OfferedTimes | { readonly ok: false; readonly reason: 'school-without-zone' | 'home-without-place' };
  /** The day drawn as a hallway; null at home, and where nothing can be booked yet. */
  readonly hallway: HallwayPicks | null;
};

/** One week of open times; `earlier` and `later` are the Mondays of the weeks around it that have some. */
export type OfferedTimes = {
  readonly ok: true;
  readonly zone: string;
  readonly week: SlotWeek<{ date: string; slots: OfferedTime[] }> | null;
  readonly earlier: string | null;
  readonly later: string | null;
  readonly leftovers: readonly (readonly [reason: LeftoverReason, count: number])[];
  readonly missing: MissingPiece | null;
  /** The language for which an interpreter must be free too; null where none is needed. */
  readonly interpreter: string | null;
};
export type LeftoverReason = CandidateTimes['leftovers'] extends ReadonlyMap<infer R, number> ? R : never;

/**
 * Everything about the next visit of a referral's open care; null when there is no care to book for, or it is not the actor's.
 *
 * @param asked the Monday of the week to list, and the day to draw; without them those of what is held, else the first that has an open time
 * @param seesSchool whether the reader is of the school or looks after all of them: courses and tablets are told to no one else
 */
export async function bookingPage(db: Database, actor: Actor, referralId: string, asked: BookingAsked, seesSchool: boolean): Promise<BookingPageData | null> {
  return asActor(db, actor, 'slot.read', async (tx) => {
    const [care, facts] = [await careToBook(tx, referralId), await bookingFacts(tx, referralId)];
    if (!care || !facts) return null;
    const [times, now] = [await candidateTimes(tx, care, usualRules), await nowOf(tx)];
    if (asked.roomId !== null && !(times.ok && times.roomNames.has(asked.roomId))) return null;
    await record(tx, { action: 'slot.read', studentId: care.studentId, subject: { kind: 'referral', id: referralId } });
    const hold = care.holds.at(-1);
    const nameOf = (roomId: string) => (times.ok ? times.roomNames.get(roomId) ?? '' : '');
    const zone = times.ok ? times.zone : 'UTC';
    const drawn = asked.date ?? (times.ok ? wallTime(zone, hold?.startMs ?? times.slots[0]?.startMs ?? now.epochMilliseconds).date : '');
    const hallway = times.ok && care.place === 'school' ? await hallwayPicks(tx, { studentId: care.studentId, schoolId: care.schoolId, times, date: drawn, seesCourses: seesSchool }) : null;
    return {
      referralId, place: care.place, studentId: care.studentId, facts, now: now.toString(), key: randomUUID(),
      held: hold ? { appointmentId: hold.id, startMs: hold.startMs, endMs: hold.endMs, heldUntilMs: hold.heldUntilMs, room: hold.roomId && nameOf(hold.roomId), roomFeatures: hallway?.day.rooms.find(({ id }) => id === hold.roomId)?.features ?? [],
        periodName: hallway?.day.periods.find(({ fromMs, untilMs }) => fromMs <= hold.startMs && hold.startMs < untilMs)?.name ?? null, needs: await pickNeeds(tx, { ...care, ...hold }, seesSchool) } : null,
      times: times.ok ? offeredTimes(times, asked.week ?? (hold ? mondayOf(wallTime(times.zone, hold.startMs).date) : null)) : times, hallway,
    };
  });
}

/** The week to show of these times: that of the Monday asked for, or the next that has some. */
export function offeredTimes({ slots, roomNames, zone, leftovers, missing, interpreter }: CandidateTimes, monday: string | null): OfferedTimes {
  const times = slots.map(({ startMs, endMs, periodName, roomIds }): OfferedTime => ({ startMs, endMs, periodName, rooms: roomIds.map((id) => roomNames.get(id) ?? '') }));
  const weeks = slotWeeks(slotsByDay(times, zone));
  const at = weekToShow(weeks, monday);
  return { ok: true, zone, week: weeks[at] ?? null, earlier: weeks[at - 1]?.monday ?? null, later: weeks[at + 1]?.monday ?? null, leftovers: [...leftovers].sort((a, b) => b[1] - a[1]), missing, interpreter };
}
