import { sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { closeAccount } from './account.server.ts';
import { endSessionsOf } from './sessions.server.ts';
import { inviteMember } from './invite-member.server.ts';
import { openRecoveries } from './recovery-requests.server.ts';
import type { Member } from './who.ts';

/**
 * A second person says whether somebody who asked for help to sign in is who they say. Never for oneself: the database refuses that too.
 *
 * Confirmed: everything they signed in with is taken from them, their sessions end everywhere, and an invitation to set up their sign-in is on its way
 * to the address that is known for them. All of it, or nothing. Refused as `no-address` when there is none, as `address-of-yours` when who answers has given
 * them that address in the last 30 days (it would take one person, not two), as `not-found` when nobody waits under this id (any more).
 */
export async function answerRecovery(context: Pick<HallwayContext, 'db' | 'authDb' | 'config'>, who: Pick<Member, 'actor'>, id: string, answer: 'confirmed' | 'declined'): Promise<{ ok: true } | { ok: false; reason: 'not-found' | 'oneself' | 'no-address' | 'address-of-yours' }> {
  return asActor(context.db, who.actor, 'staff.change', async (tx) => {
    const [asked] = await openRecoveries(tx, id);
    if (!asked) return { ok: false, reason: 'not-found' };
    if (asked.personId === who.actor.personId) return { ok: false, reason: 'oneself' };
    if (answer === 'confirmed' && !asked.email) return { ok: false, reason: 'no-address' };
    if (answer === 'confirmed' && asked.addressIsMine) return { ok: false, reason: 'address-of-yours' };
    if (!(await noteAnswer(tx, id, answer))) return { ok: false, reason: 'not-found' };
    await record(tx, { action: answer === 'confirmed' ? 'recovery.confirmed' : 'recovery.declined', subject: { kind: 'recovery-request', id }, body: { personId: asked.personId } });
    if (answer === 'declined') return { ok: true };
    await inviteMember(tx, context.config, asked.membershipId, true);
    await context.authDb.transaction((authTx) => closeAccount(authTx, asked.personId));
    await endSessionsOf(context, asked.personId);
    return { ok: true };
  });
}

async function noteAnswer(tx: Tx, id: string, answer: 'confirmed' | 'declined'): Promise<boolean> {
  const { count } = await tx.execute(sql`update recovery_request set answer = ${answer}, answered_at = clock_now(), answered_by = ctx_membership(), answered_by_person = ctx_person()
    where partnership_id = ctx_partnership() and id = ${id}::uuid and answer is null`);
  return count === 1;
}
