import type { TrailCheck } from './check-trail.server.ts';

/** The last check of the trail in this process and when it ended (epoch milliseconds, real time). */
export type LatestCheck = { check: TrailCheck; atMs: number };

const HELD = Symbol.for('hallway.latest-check');
const holder = globalThis as { [HELD]?: LatestCheck };

/** What the trail page tells of the seals; null until the first check after a start has ended. */
export function latestCheck(): LatestCheck | null {
  return holder[HELD] ?? null;
}

/** Called by the one who checks in the background. On `globalThis`, because a module may be there twice. */
export function rememberCheck(check: TrailCheck, atMs: number): void {
  holder[HELD] = { check, atMs };
}
