import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { askForPasskey } from '../identity/passkeys.server.ts';
import { tryFrom } from '../identity/fair-tries.server.ts';

/** What a passkey is to sign. Makes something up for each asking, so it is no GET. */
export async function action({ request, context }: ActionFunctionArgs) {
  const counted = await tryFrom(request, context, 'passkey-from');
  if (!counted.ok) return Response.json(counted);
  const { options, headers } = await askForPasskey(context);
  return Response.json({ options }, { headers });
}

export function loader() {
  return redirect('/sign-in');
}
