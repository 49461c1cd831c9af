import { expect } from '../patient-expect.ts';
import { looksAround } from '../look-around.ts';
import type { Person } from '../person.ts';
import { findsStudent, goesTo } from './everybody.ts';
import { tellingWords } from './family-words.ts';

const schoolDays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const;

/** Adds a private room, open on school days. */
export async function addsRoom(walt: Person, room: { name: string; adult: string; phone: string; from: string; until: string }): Promise<void> {
  const { page } = walt;
  await goesTo(walt, 'Rooms');
  await looksAround(walt, 'rooms-none-yet');
  await page.getByRole('link', { name: 'Add a room' }).click();
  await page.getByLabel('Name of the room').fill(room.name);
  await page.getByLabel('Seats').fill('2');
  await page.getByLabel('Adult on site').fill(room.adult);
  await page.getByLabel('How to reach them').fill(room.phone);
  for (const day of schoolDays) {
    await page.getByLabel(`${day}, line 1, from`).fill(room.from);
    await page.getByLabel(`${day}, line 1, until`).fill(room.until);
  }
  await looksAround(walt, 'room-new');
  await page.getByRole('button', { name: 'Save the room' }).click();
  await expect(page.getByText('The room is saved.')).toBeVisible();
  await expect(page.getByRole('row', { name: room.name })).toBeVisible();
  await looksAround(walt, 'rooms');
}

/** Adds the bells of a usual day. */
export async function addsBells(walt: Person, name: string, periods: readonly (readonly [name: string, from: string, until: string, bookable?: boolean])[]): Promise<void> {
  const { page } = walt;
  await goesTo(walt, 'Bells');
  await page.getByRole('link', { name: 'Add a bell schedule' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  for (const [at, [period, from, until, bookable = true]] of periods.entries()) {
    if (at > 0) await page.getByRole('button', { name: 'Add a period' }).click();
    await page.getByLabel('Period', { exact: true }).nth(at).fill(period);
    await page.getByLabel('Begins').nth(at).fill(from);
    await page.getByLabel('Ends').nth(at).fill(until);
    await page.getByLabel('Students may be out').nth(at).setChecked(bookable);
  }
  await looksAround(walt, 'bells-new');
  await page.getByRole('button', { name: 'Save the bells' }).click();
  await expect(page.getByText('The bell schedule is saved.')).toBeVisible();
  await looksAround(walt, 'bells');
}

/** Makes the code for the tablet of a room; whoever holds the tablet types it there, once. */
export async function pairsTablet(walt: Person, tablet: Person, room: string): Promise<void> {
  await goesTo(walt, 'Tablets');
  await walt.page.getByRole('button', { name: `Set up a tablet for ${room}` }).click();
  const line = walt.page.getByText('Type this on the tablet:');
  await expect(line).toBeVisible();
  await looksAround(walt, 'tablets');
  await tablet.go('/kiosk');
  await looksAround(tablet, 'tablet-pairing');
  await tablet.page.getByLabel('Code from the front office').fill(await line.locator('b').innerText());
  await tablet.page.getByRole('button', { name: 'Set up' }).click();
  await expect(tablet.page.getByLabel('Your code')).toBeVisible();
  await looksAround(tablet, 'tablet-ready');
}

/** Confirms the guardian whom the roster named: may decide and join, is written to in Spanish. */
export async function confirmsGuardian(walt: Person, student: { part: string; name: string }, guardian: { name: string; relationship: string; language: string; email: string }): Promise<void> {
  const { page } = walt;
  await findsStudent(walt, student.part, student.name);
  await expect(page.getByText('Named by the roster, not confirmed')).toBeVisible();
  await looksAround(walt, 'student-front-office');
  await page.getByRole('row', { name: guardian.name }).getByRole('link', { name: 'Confirm' }).click();
  await page.getByRole('combobox', { name: /^Relationship to/ }).selectOption(guardian.relationship);
  await page.getByRole('combobox', { name: 'Language' }).selectOption(guardian.language);
  await page.getByLabel('Decide for the student').check();
  await page.getByLabel('Know about appointments').check();
  await page.getByRole('group', { name: 'How to reach them' }).getByLabel('E-mail').check();
  await page.getByRole('textbox', { name: 'E-mail' }).fill(guardian.email);
  await looksAround(walt, 'guardian-confirm');
  await page.getByRole('button', { name: 'Confirm this guardian' }).click();
  await expect(page.getByText('May decide')).toBeVisible();
}

/** Prints the hall pass of the next appointment: when and where, and the code for the tablet. Returns the code. */
export async function handsOutPass(walt: Person): Promise<string> {
  const { page } = walt;
  await walt.go('/today');
  await looksAround(walt, 'today-someone-due');
  await page.getByRole('link', { name: 'Look at the appointment' }).click();
  await page.getByRole('link', { name: 'Hall pass' }).click();
  const pass = page.getByRole('region', { name: 'Hall pass' });
  await expect(pass).toBeVisible();
  expect(await pass.innerText()).not.toMatch(tellingWords);
  await looksAround(walt, 'hall-pass');
  return (await pass.locator('b').innerText()).replaceAll(/\D/g, '');
}
