import type { PgBoss } from 'pg-boss';

const HELD = Symbol.for('hallway.queue');
const holder = globalThis as { [HELD]?: PgBoss | null };

/** Holds the queue of this process, once it has started; null when it stops. On `globalThis`, because a module may be there twice (see `held-keys.server.ts`). */
export function holdQueue(queue: PgBoss | null): void {
  holder[HELD] = queue;
}

/** The queue, or null in a process that runs none (a command, the seed): what it promises is found by the next sweep. */
export function heldQueue(): PgBoss | null {
  return holder[HELD] ?? null;
}
