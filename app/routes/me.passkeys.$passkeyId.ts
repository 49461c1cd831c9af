import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { noteWay } from '../identity/note-way.server.ts';
import { renamePasskey } from '../identity/passkeys.server.ts';
import { requireOwnFreshSession, requireOwnSession } from '../identity/require-own-session.server.ts';

/** Gives one of the person's own passkeys another name. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const own = await requireOwnFreshSession(request, context);
  const typed = z.object({ name: z.string().trim().min(1).max(60) }).safeParse(Object.fromEntries(await request.formData()));
  if (!typed.success) return redirect('/me/sign-in');
  if (!(await renamePasskey(context.authDb, own.session.personId, idParam(params, 'passkeyId'), typed.data.name))) throw notFound();
  await noteWay(context, own.session.personId, 'way-in.changed', 'passkey-name');
  return redirect('/me/sign-in?renamed');
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireOwnSession(request, context);
  return redirect('/me/sign-in');
}
