import { Temporal } from 'temporal-polyfill';
import { beforeEach, test } from 'vitest';
import { looksAround } from './look-around.ts';
import { expect } from './patient-expect.ts';
import { comesIn } from './people/everybody.ts';
import type { Person } from './person.ts';
import { openPortal } from './portal.ts';

const portal = await openPortal();

/** Members of the demo, by what they do. */
async function nameOf(role: string): Promise<string> {
  const [row] = await portal.owner<{ name: string }[]>`
    select p.given_name || ' ' || p.family_name as name from membership m join person p on p.id = m.person_id
    where m.role = ${role} and m.during @> clock_now()::date and m.ended_at is null order by m.created_at, p.id limit 1`;
  if (!row) throw new Error(`The demo has no ${role}.`);
  return row.name;
}
const [renee, tom] = [await nameOf('coordinator'), await nameOf('counselor')];
/** Whose role must not be taken away: their journeys go on in the same house. */
const inOtherJourneys = ['Nadia Haddad', 'Sam Whitaker'];

let now = Temporal.Now.instant();
beforeEach(async () => {
  now = Temporal.Now.instant().add({ hours: 1 });
  await portal.moveClock(now.toString());
});
/** Time passes: no more than a quarter of an hour at once, as a longer jump is one in the demo's story. */
async function passes(minutes: number, seconds = 0): Promise<void> {
  const [row] = await portal.owner<{ now: string }[]>`select to_json(clock_now()) #>> '{}' as now`;
  await portal.moveClock(Temporal.Instant.from(row?.now ?? '').add({ minutes, seconds }).toString());
}
const warning = ({ page }: Pick<Person, 'page'>) => page.getByRole('alertdialog', { name: 'Are you still there?' });
const isSignedOff = async (person: Person, why: string) => {
  await expect(person.page).toHaveURL(/\/sign-in\?/);
  await expect(person.page.getByRole('status').filter({ hasText: why })).toBeVisible();
};
const afterFifteen = 'You were signed off after 15 minutes without use.';

test('check 11: a page warns two minutes before; one key stays; all tabs agree; then it is over, and signing in leads back', async () => {
  const coordinator = await portal.person(renee, { device: 'laptop' });
  await comesIn(coordinator);
  await coordinator.go('/referrals');
  const second = await coordinator.context.newPage();
  await second.goto('/staff');
  await passes(13, 20);
  await expect(warning(coordinator)).toBeVisible();
  await expect(warning({ page: second })).toBeVisible();
  await expect(warning(coordinator)).toHaveAccessibleDescription(/you will be signed off in 2 minutes at most/);
  await expect(coordinator.page.getByRole('button', { name: 'Stay signed in' })).toBeFocused();
  await looksAround(coordinator, 'warning-before-idle-sign-off');
  await coordinator.page.keyboard.press('Enter');
  await expect(warning(coordinator)).toBeHidden();
  await expect(warning({ page: second })).toBeHidden();
  await second.close();
  await passes(13, 20);
  await expect(warning(coordinator)).toBeVisible();
  await passes(2);
  await isSignedOff(coordinator, afterFifteen);
  await looksAround(coordinator, 'signed-off-idle');
  await coordinator.page.getByRole('button', { name: renee }).click();
  await expect(coordinator.page).toHaveURL(/\/referrals$/);
});

test('check 11: without a script the server ends it all the same, says why, and leads back; a shared device ends sooner', async () => {
  const counselor = await portal.person(tom, { device: 'phone', scripts: false });
  await comesIn(counselor);
  await passes(14);
  await counselor.go('/referrals');
  await expect(counselor.page.getByRole('heading', { level: 1, name: 'Referrals' })).toBeVisible();
  await passes(15, 0);
  await passes(0, 30);
  await counselor.go('/referrals');
  await isSignedOff(counselor, afterFifteen);
  await counselor.page.getByRole('checkbox', { name: /This is a shared device/ }).first().check();
  await counselor.page.getByRole('button', { name: tom }).click();
  await expect(counselor.page).toHaveURL(/\/referrals$/);
  await passes(5, 30);
  await counselor.go('/referrals');
  await isSignedOff(counselor, 'You were signed off after 5 minutes without use.');
});

test('a demo’s clock that jumps to another day signs nobody off', async () => {
  const counselor = await portal.person(tom, { device: 'laptop' });
  await comesIn(counselor);
  await portal.moveClock(now.add({ hours: 26 }).toString());
  await counselor.go('/referrals');
  await expect(counselor.page.getByRole('heading', { level: 1, name: 'Referrals' })).toBeVisible();
});

test('check 13: somebody sees where they are signed in, and ends the others; they are told', async () => {
  const [desk, phone] = [await portal.person(renee, { device: 'laptop' }), await portal.person(renee, { device: 'phone' })];
  await comesIn(desk);
  await comesIn(phone);
  await desk.page.getByRole('link', { name: new RegExp(renee) }).first().click();
  await expect(desk.page.getByRole('heading', { level: 1, name: 'My sign-in' })).toBeVisible();
  const others = desk.page.getByRole('button', { name: /^End (?!all)/ });
  await expect(desk.page.getByText('Chrome on Android').first()).toBeVisible();
  await looksAround(desk, 'where-signed-in');
  await others.first().click();
  await expect(desk.page.getByText('Done. Nobody can go on there.')).toBeVisible();
  await phone.go('/today');
  await isSignedOff(phone, 'You were signed off from another device.');
  await desk.go('/today');
  await expect(desk.page).toHaveURL(/\/today$/);
});

test('checks 3 and 12: a role that is taken away is gone in an open event stream, without a click of whoever had it', async () => {
  const [visit] = await portal.owner<{ id: string; name: string }[]>`
    select a.id, p.given_name || ' ' || p.family_name as name from appointment a join person p on p.id = a.therapist_id
    where a.state = 'booked' and exists (select from membership m where m.person_id = p.id and m.role = 'therapist' and m.ended_at is null)
      and p.given_name || ' ' || p.family_name <> all (${inOtherJourneys}) order by lower(a.during) desc, a.id limit 1`;
  if (!visit) throw new Error('The demo has no appointment whose therapist no other journey needs.');
  const who = await portal.person(visit.name, { device: 'laptop' });
  const coordinator = await portal.person(renee, { device: 'laptop' });
  await comesIn(who);
  const stream = who.page.waitForResponse((response) => response.url().endsWith('/events') && response.ok());
  await who.go(`/visits/${visit.id}`);
  await stream;
  await comesIn(coordinator);
  await coordinator.go('/staff');
  const row = coordinator.page.getByRole('row').filter({ hasText: who.name }).filter({ hasText: 'Therapist' }).first();
  await row.getByText('End', { exact: true }).first().click();
  await row.getByRole('button', { name: 'End this role' }).click();
  await expect(coordinator.page.getByText('The role has ended. They are signed off.')).toBeVisible();
  await isSignedOff(who, 'You were signed off because your access changed.');
});
