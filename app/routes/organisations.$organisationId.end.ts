import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { endingRefusals, endOrganisation } from '../partnership/keep-organisation.server.ts';

/** Ends an organisation, unless somebody is there. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'organisation.change');
  const id = idParam(params, 'organisationId');
  const ended = await refusing(endingRefusals, () => asActor(context.db, who.actor, 'organisation.change', (tx) => endOrganisation(tx, id)));
  if (ended.ok) return redirect(`/organisations/${id}?ended`);
  if (ended.reason === 'not-found') throw notFound();
  return redirect(`/organisations/${id}?refused=${ended.reason}`);
}
