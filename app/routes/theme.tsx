import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { wayBack } from '../http/way-back.ts';
import { rememberTheme } from '../ui/theme.server.ts';
import { isTheme } from '../ui/theme.ts';

/** Remembers light, dark or "same as this device" in this browser and goes back to where the person was. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const theme = form.get('theme');
  return redirect(wayBack(form.get('back')), { headers: { 'Set-Cookie': rememberTheme(isTheme(theme) ? theme : 'system', context.config) } });
}

export function loader() {
  return redirect('/');
}
