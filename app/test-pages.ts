import { join } from 'node:path';
import type { ActionFunction, LoaderFunction } from '@remix-run/node';
import type { RouteConfigEntry } from '@remix-run/route-config';
import { access, type Access } from './routes/access.ts';
import routes from './routes.ts';

/** A URL of the portal and the file, seen from `app/`, that answers it. */
export type Page = { path: string; file: string };
export type Method = 'read' | 'write';

function pagesOf(entries: readonly RouteConfigEntry[], above = ''): Page[] {
  return entries.flatMap((entry) => {
    const path = entry.path ? `${above}/${entry.path}` : above;
    const isPage = entry.index || entry.path !== undefined;
    return [...(isPage ? [{ path: path || '/', file: entry.file }] : []), ...pagesOf(entry.children ?? [], path)];
  });
}

/** Every URL, as the build has it. */
export const pages: readonly Page[] = pagesOf(routes);

const rows: Readonly<Record<string, Access | { read: Access; write: Access }>> = access;

/** What the matrix asks of whoever reads or writes there. */
export function needed(page: Page, method: Method): Access {
  const row = rows[page.path];
  if (row === undefined) throw new Error(`${page.path} has no row`);
  return typeof row === 'object' ? row[method] : row;
}

export async function handlersOf(page: Page): Promise<(readonly [Method, LoaderFunction | ActionFunction])[]> {
  const module = (await import(join(import.meta.dirname, page.file))) as { loader?: LoaderFunction; action?: ActionFunction };
  return [...(module.loader ? [['read', module.loader] as const] : []), ...(module.action ? [['write', module.action] as const] : [])];
}
