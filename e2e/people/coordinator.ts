import { expect } from '../patient-expect.ts';
import { Temporal } from 'temporal-polyfill';
import { looksAround } from '../look-around.ts';
import type { RosterFile } from '../made-up-roster.ts';
import type { Person } from '../person.ts';
import { goesTo } from './everybody.ts';

/** Brings a roster in by the upload page and reads what came of it. */
export async function bringsRosterIn(renee: Person, files: readonly RosterFile[], source: string): Promise<void> {
  const { page } = renee;
  await goesTo(renee, 'Rosters');
  await page.getByRole('link', { name: 'Bring a roster in' }).click();
  await page.getByLabel('Zip or CSV files').setInputFiles([...files]);
  await page.getByLabel('Name of the student system').fill(source);
  await page.getByLabel('These people are made up').check();
  await looksAround(renee, 'roster-upload');
  await page.getByRole('button', { name: 'Bring it in' }).click();
  await expect(page.getByText('The roster is in')).toBeVisible();
  await expect(page.getByText('Every row of it was kept.')).toBeVisible();
  await expect(page.getByRole('row', { name: 'People 9 0' })).toBeVisible();
  await looksAround(renee, 'roster-in');
}

/** Gives somebody whom the roster names a role. */
export async function givesRole(renee: Person, { who, role, at }: { who: string; role: string; at: string }): Promise<void> {
  const { page } = renee;
  await goesTo(renee, 'Staff');
  await page.getByRole('combobox', { name: 'Organisation' }).selectOption(at);
  await page.getByRole('combobox', { name: 'Role' }).selectOption(role);
  await page.getByRole('combobox', { name: 'Known here already' }).selectOption(`${who} (${at})`);
  await page.getByRole('button', { name: 'Give this role' }).click();
  await expect(page.getByText('The role begins today.')).toBeVisible();
}

/** Gives a role to somebody whom no roster names. */
export async function givesRoleToNewcomer(renee: Person, newcomer: { given: string; family: string; email: string; role: string; at: string }): Promise<void> {
  const { page } = renee;
  await goesTo(renee, 'Staff');
  await page.getByRole('combobox', { name: 'Organisation' }).selectOption(newcomer.at);
  await page.getByRole('combobox', { name: 'Role' }).selectOption(newcomer.role);
  await page.getByLabel('Given name').fill(newcomer.given);
  await page.getByLabel('Family name').fill(newcomer.family);
  await page.getByLabel('E-mail').fill(newcomer.email);
  await page.getByLabel('This person is made up').check();
  await page.getByRole('button', { name: 'Give this role' }).click();
  await expect(page.getByText('The role begins today.')).toBeVisible();
  await looksAround(renee, 'staff');
}

/** Says in which state and zone a school lies. */
export async function saysWhereSchoolLies(renee: Person, { school, state, zone }: { school: string; state: string; zone: RegExp }): Promise<void> {
  const { page } = renee;
  await goesTo(renee, 'Organisations');
  await page.getByRole('link', { name: `Open ${school}` }).click();
  await page.getByRole('link', { name: 'State and time zone' }).click();
  await page.getByRole('combobox', { name: 'State' }).selectOption(state);
  const zones = page.getByRole('combobox', { name: 'Time zone' });
  await zones.selectOption(await zones.getByRole('option', { name: zone }).innerText());
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Visits can be booked here now.')).toBeVisible();
  await looksAround(renee, 'school-place');
}

/** Looks who fits a student, sees the reason for everybody, and offers the student to the first. */
export async function offersStudent(renee: Person, student: string, therapist: string, somebodyIsOut: string): Promise<void> {
  const { page } = renee;
  await goesTo(renee, 'Waiting list');
  await page.getByRole('link', { name: student }).click();
  await expect(page.getByRole('heading', { name: /^Who fits/ })).toBeVisible();
  for (const term of ['Concern ×', 'Language ×', 'First start ×']) await expect(page.getByText(term).first()).toBeVisible();
  await expect(page.getByText(somebodyIsOut).first()).toBeVisible();
  await looksAround(renee, 'ranking');
  await page.getByRole('button', { name: `Offer to ${therapist}` }).click();
  await expect(page.getByText(`Offered to ${therapist}`)).toBeVisible();
  await looksAround(renee, 'offered');
}

/** Finds the first open time, holds it, reads what it needs, and books it. Returns when it begins, on the clock of the place. */
export async function booksFirstOpenTime(renee: Person, student: string, zone: string): Promise<Temporal.ZonedDateTime> {
  const { page } = renee;
  await goesTo(renee, 'Waiting list');
  await page.getByRole('link', { name: student }).click();
  await page.getByRole('link', { name: 'Find a time' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Find a (door|time) for/ })).toBeVisible();
  await looksAround(renee, 'open-times');
  const first = page.getByRole('main').getByRole('button', { name: /Open$/ }).first();
  const begins = Temporal.Instant.fromEpochMilliseconds(Number(await first.getAttribute('value'))).toZonedDateTimeISO(zone);
  await first.click();
  await expect(page.getByText(/^Held for you until/)).toBeVisible();
  await looksAround(renee, 'time-held');
  await page.getByRole('button', { name: /^Book ./ }).click();
  await expect(page.getByText('Booked.', { exact: true })).toBeVisible();
  await looksAround(renee, 'booked');
  return begins;
}
