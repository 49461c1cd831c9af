import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { jsonBody } from '../http/json-body.server.ts';
import { z } from '../http/schema.ts';
import { waysOf } from '../identity/account.server.ts';
import { enter } from '../identity/enter.server.ts';
import { keepPasskey, renamePasskey } from '../identity/passkeys.server.ts';
import { acceptStaffInvitation } from '../identity/staff-invitation.server.ts';

const sent = z.object({ credential: z.unknown(), name: z.string().trim().max(60).optional() });

/** Accepts an invitation with the passkey that the browser has made; whoever holds it is in. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const given = sent.safeParse(await jsonBody(request));
  const accepted = await acceptStaffInvitation(context.db, params['token'] ?? '', async ({ personId }) => {
    const own = await waysOf(context.authDb, context.config, personId);
    if (own.passkeys > 0 || own.password || own.sso) return { ok: false, reason: 'already-set-up' as const };
    const kept = await keepPasskey(request, context, personId, given.data?.credential);
    return kept ? { ok: true, value: kept } : { ok: false, reason: 'passkey-refused' as const };
  });
  if (!accepted.ok) return Response.json(accepted);
  const { personId } = accepted.invited;
  if (given.data?.name) await renamePasskey(context.authDb, personId, accepted.value.id, given.data.name);
  const { headers, to } = await enter(request, context, { personId, way: 'passkey', sharedDevice: false });
  return Response.json({ ok: true, to: to ?? '/today' }, { headers });
}

export function loader({ params }: LoaderFunctionArgs) {
  return redirect(`/welcome/${params['token'] ?? ''}`);
}
