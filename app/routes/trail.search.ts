import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { trailSearchPath } from '../audit/trail-search.server.ts';
import { requireMember } from '../identity/require-member.server.ts';

/** Leads to the trail as it was asked for; the names that were typed go along sealed. Changes nothing. */
export async function action({ request, context }: ActionFunctionArgs) {
  await requireMember(request, context, 'trail.read');
  return redirect(trailSearchPath(context.config, await request.formData()));
}
