import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { whoCanSignIn } from '../identity/account.server.ts';
import { inviteMember } from '../identity/invite-member.server.ts';
import { requireMember } from '../identity/require-member.server.ts';

/** Sends somebody an invitation to set up their sign-in, or another one. Whoever has a way in gets none: it would be a second key to their door. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'staff.change');
  const membershipId = idParam(params, 'membershipId');
  const outcome = await asActor(context.db, who.actor, 'staff.change', async (tx) => {
    const [member] = await tx.execute<{ personId: string }>(sql`select person_id as "personId" from membership where partnership_id = ctx_partnership() and id = ${membershipId}::uuid`);
    if (!member) return 'not-found';
    if ((await whoCanSignIn(context.authDb, context.config, [member.personId])).size > 0) return 'can-sign-in';
    const invited = await inviteMember(tx, context.config, membershipId);
    return invited.ok ? 'invited' : invited.reason;
  });
  if (outcome === 'not-found') throw notFound();
  return redirect(`/staff?${outcome}`);
}
