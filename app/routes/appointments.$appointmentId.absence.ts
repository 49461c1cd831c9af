import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { studentAbsent } from '../scheduling/student-absent.server.ts';

const absenceForm = z.object({ key: z.string().min(8).max(100) });

/** Marks the student of a visit as absent today. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'student.absent');
  const appointmentId = idParam(params, 'appointmentId');
  const form = absenceForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) throw notFound();
  const marked = await studentAbsent(context.db, who.actor, { appointmentId, key: form.data.key });
  if (!marked.ok && marked.reason === 'not-found') throw notFound();
  return redirect(`/appointments/${appointmentId}?${marked.ok ? 'done=absent' : `refused=${marked.reason}`}`);
}
