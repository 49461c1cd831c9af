import path from 'node:path';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, inject, test } from 'vitest';
import { reservePort } from '../local/ports.ts';
import { temporaryFolder, type TemporaryFolder } from '../local/proof/temporary-folder.ts';
import { ownHouse, type OwnHouse } from './house-of-its-own.ts';
import { looksAround } from './look-around.ts';
import { madeUpRoster } from './made-up-roster.ts';
import { expect } from './patient-expect.ts';
import { goesTo } from './people/everybody.ts';
import { bringPerson, type Person } from './person.ts';
import { givesPasskeys } from './virtual-authenticator.ts';

let temporary: TemporaryFolder;
let browser: Browser;
let house: OwnHouse;
let code: string;
let ruth: Person;

/** A whole house is built and started, more than once. */
const startMs = 900_000;

const codeIn = (words: readonly string[]) => /^\s+Code\s+(\S+)$/.exec(words.find((line) => /^\s+Code /.test(line)) ?? '')?.[1];

beforeAll(async () => {
  temporary = await temporaryFolder('set-up');
  browser = await chromium.connect(inject('portal').browserEndpoint);
  const reserved = await reservePort(4450, 'tcp');
  await reserved.release();
  house = ownHouse(path.join(temporary.path, 'data'), reserved.port);
  const earlier = codeIn(await house.start('--fresh'));
  await house.stop();
  // Said once, it is for real use: no demo comes with a plain start, and another code.
  code = codeIn(await house.start()) ?? '';
  expect(code).toMatch(/^(\w{4}-){3}\w{4}$/);
  expect(code).not.toBe(earlier);
  ruth = await bringPerson(browser, house.origin(), [house.origin()], 'Ruth Abel', { device: 'laptop' });
  await givesPasskeys(ruth);
}, startMs);
afterAll(async () => {
  await browser.close();
  await house.stop();
  temporary.remove();
});

test('every page leads to the set-up page, which only the code from the terminal opens', async () => {
  const { page } = ruth;
  for (const to of ['/', '/today', '/sign-in', '/kiosk', '/no-such-page']) {
    await ruth.go(to);
    await expect(page).toHaveURL(/\/set-up$/);
  }
  await looksAround(ruth, 'set-up');
  const phone = await bringPerson(browser, house.origin(), [house.origin()], 'Ruth Abel', { device: 'phone', language: 'es' });
  await phone.go('/set-up');
  await looksAround(phone, 'set-up-es');
  await phone.context.close();
  await page.getByLabel('The code from the terminal').fill('AAAA-BBBB-CCCC-DDDD');
  await page.getByLabel('Its name').fill('Stone Ridge');
  await page.getByLabel('Its time zone').selectOption('America/Chicago');
  await page.getByLabel('The first school district').fill('Stone Ridge Schools');
  await page.getByLabel('Given name').fill('Ruth');
  await page.getByLabel('Family name').fill('Abel');
  await page.getByLabel('E-mail').fill('ruth.abel@example.org');
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.getByText('This is not the newest code.')).toBeVisible();
  await expect(page.getByLabel('Family name')).toHaveValue('Abel');
});

test('with it the first coordinator makes a passkey, and Today says what is not yet set up', async () => {
  const { page } = ruth;
  await page.getByLabel('The code from the terminal').fill(code.toLowerCase().replaceAll('-', ' '));
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page).toHaveURL(/\/welcome\//);
  await looksAround(ruth, 'set-up-passkey');
  await page.getByRole('button', { name: /passkey/ }).first().click();
  await expect(page).toHaveURL(/\/today$/);
  for (const lacking of ['No students yet', 'No school year for today', 'No agency yet']) await expect(page.getByRole('heading', { name: lacking })).toBeVisible();
  await looksAround(ruth, 'today-after-set-up');
  expect((await page.request.get('/set-up')).status()).toBe(404);
});

test('an agency is added, and the roster brings what it can: Today then names what is left', async () => {
  const { page } = ruth;
  await page.getByRole('link', { name: 'Add an agency' }).click();
  await page.getByLabel('What it is').selectOption('Agency');
  await page.getByLabel('Name', { exact: true }).fill('Harbor Street');
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByText('Added. Now give people a role there.')).toBeVisible();
  await looksAround(ruth, 'organisation');
  await goesTo(ruth, 'Today');
  await page.getByRole('link', { name: 'Import a roster' }).click();
  await page.getByRole('link', { name: 'Bring a roster in' }).click();
  const now = new Date();
  await page.getByLabel('Zip or CSV files').setInputFiles(madeUpRoster(now.getMonth() < 6 ? now.getFullYear() - 1 : now.getFullYear()));
  await page.getByLabel('Name of the student system').fill('Juniper Ridge SIS');
  await page.getByRole('button', { name: 'Bring it in' }).click();
  await expect(page.getByText('The roster is in')).toBeVisible();
  await goesTo(ruth, 'Today');
  for (const left of ['Juniper Ridge Middle has no state or time zone', '1 school has no counselor in Hallway', '1 guardian to confirm', 'No therapist yet']) await expect(page.getByRole('heading', { name: left })).toBeVisible();
  for (const done of ['No students yet', 'No agency yet']) await expect(page.getByRole('heading', { name: done })).toHaveCount(0);
  await goesTo(ruth, 'Organisations');
  await looksAround(ruth, 'organisations');
});

test('what is for real use never becomes a demo, and no command throws it away', async () => {
  const left = await house.type('leave-demo');
  expect(left.code, left.words).toBe(1);
  expect(left.words).toContain('is no demo');
  await ruth.page.reload();
  await expect(ruth.page.getByRole('heading', { level: 1, name: 'Organisations' })).toBeVisible();
  expect(ruth.complaints.taken().filter((complaint) => !/409|400/.test(complaint))).toEqual([]);
});
