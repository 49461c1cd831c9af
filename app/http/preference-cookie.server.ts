import type { Config } from './config.server.ts';

/** What a browser remembers for whoever sits before it; nothing about a person. */
export type Preference = 'language' | 'theme';

const A_YEAR_SECONDS = 31_536_000;

// The installation in the name keeps two installations on one host apart.
const nameOf = (preference: Preference, installation: string) => `${preference}-${installation}`;

/** What this browser remembers, exactly as it was set, or `undefined`. */
export function readPreference(request: Request, preference: Preference, installation: string): string | undefined {
  const start = `${nameOf(preference, installation)}=`;
  const cookies = (request.headers.get('cookie') ?? '').split(/;\s*/);
  return cookies.find((cookie) => cookie.startsWith(start))?.slice(start.length);
}

/** A `Set-Cookie` value that makes the browser remember `value` (letters and hyphens) for a year, or forget it when `undefined`. */
export function rememberPreference(preference: Preference, value: string | undefined, config: Pick<Config, 'installation' | 'origin'>): string {
  const secure = config.origin.startsWith('https:') ? '; Secure' : '';
  const age = value === undefined ? 0 : A_YEAR_SECONDS;
  return `${nameOf(preference, config.installation)}=${value ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`;
}
