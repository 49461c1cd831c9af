import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database } from '../../db/connect.server.ts';
import type { BookingRules } from './booking-rules.ts';
import { candidateTimes } from './candidate-times.server.ts';
import { careToBook } from './care-to-book.server.ts';
import { nearestSlots } from './nearest-slots.ts';
import type { Slot } from './open-slots.ts';

/** A time to offer instead. */
export type NearTime = { startMs: number; endMs: number; periodName: string | null; roomName: string | null };
export type NearestTimes = { zone: string; nearest: NearTime[] };

/** How many times the loser of a race is shown. */
export const SHOWN = 3;

/** The three times nearest to the one that was lost, as they are now: asked anew, after the lost attempt was rolled back. */
export async function nearestTimes(db: Database, actor: Actor, lost: { referralId: string; startMs: number }, rules: BookingRules): Promise<Partial<NearestTimes>> {
  return asActor(db, actor, 'slot.read', async (tx) => {
    const care = await careToBook(tx, lost.referralId);
    const times = care && (await candidateTimes(tx, care, rules));
    if (!times?.ok) return {};
    const nearest = nearestSlots(times.slots, lost.startMs, SHOWN).map((slot) => nearTime(slot, times.roomNames));
    return { zone: times.zone, nearest };
  });
}

/** A slot as it is offered: with the name of the first room that is free then. */
export function nearTime({ startMs, endMs, periodName, roomIds }: Slot, roomNames: ReadonlyMap<string, string>): NearTime {
  return { startMs, endMs, periodName, roomName: roomNames.get(roomIds[0] ?? '') ?? null };
}
