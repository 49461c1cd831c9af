import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { careToBook } from './care-to-book.server.ts';
import { giveUpHolds, lockResources } from '../occupancy/free-held.server.ts';

/** Gives up what the actor holds for the next visit of this referral. Nothing held: nothing happens. Returns how many holds were given up, or null when they see no open care of it. */
export async function releaseHolds(db: Database, actor: Actor, referralId: string): Promise<number | null> {
  return asActor(db, actor, 'appointment.release', async (tx) => {
    const care = await careToBook(tx, referralId);
    if (!care) return null;
    if (care.holds.length === 0) return 0;
    await lockResources(tx, care.holds.flatMap((hold) => hold.resources));
    const given = await giveUpHolds(tx, care.holds.map((hold) => hold.id));
    for (const id of given) await record(tx, { action: 'appointment.released', studentId: care.studentId, subject: { kind: 'appointment', id } });
    return given.length;
  });
}
