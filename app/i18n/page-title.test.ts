import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const routes = new URL('../routes/', import.meta.url);

test.each(readdirSync(routes).filter((name) => name.endsWith('.tsx')))('%s has its title as a handle: Remix\'s `meta` knows no catalogue and breaks the page', (name) => {
  const code = readFileSync(new URL(name, routes), 'utf8');
  expect(code).not.toMatch(/export (const|function) meta\b/);
  expect((code.match(/pageTitle[<(]/g) ?? []).length).toBe((code.match(/export const handle = pageTitle[<(]/g) ?? []).length);
});
