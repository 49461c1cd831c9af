import { createHash, randomBytes } from 'node:crypto';
import type { Config } from '../http/config.server.ts';

/** What our own cookies are for. The names end in the installation, so that two installations on one host share none. */
export type CookieUse =
  /** The session; set and read by the sign-in library. */
  | 'session'
  /** Binds a sign-in link to the browser that asked for it. */
  | 'asked'
  /** Where a guardian wanted to go who had to ask for a link first: a path of ours. */
  | 'back'
  /** Binds a visit link to the device that opened it. */
  | 'device'
  /** Binds what a passkey signs to the browser that asked for it, for minutes; set and read by the sign-in library. */
  | 'challenge'
  /** Binds what single sign-on sends back to the browser that left for it, for minutes. */
  | 'sso'
  /** Says that somebody has signed in in this browser before, for limits of tries; opens nothing. */
  | 'known'
  /** A paired kiosk's secret. */
  | 'kiosk';

type CookieConfig = Pick<Config, 'origin' | 'installation'>;

/**
 * A cookie's name. `__Host-` (only this host, only over a safe way, whole site) wherever a browser accepts it: with HTTPS, and on
 * localhost, which browsers treat as safe.
 */
export function cookieName(config: CookieConfig, use: CookieUse): string {
  return `${isSafeWay(config.origin) ? '__Host-' : ''}${use}-${config.installation}`;
}

/** The attributes that go with {@link cookieName}. */
export function cookieAttributes(config: CookieConfig): { secure: boolean; httpOnly: true; path: '/'; sameSite: 'lax' } {
  return { secure: isSafeWay(config.origin), httpOnly: true, path: '/', sameSite: 'lax' };
}

/** A `Set-Cookie` line; `maxAgeSeconds` 0 removes the cookie, absent lets it end with the browser. */
export function setCookie(config: CookieConfig, use: CookieUse, value: string, maxAgeSeconds?: number): string {
  const { secure } = cookieAttributes(config);
  const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`;
  return `${cookieName(config, use)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}${age}`;
}

/** The value of one of our cookies in a request, or null. */
export function readCookie(request: Request, config: CookieConfig, use: CookieUse): string | null {
  const wanted = `${cookieName(config, use)}=`;
  const found = (request.headers.get('cookie') ?? '').split(/;\s*/).find((pair) => pair.startsWith(wanted));
  return found ? found.slice(wanted.length) : null;
}

/** The text that a cookie's value was written from; empty when there is none, or it is nothing that we wrote. */
export function cookieText(request: Request, config: CookieConfig, use: CookieUse): string {
  try {
    return decodeURIComponent(readCookie(request, config, use) ?? '');
  } catch {
    return '';
  }
}

/** A fresh secret for a cookie that binds a link to a browser. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database stores of such a secret. */
export function secretSha256(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function isSafeWay(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
