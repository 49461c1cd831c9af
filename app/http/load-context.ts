import type { PgBoss } from 'pg-boss';
import type { Database } from '../../db/connect.server.ts';
import type { CalendarReader } from '../calendars/calendar-reader.ts';
import type { Config } from './config.server.ts';
import type { Jobs } from './jobs.server.ts';
import type { Log } from './log.server.ts';
import type { Metrics } from './metrics.server.ts';

/**
 * What `server.ts` makes once per process or once per request and hands to every loader and action.
 *
 * Pools, queue and log must never be imported by a route: what `server.ts` and the Remix build both import exists twice.
 */
export interface HallwayContext {
  /** One per response; only scripts and styles that carry it run. */
  readonly nonce: string;
  /** The pool of role `hallway_app`. Data is reached through `asActor(db, …)` and in no other way. */
  readonly db: Database;
  /** The pool of role `hallway_auth`: schema `auth` and nothing else. Only `app/identity/` uses it. */
  readonly authDb: Database;
  readonly boss: PgBoss;
  /** Whether the queue runs right now (for `readyz`). */
  readonly jobs: Pick<Jobs, 'isRunning'>;
  readonly log: Log;
  /** The numbers that `/metrics` tells. */
  readonly metrics: Metrics;
  readonly config: Config;
  /** Reads calendar files, aside from what serves. */
  readonly calendars: CalendarReader;
  /** Names this request in the log, in answers to surprises and in audit entries. */
  readonly requestId: string;
  /** The socket's own address, or what a proxy of ours saw (`TRUSTED_PROXY`); never what a browser says of itself. */
  readonly clientAddress: string;
  /** A proxy says that it passed the request on; `clientAddress` is then the proxy's. */
  readonly forwarded: boolean;
  /** Fires when the process is asked to stop: streams end then. */
  readonly stopping: AbortSignal;
}

/** What background work is given: the same pools, queue and log that requests get, and the signal that ends it. */
export type WorkerContext = Pick<HallwayContext, 'db' | 'authDb' | 'boss' | 'log' | 'config' | 'calendars' | 'stopping'>;

declare module '@remix-run/server-runtime' {
  // The interface is Remix's; it grows by declaration merging.
  interface AppLoadContext extends HallwayContext {}
}
