import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { confirmedToEnd, endOtherSessions, noteSessionsEnded } from '../identity/open-sessions.server.ts';
import { signInPath } from '../identity/require-member.server.ts';
import { sessionOf } from '../identity/sessions.server.ts';

/** Ends all of the person's sessions but this one; asks first who sits there. */
export async function action({ request, context }: ActionFunctionArgs) {
  const session = await sessionOf(request, context);
  if (!session) throw redirect(signInPath(request));
  await confirmedToEnd(request, context, session);
  const count = await endOtherSessions(context, session);
  if (count > 0) await noteSessionsEnded(request, context, count);
  return redirect('/me/sign-in?ended');
}
