import { expect } from '../patient-expect.ts';
import { looksAround } from '../look-around.ts';
import type { Person } from '../person.ts';
import { findsStudent, goesTo } from './everybody.ts';

/** What a counselor writes about a student. */
export type Worry = Readonly<{ concern: string; why: string; tried?: string; urgency: RegExp; language: string; place: 'At school' | 'At home' }>;

/** Refers a student of the own school: safety before everything, then why, then how it could work. */
export async function refers(iris: Person, student: { part: string; name: string }, worry: Worry): Promise<void> {
  const { page } = iris;
  await findsStudent(iris, student.part, student.name);
  await looksAround(iris, 'student-counselor');
  await page.getByRole('link', { name: 'Refer this student' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Refer ${student.name}` })).toBeVisible();
  await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first()).toHaveText('Safety first');
  const noes = page.getByRole('region', { name: 'Safety first' }).getByRole('radio', { name: 'No', exact: true });
  await expect(noes).toHaveCount(7);
  for (const no of await noes.all()) await no.check();
  await page.getByRole('combobox', { name: 'What is it mostly about?' }).selectOption(worry.concern);
  await page.getByRole('textbox', { name: 'What do you see?' }).fill(worry.why);
  if (worry.tried) await page.getByRole('textbox', { name: 'What was already tried?' }).fill(worry.tried);
  await page.getByRole('group', { name: 'How soon?' }).getByRole('radio', { name: worry.urgency }).check();
  await page.getByRole('combobox', { name: 'Language for the visits' }).selectOption(worry.language);
  await page.getByRole('group', { name: 'Where?' }).getByRole('radio', { name: worry.place }).check();
  await page.getByRole('group', { name: 'How is the family best reached?' }).getByRole('radio', { name: 'By email' }).check();
  await looksAround(iris, 'referral-new');
  await page.getByRole('button', { name: 'Send the referral' }).click();
  await expect(page.getByRole('heading', { level: 1, name: student.name, exact: true })).toBeVisible();
  await looksAround(iris, 'referral-received');
}

/** Looks at the referral once more, then asks the guardian. */
export async function asksFamily(iris: Person, guardian: string): Promise<void> {
  const { page } = iris;
  await page.getByRole('link', { name: 'Look at it now' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Look at it once more' })).toBeVisible();
  await looksAround(iris, 'triage');
  await page.getByRole('button', { name: 'Done: go on to the family' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ask the family' })).toBeVisible();
  await page.getByRole('checkbox', { name: guardian }).check();
  await looksAround(iris, 'ask-family');
  await page.getByRole('button', { name: 'Ask now' }).click();
  await expect(page.getByText('The family was asked.')).toBeVisible();
  await looksAround(iris, 'referral-asked');
}

/** Where the referral is now: the door that stands open, and what comes next. */
export async function seesReferralAt(iris: Person, student: string, next: RegExp, what: string): Promise<void> {
  const { page } = iris;
  await goesTo(iris, 'Referrals');
  await looksAround(iris, `${what}-list`);
  await page.getByRole('main').getByRole('link', { name: student }).click();
  await expect(page.getByRole('heading', { name: next })).toBeVisible();
  await looksAround(iris, what);
}

/** The school sees that the first visit was held, and no word of what was said or noted. */
export async function seesFirstVisitHeldAndNoNote(iris: Person, student: string): Promise<void> {
  const { page } = iris;
  await goesTo(iris, 'Referrals');
  await page.getByRole('main').getByRole('link', { name: student }).click();
  await expect(page.getByText('First visit held')).toBeVisible();
  const unseen = page.getByRole('main');
  await expect(unseen).toContainText('The therapist’s notes');
  await looksAround(iris, 'referral-first-visit-held');
}

/** Adds a guardian whom no roster names: may decide and join, is written to by e-mail. */
export async function addsGuardian(tom: Person, student: { part: string; name: string }, guardian: { given: string; family: string; relationship: string; language: string; email: string }): Promise<void> {
  const { page } = tom;
  await findsStudent(tom, student.part, student.name);
  await page.getByRole('link', { name: 'Add a guardian' }).click();
  await page.getByRole('textbox', { name: 'Given name' }).fill(guardian.given);
  await page.getByRole('textbox', { name: 'Family name' }).fill(guardian.family);
  await page.getByRole('combobox', { name: /^Relationship to/ }).selectOption(guardian.relationship);
  await page.getByRole('combobox', { name: 'Language' }).selectOption(guardian.language);
  await page.getByLabel('Decide for the student').check();
  await page.getByLabel('Know about appointments').check();
  await page.getByRole('group', { name: 'How to reach them' }).getByLabel('E-mail').check();
  await page.getByRole('textbox', { name: 'E-mail' }).fill(guardian.email);
  await page.getByLabel('This person is made up').check();
  await looksAround(tom, 'guardian-new');
  await page.getByRole('button', { name: 'Add and confirm' }).click();
  await expect(page.getByText('May decide')).toBeVisible();
}

/** From the student's page: where the student will sit, and when the family can, on every school day. */
export async function saysWhereHomeIs(tom: Person, home: { state: string; zone: RegExp; evenings: readonly [from: string, until: string] }): Promise<void> {
  const { page } = tom;
  await page.getByRole('link', { name: 'Where and when' }).click();
  await page.getByRole('combobox', { name: 'State' }).selectOption(home.state);
  const zones = page.getByRole('combobox', { name: 'On which clock' });
  await zones.selectOption(await zones.getByRole('option', { name: home.zone }).innerText());
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
    await page.getByLabel(`${day}, line 1, from`).fill(home.evenings[0]);
    await page.getByLabel(`${day}, line 1, until`).fill(home.evenings[1]);
  }
  await looksAround(tom, 'home');
  await page.getByRole('button', { name: 'Save place and times' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
}
