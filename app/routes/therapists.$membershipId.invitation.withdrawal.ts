import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { takeInvitationBack } from '../partnership/invite-again.server.ts';

/** Takes an invitation back: its link opens nothing any more. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'therapist.appoint');
  if (!(await takeInvitationBack(context, who, idParam(params, 'membershipId')))) throw notFound();
  return redirect('/therapists?withdrawn');
}
