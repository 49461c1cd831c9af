import { expect, test } from 'vitest';
import { expect as see } from './patient-expect.ts';
import { looksAround } from './look-around.ts';
import { givesRoleToNewcomer } from './people/coordinator.ts';
import { comesIn, goesTo } from './people/everybody.ts';
import { codeOf, setsPasswordUp, signsInWith, signsOff } from './people/member.ts';
import { openPortal } from './portal.ts';
import { givesPasskeys } from './virtual-authenticator.ts';

const portal = await openPortal();
const renee = await portal.person('Renee Whitfield', { device: 'laptop' });
await comesIn(renee);

const school = 'Alder Creek Middle';
const password = 'otter lamp tulip';

/** Gives somebody new a role and reads the address in the mail that reaches them. Mail programs look at it first, with GET and with HEAD. */
async function invited(newcomer: { given: string; family: string; role: string; at: string }): Promise<{ email: string; link: string }> {
  const email = `${newcomer.given}.${newcomer.family}@example.org`.toLowerCase();
  await givesRoleToNewcomer(renee, { ...newcomer, email });
  const mail = await portal.mailTo(email);
  expect(mail.subject).toBe('Your invitation to Hallway');
  const link = mail.links.find((one) => one.includes('/welcome/')) ?? '';
  for (const method of ['GET', 'HEAD', 'GET'] as const) expect((await fetch(link, { method })).status).toBe(200);
  return { email, link };
}

test('check 6, 8, 16: a counselor is invited, sets up a passkey, and signs in by it; the invitation is used up by nothing else', async () => {
  const { link } = await invited({ given: 'Iris', family: 'Vega', role: 'Counselor', at: school });
  const iris = await portal.person('Iris Vega', { device: 'phone' });
  await givesPasskeys(iris);
  await iris.go(link);
  await see(iris.page.getByRole('heading', { level: 1, name: 'Welcome, Iris' })).toBeVisible();
  await looksAround(iris, 'welcome');
  await iris.page.getByLabel('What do you call it?').fill('My phone');
  await iris.page.getByRole('button', { name: 'Set up a passkey' }).click();
  await see(iris.page).toHaveURL(/\/today$/);
  expect((await fetch(link)).status).toBe(410);

  await signsOff(iris);
  await iris.page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await see(iris.page).toHaveURL(/\/today$/);

  // Who goes for the password is offered the passkey where the address would be filled in, and takes it.
  await signsOff(iris);
  await iris.page.getByText('With a password and a code').click();
  await see(iris.page).toHaveURL(/\/today$/);

  await iris.go('/me/sign-in');
  await see(iris.page.getByRole('article', { name: 'My phone' })).toContainText('Last used');
  await looksAround(iris, 'my-sign-in');
  await iris.page.getByText('Remove My phone').click();
  await iris.page.getByRole('button', { name: 'Remove', exact: true }).click();
  await see(iris.page.getByText('This one stays')).toBeVisible();
});

test('check 6, 9, 25: a password lets in only with a code of the app, each code once, and after six tries not for a while; all without a script', async () => {
  const { email, link } = await invited({ given: 'Paul', family: 'Osgood', role: 'Counselor', at: school });
  const paul = await portal.person('Paul Osgood', { device: 'laptop', scripts: false });
  paul.complaints.expect(/status of 4(00|09|10|29)/);
  await paul.go(link);
  expect(await paul.page.locator('noscript').first().textContent()).toContain('Passkeys need JavaScript');
  const { app } = await setsPasswordUp(paul, password, 'Set up and sign in');
  await paul.page.getByRole('link', { name: 'I have kept them' }).click();
  await see(paul.page).toHaveURL(/\/today$/);

  await paul.page.getByRole('button', { name: 'Sign off' }).first().click();
  const code = codeOf(app, 1);
  await signsInWith(paul, { address: email, password, code });
  await see(paul.page).toHaveURL(/\/today$/);
  await paul.page.getByRole('button', { name: 'Sign off' }).first().click();
  await signsInWith(paul, { address: email, password, code });
  await see(paul.page.getByText('That does not fit together.')).toBeVisible();
  for (let n = 0; n < 4; n += 1) {
    await signsInWith(paul, { address: email, password: 'something else', code: '000000' });
    await see(paul.page.getByText('That does not fit together.')).toBeVisible();
  }
  await signsInWith(paul, { address: email, password, code: codeOf(app, 1) });
  await see(paul.page.getByText(/many tries in a short time. Nothing is lost. Try again in \d+ minutes/)).toBeVisible();

  // Now a second person has to help.
  await paul.page.getByRole('link', { name: 'I cannot sign in' }).click();
  await paul.page.getByLabel('Your work email address').fill(email);
  await paul.page.getByRole('button', { name: 'Ask for help' }).click();
  await see(paul.page.getByRole('heading', { level: 1, name: 'Thank you. This is how it goes on' })).toBeVisible();

  const request = renee.page.getByRole('region', { name: /^Ask for help to sign in/ }).getByRole('listitem').filter({ hasText: 'Paul Osgood' });
  await see.poll(async () => {
    await renee.go('/staff');
    return request.count();
  }).toBe(1);
  await looksAround(renee, 'staff-recovery');
  await request.getByRole('link').click();
  const [confirm, heading] = [renee.page.getByRole('button', { name: 'Confirm that it is you' }), renee.page.getByRole('heading', { level: 1, name: 'Paul Osgood cannot sign in' })];
  await see(confirm.or(heading)).toBeVisible();
  if (await confirm.isVisible()) await confirm.click();
  await see(heading).toBeVisible();
  await looksAround(renee, 'recovery');
  await renee.page.getByLabel(/I have spoken with Paul Osgood/).check();
  await renee.page.getByRole('button', { name: 'Confirm, and let them start anew' }).click();
  await see(renee.page.getByText('Confirmed.')).toBeVisible();

  const mail = await portal.mailTo(email);
  expect(mail.subject).toBe('Set up your sign-in again');
  await paul.go(mail.links.find((one) => one.includes('/welcome/')) ?? '');
  await setsPasswordUp(paul, 'pebble music under rain', 'Set up and sign in');
  await paul.page.getByRole('link', { name: 'I have kept them' }).click();
  await see(paul.page).toHaveURL(/\/today$/);
});

test('check 6: an administrator who comes by password and code is asked for a passkey, and may do nothing until then', async () => {
  const { email, link } = await invited({ given: 'Ada', family: 'Lund', role: 'Coordinator', at: 'Mill Creek School District' });
  const ada = await portal.person('Ada Lund', { device: 'laptop' });
  const device = await givesPasskeys(ada);
  await ada.go(link);
  await see(ada.page.getByText('In your role you decide about other people’s access.')).toBeVisible();
  await see(ada.page.getByLabel('New password')).toHaveCount(0);
  await ada.page.getByRole('button', { name: 'Set up a passkey' }).click();
  await see(ada.page).toHaveURL(/\/today$/);

  await ada.go('/me/password');
  await looksAround(ada, 'my-password');
  const { app } = await setsPasswordUp(ada, password, 'Save');
  await looksAround(ada, 'recovery-codes');
  await ada.page.getByRole('link', { name: 'I have kept them' }).click();
  await see(ada.page.getByText('You have 10 recovery codes left.')).toBeVisible();
  for (const [address, what] of [['/me/authenticator', 'my-authenticator'], ['/me/recovery-codes', 'my-recovery-codes']] as const) {
    await ada.go(address);
    await see(ada.page).toHaveURL(new RegExp(`${address}$`));
    await looksAround(ada, what);
  }
  await ada.go('/today');
  await signsOff(ada);

  await device.rests(true);
  await signsInWith(ada, { address: email, password, code: codeOf(app, 1) });
  await see(ada.page.getByText('Your role asks for a passkey')).toBeVisible();
  await looksAround(ada, 'passkey-needed');
  // What could be given away on a false page does not turn into what cannot.
  await see(ada.page.getByRole('button', { name: 'Set up a passkey' })).toHaveCount(0);
  for (const address of ['/me/passkeys/challenge', '/me/passkeys']) {
    const answer = await ada.page.evaluate(async (to) => (await fetch(to, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })).json() as Promise<unknown>, address);
    expect(answer).toEqual({ ok: false, reason: 'already-set-up' });
  }
  await ada.go('/staff');
  await see(ada.page).toHaveURL(/\/membership/);
  await ada.page.getByRole('button', { name: /Mill Creek/ }).click();
  await see(ada.page.getByText('Your role asks for a passkey')).toBeVisible();
  await device.rests(false);
  await ada.page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await see(ada.page).toHaveURL(/\/today$/);
  await goesTo(ada, 'Staff');
  await see(ada.page.getByRole('heading', { level: 1, name: 'Staff' })).toBeVisible();
});
