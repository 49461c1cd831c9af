import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { jsonBody } from '../http/json-body.server.ts';
import { z } from '../http/schema.ts';
import { wayBack } from '../http/way-back.ts';
import { enter } from '../identity/enter.server.ts';
import { provePasskey } from '../identity/passkeys.server.ts';

const sent = z.object({ credential: z.unknown(), to: z.string().max(2000).optional(), sharedDevice: z.literal('on').optional() });

/** Looks at what a passkey signed, and opens the session of whose it is. */
export async function action({ request, context }: ActionFunctionArgs) {
  const asked = sent.safeParse(await jsonBody(request));
  const proven = await provePasskey(request, context, asked.data?.credential);
  if (!proven.ok) {
    context.log.warn('sign-in-refused', { requestId: context.requestId, reason: proven.reason });
    return Response.json(proven);
  }
  const { headers, to } = await enter(request, context, { personId: proven.personId, way: 'passkey', sharedDevice: asked.data?.sharedDevice === 'on' });
  return Response.json({ ok: true, to: to ?? wayBack(asked.data?.to, '/today') }, { headers });
}

export function loader() {
  return redirect('/sign-in');
}
