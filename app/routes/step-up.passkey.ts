import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { jsonBody } from '../http/json-body.server.ts';
import { z } from '../http/schema.ts';
import { wayBack } from '../http/way-back.ts';
import { provePasskey } from '../identity/passkeys.server.ts';
import { noteStrong } from '../identity/require-fresh.server.ts';
import { signInPath } from '../identity/require-member.server.ts';
import { sessionOf } from '../identity/sessions.server.ts';
import { steppedUpPath } from '../identity/step-up-ways.tsx';

const sent = z.object({ credential: z.unknown(), to: z.string().max(2000).optional() });

/** Looks at what a passkey signed: it must be one of the very person who is signed in. */
export async function action({ request, context }: ActionFunctionArgs) {
  const session = await sessionOf(request, context);
  if (!session) throw redirect('/sign-in');
  const asked = sent.safeParse(await jsonBody(request));
  const proven = await provePasskey(request, context, asked.data?.credential);
  if (!proven.ok || proven.personId !== session.personId) return Response.json({ ok: false, reason: 'passkey-refused' });
  const headers = await noteStrong(context, session.id);
  context.log.info('stepped-up', { requestId: context.requestId });
  return Response.json({ ok: true, to: wayBack(asked.data?.to, steppedUpPath) }, { headers });
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  throw redirect((await sessionOf(request, context)) ? '/step-up' : signInPath(request));
}
