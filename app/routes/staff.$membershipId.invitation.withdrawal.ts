import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { withdrawInvitation } from '../identity/invite-member.server.ts';
import { requireMember } from '../identity/require-member.server.ts';

/** Takes an invitation back: its link opens nothing any more. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'staff.change');
  if (!(await asActor(context.db, who.actor, 'staff.change', (tx) => withdrawInvitation(tx, idParam(params, 'membershipId'))))) throw notFound();
  return redirect('/staff?withdrawn');
}
