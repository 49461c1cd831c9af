import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { seenOf } from '../school-time/seen.server.ts';
import { visitsAgainstTime, type AgainstVisit } from './visits-against-time.server.ts';

/** What a change of a therapist's own time would leave to be moved: booked visits with what stands against each, and how many visits of other partnerships, of which no more is told. */
export type TimeEffect = { readonly visits: readonly AgainstVisit[]; readonly elsewhere: number };

/** What has to be seen before a change is saved; sending `sure` with the same change says that it was. */
export type TimeAsk = TimeEffect & { readonly sure: string };

/** More than a therapist has in all the time that can be booked. */
const mostVisits = 2000;

/**
 * Changes the acting therapist's own time. If booked visits could not be held any more afterwards, nothing is saved until they have seen which: what the
 * change does is found by making it and asking the very list on which those visits would stand, and undone again.
 *
 * @param typed what is to be saved: what was seen of another change does not count
 * @param sure what was sent along as seen
 */
export async function changeTime(tx: Tx, typed: object, sure: string | undefined, change: (tx: Tx) => Promise<unknown>): Promise<{ saved: true } | { saved: false; ask: TimeAsk }> {
  const ask = await made(tx, change, (effect) => isTouched(effect) && sure !== sureOf(typed, effect));
  return ask === null ? { saved: true } : { saved: false, ask: { ...ask, sure: sureOf(typed, ask) } };
}

/** What a change would do, without making it; null when it touches no visit. */
export async function lookAtTime(tx: Tx, typed: object, change: (tx: Tx) => Promise<unknown>): Promise<TimeAsk | null> {
  const effect = await made(tx, change, () => true);
  return effect && isTouched(effect) ? { ...effect, sure: sureOf(typed, effect) } : null;
}

const isTouched = ({ visits, elsewhere }: TimeEffect) => visits.length + elsewhere > 0;
const sureOf = (typed: object, { visits, elsewhere }: TimeEffect) => seenOf(typed, [visits.map(({ id }) => id), elsewhere]);

/** Makes the change; undoes it where its effect says so, and tells that effect. */
async function made(tx: Tx, change: (tx: Tx) => Promise<unknown>, undo: (effect: TimeEffect) => boolean): Promise<TimeEffect | null> {
  const before = await against(tx);
  try {
    await tx.transaction(async (inner) => {
      await change(inner);
      const after = await against(inner);
      const effect = { visits: after.here.filter(({ id }) => !before.here.some((other) => other.id === id)), elsewhere: after.elsewhere.filter((during) => !before.elsewhere.includes(during)).length };
      if (undo(effect)) throw new Undone(effect);
    });
    return null;
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
    if (error.effect.visits.length > 0) await record(tx, { action: 'appointment.listed', body: { count: error.effect.visits.length } });
    return error.effect;
  }
}

async function against(tx: Tx) {
  const elsewhere = await tx.execute<{ during: string }>(sql`select v.during::text as during from gate.own_visits_elsewhere_against_time() v(during)`);
  return { here: await visitsAgainstTime(tx, mostVisits), elsewhere: elsewhere.map(({ during }) => during) };
}

/** Carries what the change would do out of the savepoint that undoes it. */
class Undone extends Error {
  readonly effect: TimeEffect;
  constructor(effect: TimeEffect) {
    super('undone');
    this.effect = effect;
  }
}
