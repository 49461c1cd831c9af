import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { confirmLicense } from '../caseload/keep-license.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';

/** An agency's administrator has seen the license itself. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'license.confirm');
  const confirmed = await asActor(context.db, who.actor, 'license.change', (tx) => confirmLicense(tx, idParam(params, 'licenseId')));
  if (!confirmed) throw notFound();
  return redirect(confirmed.membershipId ? `/therapists/${confirmed.membershipId}/licenses?done` : '/licenses');
}
