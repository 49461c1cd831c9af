import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { wayBack } from '../http/way-back.ts';
import { rememberLanguage } from '../i18n/language.server.ts';
import { FALLBACK_LANGUAGE, isLanguage } from '../i18n/languages.ts';

/** Remembers the language chosen in this browser and goes back to where the person was, without the language an address may have asked for. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const language = form.get('language');
  const back = new URL(wayBack(form.get('back')), context.config.origin);
  back.searchParams.delete('lang');
  return redirect(back.pathname + back.search, {
    headers: { 'Set-Cookie': rememberLanguage(isLanguage(language) ? language : FALLBACK_LANGUAGE, context.config) },
  });
}

export function loader() {
  return redirect('/');
}
