import type { Config } from '../http/config.server.ts';
import { wayBack } from '../http/way-back.ts';
import { cookieText, setCookie } from './cookies.server.ts';

/** A little longer than a sign-in link works. */
const keptSeconds = 15 * 60;
const home = '/family';

/** Keeps in this browser where a guardian wanted to go, while they wait for their link; anything but a family's page is forgotten. */
export function rememberWayBack(config: Config, to: unknown): string {
  const path = wayBack(to, home);
  return path.startsWith(`${home}/`) ? setCookie(config, 'back', encodeURIComponent(path), keptSeconds) : setCookie(config, 'back', '', 0);
}

/** Where the link leads: the page they wanted, else their first. */
export function rememberedWayBack(request: Request, config: Config): string {
  const path = wayBack(cookieText(request, config, 'back'), home);
  return path.startsWith(`${home}/`) ? path : home;
}
