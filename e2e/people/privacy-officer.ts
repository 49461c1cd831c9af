import { expect } from '../patient-expect.ts';
import { looksAround } from '../look-around.ts';
import type { Person } from '../person.ts';
import { goesTo } from './everybody.ts';

/** Finds in the trail who did and saw what about a student: each line is a person and an action, in this order or another. */
export async function findsInTrail(priya: Person, student: string, lines: readonly (readonly [who: string, what: string])[]): Promise<void> {
  const { page } = priya;
  await goesTo(priya, 'Trail');
  await looksAround(priya, 'trail');
  await page.getByRole('main').getByRole('textbox', { name: 'Student' }).fill(student);
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(page).toHaveURL(/asked=/);
  const newest = page.url();
  // Read anew until all is there: an address changes a moment before its rows are drawn.
  await expect(async () => {
    await page.goto(newest);
    const told: string[] = [];
    for (;;) {
      told.push(...(await page.getByRole('table').getByRole('row').allInnerTexts()));
      const earlier = page.getByRole('link', { name: 'Earlier entries' });
      if ((await earlier.count()) === 0) break;
      const address = page.url();
      await earlier.click();
      await expect(page).not.toHaveURL(address);
    }
    for (const [who, what] of lines) expect(told.some((row) => row.includes(who) && row.includes(what)), `the trail says that ${who}: ${what}`).toBe(true);
  }).toPass({ timeout: 60_000 });
  await looksAround(priya, 'trail-of-one-student');
}

/** The page's own word on the seals; asked again until everything up to now was sealed and checked. */
export async function seesThatSealsHold(priya: Person): Promise<void> {
  await expect(async () => {
    await priya.go('/trail');
    await expect(priya.page.getByText('All seals hold.')).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 90_000 });
  await looksAround(priya, 'trail-seals');
}
