import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { confirmedToEnd, endOwnSession, noteSessionsEnded } from '../identity/open-sessions.server.ts';
import { signInPath } from '../identity/require-member.server.ts';
import { sessionOf } from '../identity/sessions.server.ts';

/** Ends one of the person's own sessions, on whatever device it is; asks first who sits there. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const session = await sessionOf(request, context);
  if (!session) throw redirect(signInPath(request));
  await confirmedToEnd(request, context, session);
  if (!(await endOwnSession(context, session, idParam(params, 'sessionId')))) throw notFound();
  await noteSessionsEnded(request, context, 1);
  return redirect('/me/sign-in?ended');
}
