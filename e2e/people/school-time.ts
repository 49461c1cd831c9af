import { expect } from '../patient-expect.ts';
import { looksAround } from '../look-around.ts';
import type { Person } from '../person.ts';
import { goesTo } from './everybody.ts';

/** Somebody at the front office reads what a change would do, by initials, before anything is saved. */
async function seesWhoMustMove(joan: Person, why: string): Promise<void> {
  const effect = joan.page.getByRole('region', { name: 'What this does' });
  await expect(effect.getByText(/appointments? ha(s|ve) to be moved\./)).toBeVisible();
  await expect(effect.getByRole('row', { name: why }).first()).toContainText(/^[A-ZÁÉÍÓÚÑ]\. [A-ZÁÉÍÓÚÑ]\./);
}

/** Writes bells that begin on a date, sees who would have to be moved when they leave out its weekday, puts it in again, and saves them. */
export async function replacesBells(joan: Person, { name, from, weekday }: { name: string; from: string; weekday: string }): Promise<void> {
  const { page } = joan;
  await goesTo(joan, 'Bells');
  await page.getByRole('link', { name: 'Change these bells' }).first().click();
  await page.getByRole('link', { name: 'Replace from a date on' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Add a bell schedule' })).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('First day').fill(from);
  const day = page.getByRole('checkbox', { name: weekday, checked: true });
  const kind = page.getByRole('group', { name: /^Kind of day/ }).filter({ has: day }).getByRole('checkbox', { name: weekday });
  const at = await page.getByRole('checkbox', { name: weekday }).evaluateAll((boxes) => boxes.findIndex((box) => (box as HTMLInputElement).checked));
  await kind.uncheck();
  await page.getByRole('button', { name: 'Save the bells' }).click();
  await seesWhoMustMove(joan, 'No school then');
  await looksAround(joan, 'bells-would-move');
  await page.getByRole('checkbox', { name: weekday }).nth(at).check();
  await page.getByRole('button', { name: 'Save these bells' }).click();
  await expect(page.getByText('The bell schedule is saved.')).toBeVisible();
  await expect(page.getByRole('heading', { name: new RegExp(`^${name} `) })).toBeVisible();
  await looksAround(joan, 'bells-replaced');
}

/** Gives a period another name, sees how many lessons would be open to appointments, and leaves it as it was. */
export async function seesWhatARenamedPeriodDoes(joan: Person, period: string): Promise<void> {
  const { page } = joan;
  await goesTo(joan, 'Bells');
  await page.getByRole('link', { name: 'Change these bells' }).first().click();
  await expect(page.getByRole('button', { name: 'Save the bells' })).toBeVisible();
  const names = page.getByLabel('Period', { exact: true });
  await expect(names.first()).toHaveValue(period);
  await names.first().fill('First');
  await page.getByRole('button', { name: 'Save the bells' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: new RegExp(`^${period}: \\d+ lesson`) })).toBeVisible();
  await looksAround(joan, 'bells-would-open-lessons');
}

/** Makes a date a holiday: sees who has to be moved first, saves it then, and finds it in the calendar. */
export async function makesHoliday(joan: Person, { name, date, words }: { name: string; date: string; words: string }): Promise<void> {
  const { page } = joan;
  await goesTo(joan, 'Calendar');
  await looksAround(joan, 'term-at-a-glance');
  await page.getByRole('link', { name: 'Change days' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Change days' })).toBeVisible();
  await page.getByLabel('First day').fill(date);
  await page.getByRole('radio', { name: 'No school: Holiday' }).check();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'See what it does' }).click();
  await expect(page.getByRole('row', { name: words }).first()).toContainText(name);
  await seesWhoMustMove(joan, 'No school then');
  await looksAround(joan, 'holiday-would-move');
  await page.getByRole('button', { name: 'Save these days' }).click();
  await expect(page.getByText('The calendar is saved.')).toBeVisible();
  await expect(page.getByText(/appointments? must be moved\./)).toBeVisible();
  await expect(page.getByRole('link', { name: new RegExp(name) })).toBeVisible();
  await looksAround(joan, 'term-with-holiday');
}
