import path from 'node:path';
import { chromium, type Browser } from 'playwright';
import { expect } from 'playwright/test';
import { afterAll, beforeAll, inject, test } from 'vitest';
import { reservePort } from '../local/ports.ts';
import { bornAt } from '../local/process-identity.ts';
import { temporaryFolder, type TemporaryFolder } from '../local/proof/temporary-folder.ts';
import { ownHouse, type OwnHouse } from './house-of-its-own.ts';
import { bringPerson, type Person } from './person.ts';
import { inTurn } from './starting.ts';

let temporary: TemporaryFolder;
let browser: Browser;
let house: OwnHouse;
let counselor: Person;

beforeAll(async () => {
  temporary = await temporaryFolder('kills');
  browser = await chromium.connect(inject('portal').browserEndpoint);
  // The cookie belongs to this address, so it must be the same after every start.
  const reserved = await reservePort(4400, 'tcp');
  await reserved.release();
  house = ownHouse(path.join(temporary.path, 'data'), reserved.port);
  await house.start();
  counselor = await bringPerson(browser, house.origin(), [house.origin()], 'the counselor', { device: 'laptop' });
  await counselor.go('/sign-in');
  await counselor.page.getByRole('button', { name: /Ann Lowe/ }).click();
  await expect(counselor.page).not.toHaveURL(/sign-in/);
});
afterAll(async () => {
  await browser.close();
  await house.stop();
  temporary.remove();
});

/** What the portal says of its parts; null while nobody answers: a part is known before it is ready. */
const readiness = async () => {
  const answer = await fetch(`${house.origin()}/readyz`).catch(() => null);
  return answer && ((await answer.json()) as Record<string, string>);
};

const isReady = () => expect.poll(readiness, { timeout: 30_000 }).toEqual({ database: 'ok', video: 'ok', mail: 'ok', jobs: 'ok' });

async function nothingIsLost(): Promise<void> {
  await isReady();
  await counselor.go('/');
  await expect(counselor.page, 'still signed in').not.toHaveURL(/sign-in/);
  const verified = await house.type('audit-verify');
  expect(verified.code, verified.words).toBe(0);
}

test.each(['PostgreSQL', 'LiveKit', 'The portal'])('%s is started again by itself when it is killed', async (name) => {
  const before = house.processes()[name] ?? 0;
  await inTurn(inject('portal').run, async () => {
    process.kill(before, 'SIGKILL');
    await expect.poll(() => house.processes()[name], { timeout: 30_000 }).not.toBe(before);
    await isReady();
  });
  await nothingIsLost();
});

test('after everything was killed at once, the next start repairs itself', async () => {
  for (const pid of Object.values(house.processes())) process.kill(pid, 'SIGKILL');
  await house.gone();
  await house.start();
  await nothingIsLost();
});

test('after the launcher alone was killed, the next start ends what it left', async () => {
  const { launcher, ...parts } = house.processes();
  process.kill(launcher ?? 0, 'SIGKILL');
  await house.gone();
  await house.start();
  expect(Object.values(parts).filter((pid) => bornAt(pid) !== null)).toEqual([]);
  await nothingIsLost();
});

test('asked to end, it leaves nothing running', async () => {
  const all = Object.values(house.processes());
  expect(await house.stop()).toBe(0);
  expect(all.filter((pid) => bornAt(pid) !== null)).toEqual([]);
});
