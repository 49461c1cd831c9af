import { defineConfig } from 'vitest/config';

/** Three kinds of test: `unit` (pure), `database` (a real PostgreSQL, one cloned database per file), `browser` (journeys in Chromium). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['app/**/*.test.{ts,tsx}', 'db/**/*.test.ts', 'local/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', 'db/guarantees/**', '**/node_modules/**'],
          // Properties try hundreds of cases; on a busy machine that takes longer than the usual five seconds.
          testTimeout: 60_000,
          // Pure: what one file loaded, the next one need not load again.
          isolate: false,
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'database',
          include: ['db/guarantees/**/*.test.ts', '**/*.db.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: ['db/test-cluster.ts'],
          hookTimeout: 60_000,
          testTimeout: 60_000,
          // One file at a time: a seal waits for the oldest transaction of the whole cluster. Modules are loaded once for all of them, which was a third of the time:
          // what a module remembers is of ids, pools and keys that each file makes anew, as the one process that serves remembers across partnerships too.
          isolate: false,
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['e2e/start-portal.ts'],
          // Each file has a house and a clock of its own. A journey waits about as long as it keeps a processor busy, so that two fill two.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          hookTimeout: 240_000,
          testTimeout: 600_000,
        },
      },
    ],
  },
});
