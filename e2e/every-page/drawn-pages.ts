import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RouteConfigEntry } from '@remix-run/route-config';
import { projectRoot } from '../../local/installation.ts';
import routes from '../../app/routes.ts';

/** Every address of `app/routes.ts` that draws a page, as its pattern. A route without a default export answers machines and forms, and draws nothing. */
export function drawnPages(): readonly string[] {
  return [...new Set(addressesOf(routes))];
}

function addressesOf(entries: readonly RouteConfigEntry[], above = ''): string[] {
  return entries.flatMap((entry) => {
    const pattern = entry.path ? `${above}/${entry.path}` : above;
    const draws = (entry.index === true || entry.path !== undefined) && drawsAPage(entry.file);
    return [...(draws ? [pattern || '/'] : []), ...addressesOf(entry.children ?? [], pattern)];
  });
}

function drawsAPage(file: string): boolean {
  const source = readFileSync(path.join(projectRoot, 'app', file), 'utf8');
  return /^export default\b|^export \{[^}]*\bdefault\b/m.test(source);
}
