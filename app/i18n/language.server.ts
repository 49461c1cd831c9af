import type { Config } from '../http/config.server.ts';
import { readPreference, rememberPreference } from '../http/preference-cookie.server.ts';
import { FALLBACK_LANGUAGE, isLanguage, type Language } from './languages.ts';
import { preferredLanguage } from './preferred-language.ts';

/** The language asked for in the address (`?lang=es`, as in links that we mail), if it is one of ours. */
export function languageInAddress(request: Request): Language | undefined {
  const asked = new URL(request.url).searchParams.get('lang');
  return isLanguage(asked) ? asked : undefined;
}

/** The language of this request: the address says so, else this browser remembers, else it prefers, else English. */
export function languageOf(request: Request, config: Pick<Config, 'installation'>): Language {
  const remembered = readPreference(request, 'language', config.installation);
  return languageInAddress(request)
    ?? (isLanguage(remembered) ? remembered : undefined)
    ?? preferredLanguage(request.headers.get('accept-language'))
    ?? FALLBACK_LANGUAGE;
}

/** A `Set-Cookie` value: from now on this browser reads that language. */
export function rememberLanguage(language: Language, config: Pick<Config, 'installation' | 'origin'>): string {
  return rememberPreference('language', language, config);
}
