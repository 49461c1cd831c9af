import { expect } from '../patient-expect.ts';
import { linkIn } from '../people/guardian.ts';
import type { Person } from '../person.ts';
import type { Portal, ReceivedMail } from '../portal.ts';

/** Signs in by one click on the demo's list. */
export async function comesIn(person: Person, name: string): Promise<void> {
  await person.go('/sign-in');
  await person.page.getByRole('button', { name }).click();
  await expect(person.page).not.toHaveURL(/sign-in/);
}

/** Shows once more that it is they who sit there, for pages that ask for it. */
export async function confirms({ page, go }: Person): Promise<void> {
  await go('/step-up?to=/today');
  await page.getByRole('main').locator('form[method=post]').first().getByRole('button').click();
  // The page that asks has /today in its address too.
  await expect(page).toHaveURL((url) => url.pathname === '/today');
}

/** The coordinator writes a school year that no roster keeps. */
export async function keepsSchoolYear(coordinator: Person): Promise<void> {
  const { page } = coordinator;
  await coordinator.go('/school-years/new');
  for (const [name, value] of [['title', '2031–32'], ['firstDay', '2031-08-20'], ['lastDay', '2032-06-10']] as const) await page.locator(`input[name="${name}"]`).fill(value);
  await page.getByRole('button', { name: 'Save this school year' }).click();
  await expect(page).toHaveURL(/\/school-years\?done/);
}

/** The coordinator offers a waiting student to a therapist. */
export async function offers(coordinator: Person, referralId: string, therapist: string): Promise<void> {
  await coordinator.go(`/waiting/${referralId}`);
  await coordinator.page.getByRole('button', { name: `Offer to ${therapist}` }).click();
  await expect(coordinator.page.getByText(`Offered to ${therapist}`)).toBeVisible();
}

/** The counselor says that a student may be in danger. */
export async function raisesAlarm(counselor: Person, studentId: string): Promise<void> {
  const { page } = counselor;
  await counselor.go(`/safety/new?student=${studentId}`);
  await page.getByRole('main').getByRole('checkbox').first().check();
  await page.getByRole('textbox', { name: 'In your own words' }).fill('Said it to a friend at lunch.');
  await page.getByRole('main').locator('form').getByRole('button').click();
  await expect(page).toHaveURL(/\/safety\/[0-9a-f-]{36}$/);
}

/** The counselor opens a student of another school, who is in danger. */
export async function opensEmergency(counselor: Person, { given, family, born }: { given: string; family: string; born: string }): Promise<void> {
  const { page } = counselor;
  await confirms(counselor);
  await counselor.go('/emergency');
  await page.getByLabel('First name').fill(given);
  await page.getByLabel('Last name').fill(family);
  await page.getByLabel('Birth date').fill(born);
  await page.getByRole('radio', { name: 'Missing' }).check();
  await page.getByRole('checkbox', { name: 'Police' }).check();
  await page.getByLabel('Why, in your own words').fill('Not on the bus, and the phone is off.');
  await page.getByRole('button', { name: 'Open for 60 minutes' }).click();
  await expect(page).toHaveURL(/\/emergency\/[0-9a-f-]{36}$/);
}

/** The front office sets the tablet of its first room up. */
export async function setsUp(frontOffice: Person, tablet: Person): Promise<void> {
  await frontOffice.go('/kiosks');
  await frontOffice.page.getByRole('button', { name: /^Set up a tablet for/ }).first().click();
  const code = await frontOffice.page.getByText('Type this on the tablet:').locator('b').innerText();
  await tablet.go('/kiosk');
  await tablet.page.getByLabel('Code from the front office').fill(code);
  await tablet.page.getByRole('button', { name: 'Set up' }).click();
  await expect(tablet.page.getByLabel('Your code')).toBeVisible();
}

/** Somebody asks for a link to sign in with, and is mailed one that only their browser can use. Returns its token. */
export async function asksForLink(portal: Portal, visitor: Person, address: string): Promise<string> {
  await visitor.go('/sign-in/link');
  await visitor.page.getByRole('textbox').fill(address);
  await visitor.page.locator('form.ask-for-link').getByRole('button').click();
  await expect(visitor.page).toHaveURL(/sent/);
  const mail = await portal.mailTo(address);
  return tokenIn(mail.links.find((link) => new URL(link).pathname.startsWith('/sign-in/link/')));
}

/** The token of the first mail to an address that holds a link of this kind. */
export async function mailedToken(portal: Portal, address: string, kind: 'i' | 'v' | 'welcome'): Promise<string> {
  for (;;) {
    const mail: ReceivedMail = await portal.mailTo(address);
    if (mail.links.some((link) => new URL(link).pathname.startsWith(`/${kind}/`))) return tokenIn(linkIn(mail, kind));
  }
}

/** Says at a visit link "I am here". */
export async function saysIAmHere(awaited: Person, token: string): Promise<void> {
  await awaited.go(`/v/${token}`);
  await awaited.page.getByRole('button', { name: 'I am here' }).click();
  await expect(awaited.page).toHaveURL(/\/visit$/);
}

function tokenIn(link: string | undefined): string {
  if (!link) throw new Error('The mail holds no such link.');
  return new URL(link).pathname.split('/').at(-1) ?? '';
}
