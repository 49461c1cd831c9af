import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { wayBack } from '../http/way-back.ts';
import { isSharedDevice } from '../identity/shared-device.tsx';
import { leaveForSso } from '../identity/sso-ceremony.server.ts';
import { tryFrom } from '../identity/fair-tries.server.ts';

/** Sends the browser to the single sign-on of the district or agency. `again`: it is to ask for proof anew. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const to = wayBack(form.get('to'));
  if (!(await tryFrom(request, context, 'sso-from')).ok) return redirect('/sign-in/sso/callback?many');
  const left = await leaveForSso(context, { to, sharedDevice: isSharedDevice(form), again: form.has('again') });
  if (!left) return redirect('/sign-in/sso/callback?unreachable');
  return redirect(left.url, { headers: { 'Set-Cookie': left.cookie } });
}

export function loader() {
  return redirect('/sign-in');
}
