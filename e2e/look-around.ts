import { expect } from './patient-expect.ts';
import type { Person } from './person.ts';

let pictures = 0;

/**
 * Somebody stops and looks: the page has its one heading, nothing is in anybody's way, nothing has to be scrolled sideways, and a picture of it is kept in light
 * and in dark. Pictures are numbered in the order in which they were seen.
 */
export async function looksAround(person: Person, what: string): Promise<void> {
  const { page } = person;
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(tooWide, `${person.name} has to scroll "${what}" sideways`).toBeLessThanOrEqual(0);
  await person.findsNothingInTheWay();
  pictures += 1;
  await person.picture(`${String(pictures).padStart(2, '0')}-${what}`);
}
