import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { holdAccount, waysOf } from '../identity/account.server.ts';
import { askForNewPasskey } from '../identity/passkeys.server.ts';
import { openStaffInvitation } from '../identity/staff-invitation.server.ts';
import { tryOnce } from '../identity/tries.server.ts';

/** Asks the browser of somebody who was invited to make a passkey. Accepts nothing yet. */
export async function action({ context, params }: ActionFunctionArgs) {
  const counted = await tryOnce(context, 'passkey-from', context.clientAddress);
  if (!counted.ok) return Response.json(counted);
  const opened = await openStaffInvitation(context.db, params['token'] ?? '');
  if (!opened.ok) return Response.json(opened);
  const { personId, email, givenName, familyName } = opened.invited;
  const own = await waysOf(context.authDb, context.config, personId);
  if (own.passkeys > 0 || own.password || own.sso) return Response.json({ ok: false, reason: 'already-set-up' });
  await context.authDb.transaction((tx) => holdAccount(tx, personId));
  const { options, headers } = await askForNewPasskey(context, personId, email || `${givenName} ${familyName}`);
  return Response.json({ options }, { headers });
}

export function loader({ params }: LoaderFunctionArgs) {
  return redirect(`/welcome/${params['token'] ?? ''}`);
}
