import { Secret, TOTP } from 'otpauth';
import { expect } from '../patient-expect.ts';
import type { Person } from '../person.ts';

/** Signs off by the button in the bar, or in the menu on a phone. */
export async function signsOff({ page }: Person): Promise<void> {
  await page.locator('form.sign-off').first().evaluate((form) => (form as HTMLFormElement).submit());
  await expect(page).toHaveURL(/\/sign-in/);
}

/** An authenticator app, as it reads the secret that a page shows as text. */
export async function appFrom({ page }: Person): Promise<TOTP> {
  const secret = (await page.locator('.app-secret__text').innerText()).replaceAll(/\s/g, '');
  return new TOTP({ secret: Secret.fromBase32(secret) });
}

/** The code that the app shows now, or `steps` codes later: the portal takes the next one too, as clocks differ. */
export const codeOf = (app: TOTP, steps = 0): string => app.generate({ timestamp: Date.now() + steps * 30_000 });

/** Signs in with the three that belong together. */
export async function signsInWith({ page, go }: Person, { address, password, code }: { address: string; password: string; code: string }): Promise<void> {
  await go('/sign-in');
  await page.getByText('With a password and a code').click();
  await page.getByLabel('Your work email address').fill(address);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByLabel('Code from your app').fill(code);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Sets a password with an app up on the page that is open, and reads the recovery codes. */
export async function setsPasswordUp(person: Person, password: string, button: string): Promise<{ app: TOTP; recoveryCodes: string[] }> {
  const { page } = person;
  const app = await appFrom(person);
  await page.getByLabel('New password').fill(password);
  await page.getByLabel('The code that it shows now').fill(codeOf(app));
  await page.getByRole('button', { name: button }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your recovery codes' })).toBeVisible();
  const recoveryCodes = await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allInnerTexts();
  expect(recoveryCodes).toHaveLength(10);
  return { app, recoveryCodes };
}
