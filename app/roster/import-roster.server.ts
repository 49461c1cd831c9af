import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { openRoster } from './formats/open-roster.server.ts';
import { openRosterSource } from './formats/open-source.server.ts';
import type { SetRefusal, WholeRefusal } from './formats/reasons.ts';
import { refuseWhole } from './formats/roster-refused.ts';
import type { OpenedRoster } from './formats/roster-event.ts';
import { checkRows } from './importing/check-rows.server.ts';
import { beginImport, endDone, endRefused, nameImport, rosterLock, tellProgress, type RecordedCounts } from './importing/import-record.server.ts';
import { stageRows } from './importing/stage-rows.server.ts';
import { writeClasses } from './importing/write-classes.server.ts';
import { writePeople } from './importing/write-people.server.ts';
import { writePlaces } from './importing/write-places.server.ts';

export interface RosterToImport {
  /** A folder of CSV files or a zip of them. */
  path: string;
  /** Somebody says that none of these people are real. A demo takes nothing else. */
  madeUp: boolean;
  /** The name under which this roster is known here, so that the next file of the same school system finds its records; null: what the file says. */
  source: string | null;
}

export type ImportOutcome =
  | { ok: true; importId: string; format: string; source: string; counts: RecordedCounts }
  | (WholeRefusal & { importId: string });

const TELL_EVERY_MS = 500;

/**
 * Imports one roster in one transaction: all of it that can be kept, or nothing. Records are found again by (partnership, source, sourcedId) and
 * changed only where the roster says something else, so that importing the same again changes no row; other sources' records are not touched, and
 * what the roster no longer names is left and listed.
 *
 * Memory does not grow with the file: rows wait in `roster_row` and are checked and carried over in SQL.
 *
 * @param actor a member who may `roster.import`, or a job
 * @param importId of a record already begun (a page that wants to watch); otherwise one is begun here
 */
export async function importRoster(db: Database, actor: Actor, roster: RosterToImport, importId?: string): Promise<ImportOutcome> {
  const id = importId ?? (await beginImport(db, actor));
  try {
    const outcome = await run(db, actor, roster, id);
    if (outcome.ok) return outcome;
    await endRefused(db, actor, id, outcome);
    return { ...outcome, importId: id };
  } catch (error) {
    await endRefused(db, actor, id, refuseWhole('stopped'));
    throw error;
  }
}

async function run(db: Database, actor: Actor, { path, madeUp, source }: RosterToImport, importId: string): Promise<ImportOutcome | WholeRefusal> {
  const opened = await openRosterSource(path);
  if (!opened.ok) return opened;
  try {
    const roster = await openRoster(opened.source);
    if (!roster.ok) return roster;
    const named = source ?? sourceOf(roster);
    await nameImport(db, actor, importId, { source: named, format: roster.format, rowsInFiles: roster.rowsAtMost });
    return await asActor(db, actor, 'roster.import', (tx) => importOpened(tx, roster, importId, madeUp, named, progress(db, actor, importId, roster)));
  } catch (error) {
    if (error instanceof RollBack) return error.refusal;
    throw error;
  } finally {
    await opened.source.close();
  }
}

/** Carries a refusal out of the transaction, so that nothing of it stays. */
class RollBack extends Error {
  readonly refusal: WholeRefusal;
  constructor(refusal: WholeRefusal) {
    super('roster refused');
    this.refusal = refusal;
  }
}

async function importOpened(
  tx: Tx,
  roster: OpenedRoster,
  importId: string,
  madeUp: boolean,
  source: string,
  onProgress: (rowsRead: number) => Promise<void>,
): Promise<ImportOutcome> {
  // One import of a partnership at a time; and it may take longer than a page.
  await tx.execute(sql`set local transaction_timeout = 0`);
  await tx.execute(sql`select pg_advisory_xact_lock(${rosterLock})`);
  const [installation] = await tx.execute<{ kind: string }>(sql`select kind from installation`);
  if (installation?.kind === 'demo' && !madeUp) refuse('made-up-not-said');

  const staged = await stageRows(tx, importId, roster, onProgress);
  if (!staged.ok) throw new RollBack(staged);
  await tx.execute(sql`analyze roster_row`);
  // Every key begins with the same partnership and import, which the planner takes for rare: it expects one row of each side and would loop.
  await tx.execute(sql`set local enable_nestloop = off`);
  const checked = await checkRows(tx, importId);
  if (!checked.ok) throw new RollBack(checked);
  if (await isAnothersSource(tx, importId, source)) refuse('source-taken');

  // Each of these may take a while: saying so between them shows that the import is alive.
  await writePlaces(tx, importId, source);
  await onProgress(roster.rowsAtMost);
  await writePeople(tx, importId, source, madeUp);
  await onProgress(roster.rowsAtMost);
  await writeClasses(tx, importId, source);
  const counts = await endDone(tx, importId, { ...staged, source });
  const { orgs, users, classes, enrollments } = counts;
  await record(tx, { action: 'roster.imported', subject: { kind: 'roster-import', id: importId }, body: { format: roster.format, orgs, users, classes, enrollments } });
  return { ok: true, importId, format: roster.format, source, counts };
}

function refuse(reason: SetRefusal): never {
  throw new RollBack(refuseWhole(reason));
}

/** Two school systems number their schools alike. A source that is known here and shares no organisation of the same id and name is another one's. */
async function isAnothersSource(tx: Tx, importId: string, source: string): Promise<boolean> {
  const [row] = await tx.execute<{ known: boolean; shared: boolean }>(sql`
    select exists (select from organisation o where o.partnership_id = ctx_partnership() and o.source = ${source}) as known,
      exists (select from organisation o join roster_row r on r.partnership_id = o.partnership_id and r.import_id = ${importId}::uuid and r.kind = 'organisation'
        and r.id = o.sourced_id and r.data ->> 'name' = o.name where o.partnership_id = ctx_partnership() and o.source = ${source}) as shared`);
  return row !== undefined && row.known && !row.shared;
}

/** What a roster is called when nobody names it: what its manifest calls the system it comes from, else its format. */
function sourceOf(roster: OpenedRoster): string {
  return roster.sourceSystem ?? roster.format;
}

function progress(db: Database, actor: Actor, importId: string, roster: OpenedRoster): (rowsRead: number) => Promise<void> {
  let toldAtMs = 0;
  return async (rowsRead) => {
    const nowMs = performance.now();
    if (nowMs - toldAtMs < TELL_EVERY_MS && rowsRead < roster.rowsAtMost) return;
    toldAtMs = nowMs;
    await tellProgress(db, actor, importId, rowsRead);
  };
}
