import { createRequestHandler, type AppLoadContext, type ServerBuild } from '@remix-run/node';
import { matchRoutes } from '@remix-run/react';
import type { ViteDevServer } from 'vite';
import type { WorkerContext } from './load-context.ts';

/** The pages, whether built or served from their sources. */
export type Pages = {
  handle(request: Request, context: AppLoadContext): Promise<Response>;
  /** The id of the route that answers a path, for the log; `none` when there is none. */
  routeOf(path: string): string;
  /** Background work lives in the same bundle as the pages, so that both share one instance of every module. */
  startWorkers(context: WorkerContext): Promise<void>;
};

type Entry = ServerBuild['entry']['module'] & { startWorkers(context: WorkerContext): Promise<void> };
type Node = { id: string; path?: string; index?: boolean; caseSensitive?: boolean; children?: Node[] };

/** Loads the built pages from `build/server`, or, with Vite running, the sources again for each request. */
export async function remixPages(vite: ViteDevServer | null): Promise<Pages> {
  const load = async () => {
    // The build is made after this file is type-checked, so its path must not look like an import to the compiler.
    const built = new URL('../../build/server/index.js', import.meta.url).href;
    const module: unknown = vite ? await vite.ssrLoadModule('virtual:remix/server-build') : await import(built);
    return module as ServerBuild;
  };
  const first = await load();
  const handle = createRequestHandler(vite ? load : first, vite ? 'development' : 'production');
  const tree = treeOf(first);
  return {
    handle,
    routeOf: (path) => {
      const page = path.replace(/\/_root\.data$/, '/').replace(/\.data$/, '');
      if (page === '/__manifest') return '__manifest';
      return matchRoutes(tree as Parameters<typeof matchRoutes>[0], page)?.at(-1)?.route.id ?? 'none';
    },
    startWorkers: (context) => (first.entry.module as Entry).startWorkers(context),
  };
}

function treeOf(build: ServerBuild, parentId?: string): Node[] {
  return Object.values(build.routes)
    .filter((route) => route !== undefined)
    .filter((route) => route.parentId === parentId)
    .map(({ id, path, index, caseSensitive }) => {
      const children = index ? [] : treeOf(build, id);
      return { id, ...(path !== undefined && { path }), ...(index && { index }), ...(caseSensitive && { caseSensitive }), ...(children.length > 0 && { children }) };
    });
}
