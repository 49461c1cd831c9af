import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** One answer, as it is counted. `route` is the route's id in `app/routes.ts`, never the URL; `none` for what no page answered. */
export type Answered = { route: string; method: string; status: number; seconds: number };

/**
 * What is true at the moment of a scrape, for the whole installation: numbers only, of all partnerships together.
 *
 * - `parts`: 1 works, 0 does not answer; a part that was not set up is left out.
 * - `jobs`: by queue and state (`created`, `retry`, `active`); `outbox`: by state (`promised`, `dead`); `visits`: by state (`open`, `live`).
 * - `unsealed`: entries of the trail that no seal covers yet, and the age of the oldest in seconds; `trailBroken`: null until the first check has ended.
 * - `backupAgeSeconds`: since the newest backup ended; null without one, or where the operator makes them.
 */
export type Standings = {
  parts: Partial<Record<'database' | 'video' | 'mail' | 'jobs', 0 | 1>>;
  jobs: readonly { queue: string; state: string; count: number }[];
  outbox: Readonly<Record<'promised' | 'dead', number>>;
  visits: Readonly<Record<'open' | 'live', number>>;
  unsealed: { entries: number; seconds: number };
  trailBroken: boolean | null;
  backupAgeSeconds: number | null;
};

/** The numbers of this process for Prometheus, without a person's data or any id in a label. */
export type Metrics = {
  count(answered: Answered): void;
  /** The text of a scrape; null standings (the database does not answer) leave those numbers out. */
  text(standings: Partial<Standings>): Promise<string>;
  contentType: string;
};

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

/** @param process also those of the process itself: memory, processor, event loop, garbage collection */
export function makeMetrics({ process = true }: { process?: boolean } = {}): Metrics {
  const register = new Registry();
  if (process) collectDefaultMetrics({ register });
  const registers = [register];
  const requests = new Counter({ name: 'hallway_requests_total', help: 'Answers, by route, method and status.', labelNames: ['route', 'method', 'status'], registers });
  const durations = new Histogram({
    name: 'hallway_request_seconds', help: 'How long an answer took, by route; streams count when they end.', labelNames: ['route'], buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 60], registers,
  });
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) => new Gauge<L>({ name: `hallway_${name}`, help, labelNames, registers });
  const up = gauge('part_up', '1: this part works; 0: it does not answer.', ['part']);
  const jobs = gauge('jobs', 'Jobs in the queue, by queue and state.', ['queue', 'state']);
  const outbox = gauge('outbox_messages', 'Messages that wait (promised) or were given up (dead).', ['state']);
  const visits = gauge('visits', 'Visits that are open or live now.', ['state']);
  const entries = gauge('audit_unsealed_entries', 'Entries of the trail that no seal covers yet.');
  const lag = gauge('audit_unsealed_seconds', 'Age of the oldest of them.');
  const broken = gauge('trail_broken', '1: the last check of the seals found something wrong.');
  const backup = gauge('backup_age_seconds', 'Time since the newest backup ended.');

  return {
    contentType: register.contentType,
    count: ({ route, method, status, seconds }) => {
      requests.inc({ route, method: knownMethods.has(method) ? method : 'other', status: String(status) });
      durations.observe({ route }, seconds);
    },
    text: async (now) => {
      // A number from before that is not known now must not be told again.
      for (const one of [up, jobs, outbox, visits]) one.reset();
      for (const one of [entries, lag, broken, backup]) one.remove();
      for (const [part, works] of Object.entries(now.parts ?? {})) up.set({ part }, works);
      for (const { queue, state, count } of now.jobs ?? []) jobs.set({ queue, state }, count);
      for (const [state, count] of Object.entries(now.outbox ?? {})) outbox.set({ state }, count);
      for (const [state, count] of Object.entries(now.visits ?? {})) visits.set({ state }, count);
      if (now.unsealed) entries.set(now.unsealed.entries);
      if (now.unsealed) lag.set(now.unsealed.seconds);
      if (typeof now.trailBroken === 'boolean') broken.set(now.trailBroken ? 1 : 0);
      if (typeof now.backupAgeSeconds === 'number') backup.set(now.backupAgeSeconds);
      return register.metrics();
    },
  };
}
