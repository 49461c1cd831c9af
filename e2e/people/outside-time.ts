import { expect } from '../patient-expect.ts';
import { looksAround } from '../look-around.ts';
import type { Person } from '../person.ts';
import { goesTo } from './everybody.ts';

/** Enters the address of a calendar kept elsewhere: a mistyped one first, which is given back with why; then the right one. */
export async function usesOutsideCalendar(nadia: Person, address: string): Promise<void> {
  const { page } = nadia;
  await goesTo(nadia, 'My time');
  await page.getByRole('link', { name: 'Outside calendar' }).click();
  const field = page.getByLabel('Address of the calendar');
  const mistyped = address.replace('basic', 'baisc');
  await field.fill(mistyped);
  await page.getByRole('button', { name: 'Use this calendar' }).click();
  await expect(page.getByText('Its server did not hand it out.')).toBeVisible();
  await expect(field).toHaveValue(mistyped);
  await looksAround(nadia, 'outside-calendar-mistyped');
  await field.fill(address);
  await page.getByRole('button', { name: 'Use this calendar' }).click();
  await expect(page.getByText('Your calendar was read.')).toBeVisible();
  await expect(page.getByText('calendar.example.org')).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('Dentist');
  await looksAround(nadia, 'outside-calendar');
}

/** Sees that nobody can book them, as their calendar has not been read for too long, and has it read now. */
export async function readsCalendarAgain(nadia: Person): Promise<void> {
  const { page } = nadia;
  await nadia.go('/hours');
  await expect(page.getByText('Nobody can book you at the moment.')).toBeVisible();
  await looksAround(nadia, 'hours-calendar-stale');
  await page.getByRole('link', { name: 'Outside calendar' }).click();
  await expect(page.getByRole('alert')).toContainText('has not been read for more than 24 hours');
  await looksAround(nadia, 'outside-calendar-stale');
  await page.getByRole('button', { name: 'Read it now' }).click();
  await expect(page.getByText('Nobody can book you at the moment.')).toHaveCount(0);
  await expect(page.getByText('0 minutes').or(page.getByText(/minutes? ago/)).first()).toBeVisible();
}
