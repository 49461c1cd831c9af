import { setTimeout as later } from 'node:timers/promises';
import type { Actor } from '../../db/as-actor.server.ts';
import type { HallwayContext, WorkerContext } from '../http/load-context.ts';
import { importRoster } from './import-roster.server.ts';
import { beginImport } from './importing/import-record.server.ts';
import { clearUploads, type Upload } from './receive-upload.server.ts';

/** How long an upload waits for its roster before it shows how far it is. Most are in by then. */
const WAIT_MS = 2_000;

/**
 * Imports what was uploaded and goes on doing so after the answer was sent; its page (`/roster/imports/<id>`) shows how far it is and, later, what came
 * of it. The files are removed at the end.
 *
 * @returns the import's id
 */
export async function bringIn(context: Pick<HallwayContext, 'db' | 'log'>, actor: Actor, upload: Upload & { path: string }, said: { madeUp: boolean; source: string | null }): Promise<string> {
  const importId = await beginImport(context.db, actor);
  const running = importRoster(context.db, actor, { path: upload.path, ...said }, importId)
    .catch((error: unknown) => context.log.surprise('roster-import', error))
    .finally(() => upload.discard());
  await Promise.race([running, later(WAIT_MS, undefined, { ref: false })]);
  return importId;
}

/** Background work: nothing but tidying up once, at the start. */
export async function startRosterUploads({ config }: WorkerContext): Promise<void> {
  await clearUploads(config.installation);
}
