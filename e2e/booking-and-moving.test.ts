import { Temporal } from 'temporal-polyfill';
import { test } from 'vitest';
import { looksAround } from './look-around.ts';
import { expect } from './patient-expect.ts';
import { comesIn } from './people/everybody.ts';
import { comesByMailedLink } from './people/guardian.ts';
import type { Person } from './person.ts';
import { openPortal } from './portal.ts';

const portal = await openPortal();
const east = 'America/New_York';

/** When the student's booked visit begins, as nobody's page needs to say it. */
async function startOf(given: string, family: string): Promise<Temporal.ZonedDateTime> {
  const [row] = await portal.owner<{ at: Date }[]>`select lower(a.during) as at from appointment a join appointment_student s on s.appointment_id = a.id join person p on p.id = s.student_id
    where p.given_name = ${given} and p.family_name = ${family} and a.state = 'booked' order by a.during limit 1`;
  if (!row) throw new Error(`${given} ${family} has no booked visit.`);
  return Temporal.Instant.fromEpochMilliseconds(row.at.getTime()).toZonedDateTimeISO(east);
}

test('a mother moves a visit at home on her phone, takes it back, and finds another time', { timeout: 300_000 }, async () => {
  const before = await startOf('Samuel', 'Kowalski');
  await portal.moveClock(before.subtract({ hours: 40 }).toInstant().toString());
  const anna = await portal.person('Anna Kowalski', { device: 'phone' });
  const { page } = anna;
  await comesByMailedLink(anna, portal, 'anna.kowalski@example.org');

  await page.getByRole('link', { name: 'Move it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Move the appointment' })).toBeVisible();
  await looksAround(anna, 'family-move');
  const other = page.getByRole('main').getByRole('link', { name: /Choose$/ }).first();
  const startMs = Number(new URL((await other.getAttribute('href'))!, portal.origin).searchParams.get('startMs'));
  await other.click();
  await expect(page.getByRole('button', { name: 'Yes, move it' })).toBeVisible();
  await looksAround(anna, 'family-move-chosen');
  await page.getByRole('button', { name: 'Yes, move it' }).click();
  await expect(page.getByText('The appointment is moved.')).toBeVisible();
  await looksAround(anna, 'family-moved');
  expect((await startOf('Samuel', 'Kowalski')).epochMilliseconds).toBe(startMs);

  await page.getByRole('link', { name: 'We can’t make it' }).click();
  await page.getByRole('button', { name: 'Yes, cancel it' }).click();
  await page.getByRole('link', { name: 'Find a time' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Find a time' })).toBeVisible();
  await looksAround(anna, 'family-times');
  await page.getByRole('main').getByRole('button', { name: /Take$/ }).first().click();
  await expect(page.getByText(/^We keep it for you until/)).toBeVisible();
  await looksAround(anna, 'family-time-held');
  await page.reload();
  await page.getByRole('button', { name: 'Yes, this time' }).click();
  await expect(page.getByText('The time is booked.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Move it' })).toBeVisible();
});

test('two browsers race for one time: one has it, the other sees the nearest at once', { timeout: 300_000 }, async () => {
  await portal.moveClock((await startOf('Samuel', 'Kowalski')).subtract({ hours: 40 }).toInstant().toString());
  const renee = await portal.person('Renee Whitfield', { device: 'laptop' });
  const david = await portal.person('David Osei', { device: 'laptop' });
  const looksForTimes = async (who: Person) => {
    await comesIn(who);
    who.complaints.expect(/booking\.data\?roomId=.*409/);
    const [row] = await portal.owner<{ id: string }[]>`select r.id from referral r join person p on p.id = r.student_id where p.given_name = 'Dana' and p.family_name = 'Oyelaran'`;
    await who.go(`/referrals/${row!.id}/booking`);
    await expect(who.page.getByRole('heading', { level: 1, name: /^Find a door for/ })).toBeVisible();
    return who.page.getByRole('grid').locator('button[name="startMs"]').first();
  };
  const [hers, his] = [await looksForTimes(renee), await looksForTimes(david)];
  expect(await his.getAttribute('value')).toBe(await hers.getAttribute('value'));
  await Promise.all([hers.click(), his.click()]);
  const outcome = ({ page }: Person) => expect.poll(async () => [await page.getByText(/^Held for you until/).count(), await page.getByText('This time was just taken.').count()].join()).toMatch(/^(1,0|0,1)$/);
  await Promise.all([outcome(renee), outcome(david)]);
  const losers: Person[] = [];
  for (const who of [renee, david]) if (await who.page.getByText('This time was just taken.').count()) losers.push(who);
  expect(losers).toHaveLength(1);
  const loser = losers[0]!;
  await expect(loser.page.getByText('Nearest now')).toBeVisible();
  await looksAround(loser, 'race-lost');
  await loser.page.getByRole('region', { name: 'Nearest now' }).getByRole('button').first().click();
  await expect(loser.page.getByText(/^Held for you until/)).toBeVisible();
});
