import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { releaseForFamily } from '../family-booking/book-for-family.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireGuardian } from '../identity/require-guardian.server.ts';

/** Gives up the time that a guardian holds. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireGuardian(request, context, 'appointment.book-own');
  const studentId = idParam(params, 'studentId');
  if (!(await releaseForFamily(context.db, who.actor, studentId))) throw notFound();
  return redirect(`/family/children/${studentId}/booking`);
}
