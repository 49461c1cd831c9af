import { Temporal } from 'temporal-polyfill';
import { test } from 'vitest';
import { opensEmergency } from './every-page/entrances.ts';
import { namedExactly } from './every-page/records-of.ts';
import { looksAround } from './look-around.ts';
import { expect } from './patient-expect.ts';
import { comesIn } from './people/everybody.ts';
import { openPortal } from './portal.ts';

const portal = await openPortal();

test('a counselor opens a student of another school for an hour; then it is over, and a privacy officer says whether it was right', async () => {
  const begins = Temporal.Now.instant().add({ hours: 1 });
  await portal.moveClock(begins.toString());
  const mei = await portal.person('Mei Chen', { device: 'phone' });
  await comesIn(mei);
  await mei.go('/students');
  await mei.page.getByRole('main').getByRole('searchbox').fill('Hannah Weiss');
  await mei.page.getByRole('main').getByRole('searchbox').press('Enter');
  await expect(mei.page.getByText('No student found')).toBeVisible();
  await opensEmergency(mei, await namedExactly(portal.owner, 'Hannah Weiss'));
  const opened = mei.page.url();
  await expect(mei.page.getByRole('heading', { level: 1, name: 'Hannah Weiss, in an emergency' })).toBeVisible();
  await expect(mei.page.getByText(/(60|59) minutes left/)).toBeVisible();
  await expect(mei.page.getByText('Ruth Weiss')).toBeVisible();
  await looksAround(mei, 'student-in-an-emergency');
  await mei.page.getByRole('link', { name: /^Open this report/ }).first().click();
  await expect(mei.page.getByRole('heading', { level: 1, name: 'Hannah Weiss may be in danger' })).toBeVisible();
  await expect(mei.page.getByText('Emergency access to Hannah Weiss')).toBeVisible();
  await expect(mei.page.getByRole('button', { name: /I am taking this on|close this/ })).toHaveCount(0);

  const priya = await portal.person('Priya Nair', { device: 'laptop' });
  await comesIn(priya);
  await expect(priya.page.getByRole('heading', { name: 'Mei Chen opened a student in an emergency' })).toBeVisible();

  await portal.moveClock(begins.add({ minutes: 61 }).toString());
  mei.complaints.expect(/status of 404/);
  await mei.go(opened);
  await expect(mei.page.getByText('Hannah Weiss')).toHaveCount(0);

  await priya.go(`/emergency/reviews/${opened.split('/').at(-1)}`);
  const looked = priya.page.getByRole('complementary');
  await expect(looked.getByText('Looked at the student, opened in an emergency')).toBeVisible();
  await expect(looked.getByText('Looked at a safety event')).toBeVisible();
  await expect(priya.page.getByText('Not on the bus, and the phone is off.')).toBeVisible();
  await priya.page.getByRole('radio', { name: /^Not appropriate/ }).check();
  priya.complaints.expect(/status of 400/);
  await priya.page.getByRole('button', { name: 'Keep this review' }).click();
  await expect(priya.page.getByText('Write what was wrong and what follows.')).toBeVisible();
  await priya.page.getByLabel(/^In your words/).fill('She was in her own school all day. I spoke with Mei.');
  await priya.page.getByRole('button', { name: 'Keep this review' }).click();
  await expect(priya.page.getByRole('heading', { name: 'Review', exact: true })).toBeVisible();
  await expect(priya.page.getByText('She was in her own school all day. I spoke with Mei.')).toBeVisible();
  await looksAround(priya, 'emergency-reviewed');
});
