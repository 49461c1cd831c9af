import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { jsonBody } from '../http/json-body.server.ts';
import { z } from '../http/schema.ts';
import { enter } from '../identity/enter.server.ts';
import { mayAddWay } from '../identity/may-add-way.server.ts';
import { noteWay } from '../identity/note-way.server.ts';
import { keepPasskey, renamePasskey } from '../identity/passkeys.server.ts';
import { requireFresh } from '../identity/require-fresh.server.ts';
import { requireOwnSession } from '../identity/require-own-session.server.ts';

const sent = z.object({ credential: z.unknown(), name: z.string().trim().max(60).optional() });

/**
 * Keeps the passkey that the browser has made. Whoever came in by a password goes on in a session of the passkey, which they have just used: an
 * administrator may act from here on.
 */
export async function action({ request, context }: ActionFunctionArgs) {
  const own = await requireOwnSession(request, context);
  const fresh = await requireFresh(request, context);
  if (!fresh.ok) return Response.json(fresh);
  if (!(await mayAddWay(context, own.session))) return Response.json({ ok: false, reason: 'already-set-up' });
  const given = sent.safeParse(await jsonBody(request));
  const { personId, way, sharedDevice } = own.session;
  const kept = await keepPasskey(request, context, personId, given.data?.credential);
  if (!kept) return Response.json({ ok: false, reason: 'passkey-refused' });
  if (given.data?.name) await renamePasskey(context.authDb, personId, kept.id, given.data.name);
  await noteWay(context, personId, 'way-in.added', 'passkey');
  if (way !== 'password') return Response.json({ ok: true, to: '/me/sign-in?added' });
  const { headers, to } = await enter(request, context, { personId, way: 'passkey', sharedDevice });
  return Response.json({ ok: true, to: to ?? '/me/sign-in?added' }, { headers });
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireOwnSession(request, context);
  return redirect('/me/sign-in');
}
