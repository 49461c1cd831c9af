import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { endForAll } from '../visits/end-for-all.server.ts';

/** Ends the visit for everybody, and goes on to who attended. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'visit.hold');
  const appointmentId = params['appointmentId'] ?? '';
  if (!(await endForAll(context, who, appointmentId))) throw notFound();
  return redirect(`/visits/${appointmentId}/attendance`);
}
