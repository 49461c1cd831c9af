import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { wayBack } from '../http/way-back.ts';
import { setCookie } from '../identity/cookies.server.ts';
import { endSession } from '../identity/sessions.server.ts';

/**
 * One tap: the session ends on the server, and nothing of this person stays in the browser. Cookies are taken away one by one, as
 * `Clear-Site-Data: "cookies"` would also take those of another installation on this host. Whoever signs off to sign in again says where `to` go on.
 */
export async function action({ request, context }: ActionFunctionArgs) {
  const to = wayBack((await request.formData()).get('to'), '');
  const headers = await endSession(request, context);
  headers.append('Set-Cookie', setCookie(context.config, 'asked', '', 0));
  headers.append('Set-Cookie', setCookie(context.config, 'device', '', 0));
  headers.append('Set-Cookie', setCookie(context.config, 'back', '', 0));
  headers.set('Clear-Site-Data', '"cache", "storage"');
  return redirect(to ? `/sign-in?${new URLSearchParams({ to })}` : '/sign-in', { headers });
}

export function loader() {
  return redirect('/');
}
