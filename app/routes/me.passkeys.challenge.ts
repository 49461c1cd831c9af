import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { holdAccount } from '../identity/account.server.ts';
import { mayAddWay } from '../identity/may-add-way.server.ts';
import { askForNewPasskey } from '../identity/passkeys.server.ts';
import { requireFresh } from '../identity/require-fresh.server.ts';
import { requireOwnSession } from '../identity/require-own-session.server.ts';

/** Asks the browser of somebody who is signed in to make a passkey. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { person, session } = await requireOwnSession(request, context);
  const fresh = await requireFresh(request, context);
  if (!fresh.ok) return Response.json(fresh);
  if (!(await mayAddWay(context, session))) return Response.json({ ok: false, reason: 'already-set-up' });
  await context.authDb.transaction((tx) => holdAccount(tx, person.personId));
  const { options, headers } = await askForNewPasskey(context, person.personId, person.email || `${person.givenName} ${person.familyName}`);
  return Response.json({ options }, { headers });
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireOwnSession(request, context);
  return redirect('/me/sign-in');
}
