import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { removeLicense } from '../caseload/keep-license.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';

/** Takes a license away that was entered by mistake, unless an agency asks while another one engages the therapist too, and leads back to where the reader sees those that are left. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'license.change');
  const done = await refusing({ a_shared_license_stays: 'shared' }, () => asActor(context.db, who.actor, 'license.change', (tx) => removeLicense(tx, idParam(params, 'licenseId'))));
  if (!done.ok) return redirect('/licenses?shared');
  if (!done.value) throw notFound();
  return redirect(who.role === 'therapist' ? '/practice/licenses?removed' : '/licenses?removed');
}
