import { expect } from '../patient-expect.ts';
import { looksAround } from '../look-around.ts';
import type { Person } from '../person.ts';
import { visitWords } from './visit.ts';

/** At the tablet in the private room: a short code, and then there is nothing to do but wait. */
export async function typesCode(tablet: Person, code: string): Promise<void> {
  const { page } = tablet;
  await tablet.go('/kiosk');
  await page.getByLabel('Your code').fill(code);
  await page.getByRole('button', { name: 'Go in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: visitWords.en.waiting })).toBeVisible();
  await looksAround(tablet, 'tablet-waiting');
}

/** After the visit a shared tablet knows nobody any more. */
export async function leavesNothingBehind(tablet: Person, names: readonly string[]): Promise<void> {
  const { page } = tablet;
  await expect(page.getByLabel('Your code')).toBeVisible();
  for (const name of names) await expect(page.getByText(name)).toHaveCount(0);
  await tablet.go('/visit');
  for (const name of names) await expect(page.getByText(name)).toHaveCount(0);
  await tablet.go('/kiosk');
}
