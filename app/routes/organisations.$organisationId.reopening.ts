import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { reopenOrganisation } from '../partnership/keep-organisation.server.ts';

/** Lets an ended organisation take part again. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'organisation.change');
  const id = idParam(params, 'organisationId');
  if (!(await asActor(context.db, who.actor, 'organisation.change', (tx) => reopenOrganisation(tx, id)))) throw notFound();
  return redirect(`/organisations/${id}?reopened`);
}
