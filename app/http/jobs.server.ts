import { PgBoss } from 'pg-boss';
import type { Log } from './log.server.ts';

/** Schema of the queue; the owner creates it while migrating, this process only uses it. */
export const jobsSchema = 'jobs';

const retryMs = 2_000;

/** The queue of this process, and whether it works right now. */
export type Jobs = {
  boss: PgBoss;
  /** Starts the queue; tries again every two seconds for as long as the database does not answer, until `stopping`. */
  start(stopping: AbortSignal): Promise<void>;
  isRunning(): boolean;
};

/** Makes the queue of the serving process. It may neither create nor migrate its schema: `hallway_app` owns nothing. */
export function makeJobs(databaseUrl: string, log: Log): Jobs {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: jobsSchema,
    application_name: 'hallway jobs',
    max: 2,
    migrate: false,
    createSchema: false,
  });
  let running = false;
  boss.on('error', (error) => log.surprise('jobs-error', error, { part: 'jobs' }));
  boss.on('stopped', () => (running = false));
  return {
    boss,
    isRunning: () => running,
    start: async (stopping) => {
      while (!stopping.aborted && !running) {
        try {
          await boss.start();
          running = true;
        } catch (error) {
          log.surprise('jobs-not-started', error, { part: 'jobs' });
          await new Promise((resolve) => setTimeout(resolve, retryMs).unref());
        }
      }
    },
  };
}
