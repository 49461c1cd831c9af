import { expect } from '../patient-expect.ts';
import { looksAround } from '../look-around.ts';
import type { Person } from '../person.ts';

/** Signs in by one click on the demo's list. */
export async function comesIn(person: Person): Promise<void> {
  await person.go('/sign-in');
  await person.page.getByRole('button', { name: person.name }).click();
  await expect(person.page).toHaveURL(/\/today$/);
}

/** Goes to a place in the bar. */
export async function goesTo(person: Person, place: string): Promise<void> {
  const link = person.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place });
  const to = await link.getAttribute('href');
  await link.click();
  await expect(person.page).toHaveURL((url) => url.pathname === to);
}

/** Finds a student by part of a name, as the search in the bar does, and opens the page. */
export async function findsStudent(person: Person, part: string, name: string): Promise<void> {
  const search = person.page.getByRole('searchbox', { name: 'Find a student' });
  await search.fill(part);
  await search.press('Enter');
  await person.page.getByRole('main').getByRole('link', { name }).click();
  await expect(person.page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** Today is the first thing everybody sees. */
export async function seesToday(person: Person, what: string): Promise<void> {
  await person.go('/today');
  await looksAround(person, what);
}
