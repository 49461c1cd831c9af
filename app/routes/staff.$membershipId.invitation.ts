import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { inviteAgain } from '../partnership/invite-again.server.ts';

/** Sends somebody an invitation to set up their sign-in, or another one. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'staff.change');
  const outcome = await inviteAgain(context, who, idParam(params, 'membershipId'));
  if (outcome === 'not-found') throw notFound();
  return redirect(`/staff?${outcome}`);
}
