import { test } from 'vitest';
import { identityProvider, type Accounts } from './identity-provider.ts';
import { looksAround } from './look-around.ts';
import { expect } from './patient-expect.ts';
import { comesIn } from './people/everybody.ts';
import { signsOff } from './people/member.ts';
import type { Person } from './person.ts';
import { openPortal } from './portal.ts';
import { ssoClient } from './sso-client.ts';

const portal = await openPortal();
const accounts: Accounts = new Map();
await identityProvider(portal.issuer, portal.origin, accounts);

/** A counselor of the demo, as the roster of people has them. */
const [tom] = await portal.owner<{ id: string; name: string; email: string }[]>`
  select p.id, p.given_name || ' ' || p.family_name as name, p.email from membership m join person p on p.id = m.person_id
  where m.role = 'counselor' and m.during @> clock_now()::date and p.email is not null order by m.created_at, p.id limit 1`;
if (!tom) throw new Error('The demo has no counselor with an address.');
accounts.set('subject-tom', { email: tom.email, verified: true });
accounts.set('subject-nobody', { email: 'nobody.here@example.org', verified: true });
accounts.set('subject-unverified', { email: tom.email, verified: false });

async function leaves(person: Person): Promise<void> {
  await person.go('/sign-in');
  await person.page.getByRole('button', { name: `Sign in with ${ssoClient.name}` }).click();
}
async function showsAccount(person: Person, account: string): Promise<void> {
  await person.page.getByLabel('Account').fill(account);
  await person.page.getByRole('button', { name: 'Sign in' }).click();
}
const isIn = (person: Person) => expect(person.page).toHaveURL(/\/today$/);

test('check 24: a counselor comes in by the district’s single sign-on, and again without being asked', async () => {
  const counselor = await portal.person(tom.name, { device: 'laptop' });
  await leaves(counselor);
  await showsAccount(counselor, 'subject-tom');
  await isIn(counselor);
  await expect(counselor.page.getByRole('banner').getByText(tom.name).first()).toBeVisible();
  await counselor.page.getByRole('button', { name: 'Sign off' }).click();
  await expect(counselor.page).toHaveURL(/\/sign-in$/);
  await looksAround(counselor, 'sign-in-with-single-sign-on');
  await leaves(counselor);
  await isIn(counselor);
});

test('check 8: without a script the way back is a page whose button signs in; opening it does not', async () => {
  const counselor = await portal.person(tom.name, { device: 'phone', scripts: false });
  await leaves(counselor);
  await showsAccount(counselor, 'subject-tom');
  await expect(counselor.page).toHaveURL(/\/sign-in\/sso\/callback\?/);
  const second = await counselor.context.newPage();
  await second.goto('/today');
  await expect(second).toHaveURL(/\/sign-in/);
  await second.close();
  await counselor.page.getByRole('button', { name: 'Go on to Hallway' }).click();
  await isIn(counselor);
});

test('check 24: the account is issuer and subject: a changed address changes nothing, and the old one opens nothing', async () => {
  accounts.set('subject-tom', { email: 'tom.has.moved@example.org', verified: true });
  accounts.set('subject-heir', { email: tom.email, verified: true });
  const counselor = await portal.person(tom.name, { device: 'laptop' });
  await leaves(counselor);
  await showsAccount(counselor, 'subject-tom');
  await isIn(counselor);
  for (const stranger of ['subject-heir', 'subject-nobody', 'subject-unverified']) {
    const other = await portal.person(stranger, { device: 'laptop', language: 'en' });
    other.complaints.expect(/status of 403/);
    await leaves(other);
    await showsAccount(other, stranger);
    await expect(other.page.getByRole('heading', { level: 1, name: 'You are not signed in' })).toBeVisible();
    await other.go('/today');
    await expect(other.page).toHaveURL(/\/sign-in/);
  }
});

test('check 13: to confirm who one is, the district asks anew', async () => {
  const counselor = await portal.person(tom.name, { device: 'laptop' });
  await leaves(counselor);
  await showsAccount(counselor, 'subject-tom');
  await isIn(counselor);
  await counselor.go('/step-up?to=/referrals');
  await counselor.page.getByRole('button', { name: `Confirm with ${ssoClient.name}` }).click();
  await showsAccount(counselor, 'subject-tom');
  await expect(counselor.page).toHaveURL(/\/referrals$/);
});

test('check 13: the link is listed on My sign-in, and stays while it is the last way in', async () => {
  const counselor = await portal.person(tom.name, { device: 'phone' });
  await leaves(counselor);
  await showsAccount(counselor, 'subject-tom');
  await isIn(counselor);
  await counselor.go('/me/sign-in');
  const link = counselor.page.getByRole('article', { name: ssoClient.name });
  await expect(link).toContainText('Set up');
  await looksAround(counselor, 'my-sign-in-with-single-sign-on');
  const remove = async () => {
    await link.getByText(`Remove ${ssoClient.name}`).click();
    await link.getByRole('button', { name: 'Remove', exact: true }).click();
  };
  // The district did not ask anew when they came in: first they confirm who they are.
  await remove();
  await counselor.page.getByRole('button', { name: `Confirm with ${ssoClient.name}` }).click();
  await showsAccount(counselor, 'subject-tom');
  await expect(counselor.page).toHaveURL(/\/me\/sign-in$/);
  await remove();
  await expect(counselor.page.getByText('This one stays')).toBeVisible();
});

test('check 24: who is signed in adds single sign-on, whatever address it has; nobody else adds the same account', async () => {
  accounts.set('subject-renee', { email: 'somewhere.else@example.org', verified: false });
  const adds = async (person: Person) => {
    await comesIn(person);
    await person.go('/me/sign-in');
    await person.page.getByRole('button', { name: `Add ${ssoClient.name}` }).click();
    await showsAccount(person, 'subject-renee');
  };
  const renee = await portal.person('Renee Whitfield', { device: 'laptop' });
  await adds(renee);
  await expect(renee.page.getByText('It is set up.')).toBeVisible();
  await expect(renee.page.getByRole('article', { name: ssoClient.name })).toBeVisible();
  await renee.page.getByRole('link', { name: 'Back to your first page' }).click();
  await signsOff(renee);
  await leaves(renee);
  await isIn(renee);

  const nadia = await portal.person('Nadia Haddad', { device: 'laptop' });
  nadia.complaints.expect(/status of 409/);
  await adds(nadia);
  await expect(nadia.page.getByRole('heading', { level: 1, name: 'Nothing was added' })).toBeVisible();
  await nadia.page.getByRole('link', { name: 'My sign-in' }).click();
  await expect(nadia.page.getByRole('article', { name: ssoClient.name })).toHaveCount(0);
});

test('what was asked for in another browser is not answered in this one', async () => {
  const stranger = await portal.person('somebody', { device: 'laptop' });
  stranger.complaints.expect(/status of 400/);
  await stranger.go('/sign-in/sso/callback?code=taken&state=made-up');
  await expect(stranger.page.getByRole('heading', { level: 1, name: 'You are not signed in' })).toBeVisible();
});
