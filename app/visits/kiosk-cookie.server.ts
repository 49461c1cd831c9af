import type { Actor } from '../../db/as-actor.server.ts';
import type { Config } from '../http/config.server.ts';
import { readCookie, secretSha256, setCookie } from '../identity/cookies.server.ts';

const yearSeconds = 365 * 24 * 60 * 60;

/** The paired device that asks, for `asActor`; null when this browser holds no kiosk's secret. Whether it still is one, the gate says. */
export function kioskActor(request: Request, config: Pick<Config, 'origin' | 'installation'>): Extract<Actor, { kind: 'kiosk' }> | null {
  const secret = readCookie(request, config, 'kiosk');
  return secret ? { kind: 'kiosk', secretSha256: secretSha256(secret) } : null;
}

/** Makes this browser the kiosk with that secret, for a year; every visit to the kiosk's page begins the year anew. */
export function kioskCookie(config: Pick<Config, 'origin' | 'installation'>, secret: string): string {
  return setCookie(config, 'kiosk', secret, yearSeconds);
}
