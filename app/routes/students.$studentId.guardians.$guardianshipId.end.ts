import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { rightsChanged } from '../identity/session-changes.server.ts';
import { endGuardianship } from '../roster/keep-guardianship.server.ts';
import { putOutNow } from '../visits/put-out.server.ts';

/** Ends a guardianship today; the guardian's links end with it, a page of theirs that is open asks at once what it still may, and a visit they are in goes on without them. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'guardianship.confirm');
  const studentId = idParam(params, 'studentId');
  const ended = await asActor(context.db, who.actor, 'guardianship.end', (tx) => endGuardianship(tx, studentId, idParam(params, 'guardianshipId')));
  if (!ended) throw notFound();
  rightsChanged();
  await putOutNow(context, who.partnership);
  return redirect(`/students/${studentId}`);
}
