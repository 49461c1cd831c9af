import type { Config } from '../http/config.server.ts';
import { readPreference, rememberPreference } from '../http/preference-cookie.server.ts';
import { isTheme, type Theme } from './theme.ts';

/** Read before the first byte is written, so that a page never flashes in the other theme. */
export function themeOf(request: Request, config: Pick<Config, 'installation'>): Theme {
  const remembered = readPreference(request, 'theme', config.installation);
  return isTheme(remembered) ? remembered : 'system';
}

/** A `Set-Cookie` value: from now on this browser shows that theme. */
export function rememberTheme(theme: Theme, config: Pick<Config, 'installation' | 'origin'>): string {
  return rememberPreference('theme', theme === 'system' ? undefined : theme, config);
}
