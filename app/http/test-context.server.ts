import { randomUUID } from 'node:crypto';
import type { AppLoadContext } from '@remix-run/node';
import { PgBoss } from 'pg-boss';
import { afterAll } from 'vitest';
import { connect } from '../../db/connect.server.ts';
import type { TestDatabase } from '../../db/test-database.ts';
import { readHere } from '../calendars/calendar-reader.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { readConfig } from './config.server.ts';
import { jobsSchema } from './jobs.server.ts';
import { makeLog } from './log.server.ts';
import { makeMetrics } from './metrics.server.ts';

/** What a database test needs to call loaders and actions as the server would. */
export interface TestServing {
  /** A context for one request; made anew for each, as who is asking is kept with it. */
  context(): AppLoadContext;
  /** Lines that were logged since the last call. */
  logged(): { event: string; [field: string]: unknown }[];
}

/** Makes the parts that `server.ts` makes, over the database of this test file, with keys that are only for tests. The queue may be written to, not worked. */
export async function testServing(database: TestDatabase, environment: Record<string, string> = {}): Promise<TestServing> {
  const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');
  const config = readConfig({
    PORT: '4000',
    HALLWAY_INSTALLATION: '0123abcd',
    HALLWAY_SESSION_SECRET: 'only-for-tests-only-for-tests-only',
    HALLWAY_KEY: key(1),
    HALLWAY_AUDIT_KEY: key(2),
    DATABASE_APP_URL: database.url('hallway_app'),
    DATABASE_AUTH_URL: database.url('hallway_auth'),
    DATABASE_SEALER_URL: database.url('hallway_sealer'),
    ...environment,
  });
  holdKeys(config);
  const authDb = connect(config.databaseAuthUrl, { max: 4 });
  const boss = new PgBoss({ connectionString: config.databaseAppUrl, schema: jobsSchema, max: 2, migrate: false, createSchema: false, supervise: false, schedule: false });
  boss.on('error', () => {});
  await boss.start();
  const metrics = makeMetrics({ process: false });
  let lines: string[] = [];
  const log = makeLog('info', { write: (line) => lines.push(line) });
  afterAll(async () => {
    await boss.stop({ graceful: false });
    await authDb.close();
  });
  return {
    context: () => ({
      db: database.app, authDb, boss, jobs: { isRunning: () => true }, log, config, metrics, calendars: readHere,
      nonce: 'nonce', requestId: randomUUID(), clientAddress: '192.0.2.1', forwarded: false, stopping: new AbortController().signal,
    }),
    logged: () => {
      const seen = lines.map((line) => JSON.parse(line) as { event: string });
      lines = [];
      return seen;
    },
  };
}

/** A browser's request to the portal of {@link testServing}: with what it kept of earlier `Set-Cookie` headers, and a form if there is one. */
export function browserRequest(path: string, { cookies = [], form }: { cookies?: readonly string[]; form?: Record<string, string> } = {}): Request {
  const cookie = cookies.map((line) => line.split(';')[0]).filter((pair) => !pair?.endsWith('=')).join('; ');
  return new Request(`http://localhost:4000${path}`, { headers: cookie ? { cookie } : {}, ...(form && { method: 'POST', body: new URLSearchParams(form) }) });
}
