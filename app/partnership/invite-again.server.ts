import { sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { whoCanSignIn } from '../identity/account.server.ts';
import { inviteMember, withdrawInvitation } from '../identity/invite-member.server.ts';
import type { Member } from '../identity/who.ts';

/**
 * Sends somebody an invitation to set up their sign-in, or another one. Whoever has a way in gets none (`can-sign-in`): it would be a second key to
 * their door. Refused as `not-found` when the acting one does not answer for that role.
 */
export function inviteAgain(context: Pick<HallwayContext, 'db' | 'authDb' | 'config'>, who: Pick<Member, 'actor'>, membershipId: string): Promise<'invited' | 'not-found' | 'can-sign-in' | 'no-address'> {
  return asActor(context.db, who.actor, 'staff.change', async (tx) => {
    const personId = await answeredFor(tx, membershipId);
    if (personId === null) return 'not-found';
    if ((await whoCanSignIn(context.authDb, context.config, [personId])).size > 0) return 'can-sign-in';
    const invited = await inviteMember(tx, context.config, membershipId);
    return invited.ok ? 'invited' : invited.reason;
  });
}

/** Takes an invitation back: its link opens nothing any more. False when the acting one does not answer for that role. */
export function takeInvitationBack(context: Pick<HallwayContext, 'db'>, who: Pick<Member, 'actor'>, membershipId: string): Promise<boolean> {
  return asActor(context.db, who.actor, 'staff.change', async (tx) => (await answeredFor(tx, membershipId)) !== null && withdrawInvitation(tx, membershipId));
}

/** Whose role it is, where the acting one answers for it: an agency's administrator for therapists of their own agency alone. */
async function answeredFor(tx: Tx, membershipId: string): Promise<string | null> {
  const [member] = await tx.execute<{ personId: string }>(sql`
    select person_id as "personId" from membership where partnership_id = ctx_partnership() and id = ${membershipId}::uuid
      and (ctx_role() <> 'agency_administrator' or gate.is_own_therapist(id))`);
  return member?.personId ?? null;
}
