import { expect } from '../patient-expect.ts';
import { looksAround } from '../look-around.ts';
import type { Person } from '../person.ts';
import { goesTo } from './everybody.ts';

/** Looks at the hours and licenses that others go by. */
export async function looksAtPractice(nadia: Person): Promise<void> {
  await goesTo(nadia, 'My time');
  await looksAround(nadia, 'hours');
  await goesTo(nadia, 'Your practice');
  await looksAround(nadia, 'practice');
}

/** Takes the student who was offered: no name is there before, and one is after. */
export async function acceptsOffer(nadia: Person, { given, family }: { given: string; family: string }): Promise<void> {
  const { page } = nadia;
  await goesTo(nadia, 'Offers');
  await page.getByRole('link', { name: 'Look' }).first().click();
  await expect(page.getByRole('button', { name: 'Take this student' })).toBeVisible();
  for (const name of [given, family]) await expect(page.getByRole('main')).not.toContainText(name);
  await looksAround(nadia, 'offer');
  await page.getByRole('button', { name: 'Take this student' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${given} ${family}`, exact: true })).toBeVisible();
  await looksAround(nadia, 'offer-accepted');
}

/** Opens the visit from Today, sees who waits, and answers what comes before anybody is let in. */
export async function startsVisit(nadia: Person, { waiting, answers }: { waiting: readonly string[]; answers: { present: string; where?: string; adult?: string; callBack?: string } }): Promise<void> {
  const { page } = nadia;
  await nadia.go('/today');
  await looksAround(nadia, 'today-visit-now');
  await page.getByRole('link', { name: 'Open the visit' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Visit with/ })).toBeVisible();
  for (const name of waiting) await expect(page.getByRole('listitem').filter({ hasText: name })).toContainText('Waiting since');
  await expect(page.getByRole('button', { name: /^Let / })).toHaveCount(0);
  await page.getByLabel('Who is there?').fill(answers.present);
  if (answers.where) await page.getByLabel('Where are they?').fill(answers.where);
  if (answers.adult) await page.getByLabel('Adult near by').fill(answers.adult);
  if (answers.callBack) await page.getByLabel('Number to call back').fill(answers.callBack);
  await page.getByLabel('Nobody else can hear us').check();
  await looksAround(nadia, 'start-gate');
  await page.getByRole('button', { name: 'Start the visit' }).click();
  await expect(page.getByLabel('Picture of You')).toBeVisible();
}

/** Lets somebody in who waits. */
export async function admits(nadia: Person, name: string): Promise<void> {
  const { page } = nadia;
  await page.getByRole('button', { name: `Let ${name} in` }).locator('visible=true').click();
  await expect(page.getByRole('button', { name: `Let ${name} in` })).toHaveCount(0);
}

/** Ends the visit for everybody, and confirms who was there. */
export async function endsVisit(nadia: Person): Promise<void> {
  const { page } = nadia;
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.getByRole('button', { name: 'End for everybody' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Attendance/ })).toBeVisible();
}

/** Confirms for each person how they attended, by the record of the video server. */
export async function confirmsAttendance(nadia: Person, people: readonly string[]): Promise<void> {
  const { page } = nadia;
  for (const name of people) {
    const attended = page.getByRole('group', { name: `How did ${name} attend?` }).getByRole('radio', { name: /^Attended/ });
    await attended.check();
  }
  await looksAround(nadia, 'attendance');
  await page.getByRole('button', { name: 'Confirm attendance' }).click();
  await expect(page.getByText('The first visit was held.')).toBeVisible();
  await looksAround(nadia, 'attendance-confirmed');
}
