import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { whyNotThere, type Whereabouts, type WhyNotThere } from '../therapist-time/whereabouts.ts';
import { whereaboutsOf } from '../therapist-time/whereabouts.server.ts';
import { bookingRefusals, type TherapistRefusal } from './booking-refusals.ts';
import type { BookingRules } from './booking-rules.ts';
import { candidatePlace, type CandidatePlace, type PlaceAsked, type PlaceRefusal } from './candidate-place.server.ts';
import type { TimeAsked } from './care-to-book.server.ts';
import { missingPiece, type MissingPiece } from './missing-piece.ts';
import { openSlotsWith, type Slot, type SlotAnswer } from './open-slots.ts';
import { placeTime, type Besides } from './place-time.server.ts';
import type { SlotRefusal } from './resource-starts.ts';
import { rulesInForce, rulesWith } from './rules-in-force.server.ts';
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
  readonly slots: readonly Slot[];
  readonly leftovers: ReadonlyMap<SlotRefusal | PromiseRefusal | LessonRefusal, number>;
  readonly forbidden: ReadonlyMap<number, PromiseRefusal>;
  /** What would open times, when everybody's calendars leave none. */
  readonly missing: MissingPiece | null;
};

/**
 * Every time at which the next visit of this care can be booked now. What it would replace (the asker's own hold, the visit that moves) counts as free.
 *
 * @param onlyMs asks for one start alone, which spares asking the promises of all the others
 */
export async function candidateTimes(tx: Tx, care: TimeAsked, rules: BookingRules, onlyMs?: number): Promise<CandidateTimes | PlaceRefusal> {
  const loaded = await candidatePlace(tx, care, await rulesWith(tx, care.therapistId, rules));
  if (!loaded.ok) return loaded;
  const { place } = loaded;
  const { prepared, therapists } = await placeTime(tx, place, [care.therapistId], givenUp(care));
  const therapist = therapists.get(care.therapistId)!;
  const joint = openSlotsWith(prepared, therapist);
  const asked = onlyMs === undefined ? joint : { ...joint, slots: joint.slots.filter(({ startMs }) => startMs === onlyMs) };
  const kept = await keepPromised(tx, care, place, asked);
  const leftovers = place.inProtectedLessons === 0 ? kept.leftovers : new Map([...kept.leftovers, ['lesson-protected', place.inProtectedLessons] as const]);
  return { ok: true, zone: place.zone, state: place.state, roomNames: place.roomNames, ...kept, leftovers, missing: joint.slots.length === 0 ? missingPiece(prepared, therapist) : null };
}

/** A therapist's open joint starts; what is missing where everybody's calendars leave none, and why they cannot be there where all that these leave fall to that. */
export type TherapistTimes = { readonly slots: readonly Slot[]; readonly leftovers: ReadonlyMap<SlotRefusal | WhyNotThere, number>; readonly missing: MissingPiece | null; readonly notThere: WhyNotThere | null };

/**
 * Open joint times of several therapists for one student and place, and what is missing where there is none: the input of matching. Each by their own
 * rules; how many visits a day or week they still have is asked when one is booked.
 */
export async function slotsOfTherapists(tx: Tx, asked: PlaceAsked, therapistIds: readonly string[], rules: BookingRules): Promise<{ ok: true; zone: string; state: string; times: Map<string, TherapistTimes> } | PlaceRefusal> {
  const [rulesOf, whereabouts] = [await rulesInForce(tx, therapistIds, rules), await whereaboutsOf(tx, therapistIds, asked)];
  const times = new Map<string, TherapistTimes>();
  let where = { zone: '', state: '' };
  // One group at least: a place that cannot be booked says so for nobody, too.
  const groups = therapistIds.length > 0 ? [...Map.groupBy(therapistIds, (id) => JSON.stringify(rulesOf.get(id))).values()] : [[]];
  for (const ids of groups) {
    const loaded = await candidatePlace(tx, asked, rulesOf.get(ids[0] ?? '') ?? rules);
    if (!loaded.ok) return loaded;
    where = { zone: loaded.place.zone, state: loaded.place.state };
    const { prepared, therapists } = await placeTime(tx, loaded.place, ids);
    for (const [id, therapist] of therapists) {
      const answer = openSlotsWith(prepared, therapist);
      times.set(id, { ...thoseThere(answer, whereabouts.get(id)!), missing: answer.slots.length === 0 ? missingPiece(prepared, therapist) : null });
    }
  }
  return { ok: true, ...where, times };
}

/** The starts at which the therapist can be there; the others are counted by why not, and the most frequent of these reasons is given when none is left. */
function thoseThere(answer: SlotAnswer, whereabouts: Whereabouts): Omit<TherapistTimes, 'missing'> {
  const counts = new Map<WhyNotThere, number>();
  const slots = answer.slots.filter(({ startMs }) => {
    const why = whyNotThere(whereabouts, startMs);
    if (why) counts.set(why, (counts.get(why) ?? 0) + 1);
    return why === null;
  });
  const notThere = slots.length > 0 ? null : [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null;
  return { slots, leftovers: new Map([...answer.leftovers, ...counts]), notThere };
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
