import type { Tx } from '../../db/connect.server.ts';
import { therapistsAsked } from '../therapist-time/therapists-asked.server.ts';
import { whyNotThere, type Whereabouts, type WhyNotThere } from '../therapist-time/whereabouts.ts';
import type { BookingRules } from './booking-rules.ts';
import { candidatePlaces, type PlaceAsked, type PlaceRefusal } from './candidate-place.server.ts';
import { missingPiece, type MissingPiece } from './missing-piece.ts';
import { openSlotsWith, type Slot, type SlotAnswer } from './open-slots.ts';
import { placeTime } from './place-time.server.ts';
import type { SlotRefusal } from './resource-starts.ts';
import { withLimits } from './rules-in-force.server.ts';

/** A therapist's open joint starts; what is missing where everybody's calendars leave none, and why they cannot be there where all that these leave fall to that. */
export type TherapistTimes = { readonly slots: readonly Slot[]; readonly leftovers: ReadonlyMap<SlotRefusal | WhyNotThere, number>; readonly missing: MissingPiece | null; readonly notThere: WhyNotThere | null };

/**
 * Open joint times of several therapists for one student and place, and what is missing where there is none: the input of matching. Each by their own
 * rules; how many visits a day or week they still have is asked when one is booked. Whose times the asker may not ask for has none. Those who `speak` the
 * language for which an interpreter is asked need none.
 */
export async function slotsOfTherapists(tx: Tx, asked: PlaceAsked & { readonly speak?: ReadonlySet<string> }, therapistIds: readonly string[], rules: BookingRules): Promise<{ ok: true; zone: string; state: string; times: Map<string, TherapistTimes> } | PlaceRefusal> {
  const facts = await therapistsAsked(tx, therapistIds, asked);
  const rulesOf = (id: string) => withLimits(rules, facts.get(id)!.limits);
  const speaks = (id: string | undefined) => id !== undefined && asked.speak?.has(id) === true;
  // One group at least: a place that cannot be booked says so for nobody, too.
  const groups = therapistIds.length > 0 ? [...Map.groupBy(therapistIds, (id) => JSON.stringify([rulesOf(id), speaks(id)])).values()] : [[]];
  const found = await candidatePlaces(tx, asked, groups.map(([id]) => (id === undefined ? rules : rulesOf(id))));
  if (!found.ok) return found;
  const times = new Map<string, TherapistTimes>();
  for (const [at, ids] of groups.entries()) {
    const { prepared, therapists } = await placeTime(tx, speaks(ids[0]) ? { ...found.places[at]!, interpreters: 'none' } : found.places[at]!, ids);
    for (const [id, therapist] of therapists) {
      const answer = openSlotsWith(prepared, therapist);
      times.set(id, { ...thoseThere(answer, facts.get(id)!), missing: answer.slots.length === 0 ? missingPiece(prepared, therapist) : null });
    }
  }
  const { zone, state } = found.places[0]!;
  return { ok: true, zone, state, times };
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
