import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { requireMember } from '../identity/require-member.server.ts';
import { staffSearchPath } from '../partnership/staff-page.server.ts';

/** Leads to the list as it was asked for; the name that was typed goes along sealed. Changes nothing. */
export async function action({ request, context }: ActionFunctionArgs) {
  await requireMember(request, context, 'therapist.appoint');
  return redirect(staffSearchPath(context.config, '/therapists', await request.formData()));
}
