import path from 'node:path';
import { chromium, type Browser } from 'playwright';
import { expect } from 'playwright/test';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, inject, test } from 'vitest';
import { lanAddress } from '../local/lan/lan-address.ts';
import { temporaryFolder, type TemporaryFolder } from '../local/proof/temporary-folder.ts';
import { copyDemo } from './demo-to-copy.ts';
import { ownHouse, type OwnHouse } from './house-of-its-own.ts';

/** Where this machine is reached from others; in a machine without a network its own address must do. */
const address = lanAddress(networkInterfaces(), null)?.address ?? '127.0.0.1';
let temporary: TemporaryFolder;
let browser: Browser;
let house: OwnHouse;

beforeAll(async () => {
  temporary = await temporaryFolder('network');
  browser = await chromium.connect(inject('portal').browserEndpoint);
  const folder = path.join(temporary.path, 'data');
  copyDemo(path.join(inject('portal').run, 'data'), folder);
  house = ownHouse(folder, 4500);
  await house.start('--lan', address);
});
afterAll(async () => {
  await browser.close();
  await house.stop();
  temporary.remove();
});

/** A tablet whose owner went on past the browser's warning. */
async function tablet() {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 810, height: 1080 }, hasTouch: true, permissions: ['camera'] });
  return { context, page: await context.newPage() };
}

test('a second device comes in by HTTPS, gets a camera, and its cookie goes nowhere else', async () => {
  const { context, page } = await tablet();
  expect(house.origin()).toMatch(new RegExp(`^https://${address}:\\d+$`));
  await page.goto(`${house.origin()}/sign-in`);
  await page.getByRole('button', { name: /Ann Lowe/ }).click();
  await expect(page).toHaveURL(/\/today$/);
  const session = (await context.cookies()).find(({ name }) => name.includes('session'));
  expect(session?.name).toMatch(/^__Host-/);
  expect(session).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax', domain: address });
  // Only a visit and a room's tablet may use a camera at all.
  await page.goto(`${house.origin()}/kiosk`);
  expect(await page.evaluate(async () => (await navigator.mediaDevices.getUserMedia({ video: true })).getVideoTracks().length)).toBe(1);
  await context.close();
});

test('the address typed without https says why there is no camera, and leads to the one that has', async () => {
  const { context, page } = await tablet();
  const answer = await page.goto(`${house.origin().replace('https:', 'http:')}/kiosk`);
  expect(answer?.status()).toBe(426);
  await expect(page.getByRole('heading', { name: 'This address is not encrypted' })).toBeVisible();
  await expect(page.getByText(/no dan ni la cámara ni el micrófono/)).toBeVisible();
  expect(await context.cookies()).toEqual([]);
  await page.getByRole('link', { name: 'Go to the first page' }).click();
  await expect(page).toHaveURL(`${house.origin()}/sign-in`);
  await context.close();
});
