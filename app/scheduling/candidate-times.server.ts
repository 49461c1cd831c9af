import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { bookingRefusals, type TherapistRefusal } from './booking-refusals.ts';
import { bookableStarts, timeRefusal, type BookingRules } from './booking-rules.ts';
import { candidatePlace, type CandidatePlace, type OnlyStart, type PlaceRefusal } from './candidate-place.server.ts';
import type { TimeAsked } from './care-to-book.server.ts';
import { missingPiece, type MissingPiece } from './missing-piece.ts';
import { openSlotsWith, whyNoSlot, type Slot, type SlotAnswer } from './open-slots.ts';
import { placeTime, type Besides } from './place-time.server.ts';
import type { SlotRefusal } from './resource-starts.ts';
import { rulesWith } from './rules-in-force.server.ts';
import { isoText } from '../occupancy/taken.server.ts';

/** Why a joint start cannot be booked all the same: the database would refuse it. */
export type PromiseRefusal = 'no-consent' | 'no-license' | 'not-engaged' | 'not-enrolled' | TherapistRefusal;

/** Starts that the student's timetable takes away before anybody's calendar is looked at. */
export type LessonRefusal = 'lesson-protected';

/** The times that can be booked, in time order; how many candidates are left over by reason; and the joint starts that a promise forbids. */
export type CandidateTimes = {
  readonly ok: true;
  readonly zone: string;
  readonly state: string;
  readonly roomNames: ReadonlyMap<string, string>;
  /** The therapist's rules by which they were worked out. */
  readonly rules: BookingRules;
  readonly slots: readonly Slot[];
  readonly leftovers: ReadonlyMap<SlotRefusal | PromiseRefusal | LessonRefusal, number>;
  readonly forbidden: ReadonlyMap<number, PromiseRefusal>;
  /** The language for which an interpreter is one of those who must be free. */
  readonly interpreter: string | null;
  /** What would open times, when everybody's calendars leave none. */
  readonly missing: MissingPiece | null;
  /** The first thing that stands against a start; null when it can be booked, or is none. */
  readonly whyNot: (startMs: number) => SlotRefusal | PromiseRefusal | null;
};

/**
 * Every time at which the next visit of this care can be booked now. What it would replace (the asker's own hold, the visit that moves) counts as free.
 *
 * @param only asks for one start alone, which spares working out all the others; its promises are asked by the database when it is taken
 */
export async function candidateTimes(tx: Tx, care: TimeAsked, rules: BookingRules, only?: OnlyStart): Promise<CandidateTimes | PlaceRefusal> {
  const loaded = await candidatePlace(tx, care, await rulesWith(tx, care.therapistId, rules), only);
  if (!loaded.ok) return loaded;
  const { place } = loaded;
  const { prepared, therapists } = await placeTime(tx, place, [care.therapistId], givenUp(care));
  const therapist = therapists.get(care.therapistId)!;
  const joint = openSlotsWith(prepared, therapist);
  const kept = only ? { ...joint, forbidden: new Map<number, PromiseRefusal>() } : await keepPromised(tx, care, place, joint);
  const bookable = bookableStarts(prepared.rules, prepared.nowMs, place.zone);
  const whyNot = (startMs: number) => timeRefusal(bookable, startMs) ?? whyNoSlot(prepared, therapist, startMs) ?? kept.forbidden.get(startMs) ?? null;
  const leftovers = place.inProtectedLessons === 0 ? kept.leftovers : new Map([...kept.leftovers, ['lesson-protected', place.inProtectedLessons] as const]);
  return { ok: true, zone: place.zone, state: place.state, interpreter: care.interpreter, roomNames: place.roomNames, rules: prepared.rules, ...kept, leftovers, missing: joint.slots.length === 0 && !only ? missingPiece(prepared, therapist) : null, whyNot };
}

function givenUp({ instead }: TimeAsked): Besides {
  return { appointmentIds: instead.map(({ id }) => id), resourceIds: instead.flatMap(({ resources }) => resources) };
}

/** Takes away what the database would refuse on that day: consent, license, engagement and, at school, the enrolment there must hold when the visit begins, and nothing of the therapist's own stand against it. */
async function keepPromised(tx: Tx, care: TimeAsked, place: CandidatePlace, joint: SlotAnswer): Promise<Pick<CandidateTimes, 'slots' | 'leftovers' | 'forbidden'>> {
  const forbidden = new Map<number, PromiseRefusal>();
  if (joint.slots.length === 0) return { ...joint, forbidden };
  const rows = await tx.execute<{ consented: boolean; licensed: boolean; engaged: boolean; enrolled: boolean; against: keyof typeof bookingRefusals | null }>(sql`
    select gate.consent_in_force(${care.studentId}, 'service', ${care.agencyId}, s.at) and gate.consent_in_force(${care.studentId}, 'telehealth', ${care.agencyId}, s.at) as consented,
      gate.licensed(${care.therapistId}, ${place.state}, (s.at at time zone ${place.zone})::date) as licensed, gate.engaged_by(${care.therapistId}, ${care.agencyId}, (s.at at time zone ${place.zone})::date) as engaged,
      ${care.place === 'home'} or gate.enrolled(${care.studentId}, ${care.schoolId}, (s.at at time zone ${place.zone})::date) as enrolled,
      gate.why_not_with(${care.therapistId}, ${care.schoolId}, ${care.place}, tstzrange(s.at, s.until), ${place.zone}, ${sql.param(care.instead.map(({ id }) => id))}::uuid[]) as against
    from (select u.n, u.iso::timestamptz as at, u.until::timestamptz as until
      from unnest(${sql.param(joint.slots.map((slot) => isoText(slot.startMs)))}::text[], ${sql.param(joint.slots.map((slot) => isoText(slot.endMs)))}::text[]) with ordinality u(iso, until, n)) s order by s.n`);
  const leftovers = new Map<SlotRefusal | PromiseRefusal, number>(joint.leftovers);
  const slots = joint.slots.filter(({ startMs }, n) => {
    const refusal: PromiseRefusal | null = !rows[n]?.consented ? 'no-consent' : !rows[n].licensed ? 'no-license' : !rows[n].engaged ? 'not-engaged' : !rows[n].enrolled ? 'not-enrolled'
      : rows[n].against ? (bookingRefusals[rows[n].against] as TherapistRefusal) : null;
    if (!refusal) return true;
    leftovers.set(refusal, (leftovers.get(refusal) ?? 0) + 1);
    forbidden.set(startMs, refusal);
    return false;
  });
  return { slots, leftovers, forbidden };
}
