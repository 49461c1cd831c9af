import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const server = fileURLToPath(new URL('../../server.ts', import.meta.url));
const key = Buffer.alloc(32, 7).toString('base64');
/** Nothing answers there: the serving process must end all the same. */
const nowhere = 'postgres://nobody@127.0.0.1:9/none';

test('a server whose parent is gone before it could listen for that ends by itself', async () => {
  const child = started(40_991);
  const ended = once(child, 'exit');
  onTestFinished(() => void child.kill('SIGKILL'));
  child.disconnect();
  expect(await ended).toEqual([0, null]);
});

test('one whose parent stays listens, and ends when the parent goes later', async () => {
  const child = started(40_992);
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  expect(await Promise.race([once(child, 'message'), ended])).toMatchObject([{ state: 'listening', port: 40_992 }, undefined]);
  child.disconnect();
  expect(await ended).toEqual([0, null]);
});

function started(port: number) {
  return fork(server, {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: {
      ...process.env, NODE_ENV: 'production', PORT: String(port), HALLWAY_INSTALLATION: '0123abcd', HALLWAY_ORIGIN: `http://localhost:${port}`,
      HALLWAY_SESSION_SECRET: 'only-for-tests-only-for-tests-only', HALLWAY_KEY: key, HALLWAY_AUDIT_KEY: key, DATABASE_APP_URL: nowhere, DATABASE_AUTH_URL: nowhere, DATABASE_SEALER_URL: nowhere,
    },
  });
}
