import { test } from 'vitest';
import { expect, openPortal } from './portal.ts';

const portal = await openPortal();

test('the front door opens on a phone and a laptop, in two languages, and nothing is in the way', async () => {
  const visitors = [
    await portal.person('somebody at a desk', { device: 'laptop' }),
    await portal.person('alguien con un teléfono', { device: 'phone', language: 'es', theme: 'dark' }),
  ];
  for (const visitor of visitors) {
    await visitor.go('/');
    await expect(visitor.page.getByRole('heading', { level: 1 })).toBeVisible();
    await visitor.findsNothingInTheWay();
    await visitor.picture('front-door');
  }
  await expect(visitors[1]!.page.locator('html')).toHaveAttribute('lang', 'es');
});
