import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../../db/as-actor.server.ts';
import type { Database, Tx } from '../../../db/connect.server.ts';
import type { SetRefusal, WholeRefusal } from '../formats/reasons.ts';
import type { Counts } from './counts.ts';
import { REMARKS_LIMIT, type Remark } from './stage-rows.server.ts';

/*
 * What is kept about an import itself. It is begun, told how far it is, and ended in transactions of its own, so that a page can watch one that
 * runs and find one that was refused.
 */

/** The lock that an import holds from its first row to its end, one a partnership: who gets it knows that none is running. */
export const rosterLock = sql`hashtextextended('roster of ' || ctx_partnership(), 0)`;

/** Opens the record of an import that is about to run, and gives its id. */
export function beginImport(db: Database, actor: Actor): Promise<string> {
  return asActor(db, actor, 'roster.import', async (tx) => {
    const id = randomUUID();
    await tx.execute(sql`insert into roster_import (partnership_id, id, source, format, state, by_person) values (ctx_partnership(), ${id}, '', '', 'running', ctx_person())`);
    return id;
  });
}

/** What the files turned out to be, said before they are read. */
export function nameImport(db: Database, actor: Actor, importId: string, said: { source: string; format: string; rowsInFiles: number }): Promise<void> {
  return asActor(db, actor, 'roster.import', async (tx) => {
    await tx.execute(sql`update roster_import set source = ${said.source}, format = ${said.format}, rows_in_files = ${said.rowsInFiles}, touched_at = now() where partnership_id = ctx_partnership() and id = ${importId}`);
  });
}

export function tellProgress(db: Database, actor: Actor, importId: string, rowsRead: number): Promise<void> {
  return asActor(db, actor, 'roster.import', async (tx) => {
    await tx.execute(sql`update roster_import set rows_read = ${rowsRead}, touched_at = now() where partnership_id = ctx_partnership() and id = ${importId}`);
  });
}

/** The import was refused as a whole: says why and where. */
export function endRefused(db: Database, actor: Actor, importId: string, refusal: Omit<WholeRefusal, 'reason'> & { reason: SetRefusal }): Promise<void> {
  return asActor(db, actor, 'roster.import', async (tx) => {
    await tx.execute(sql`update roster_import set state = 'refused', refused_why = ${refusal.reason}, finished_at = clock_now() where partnership_id = ctx_partnership() and id = ${importId}`);
    await tx.execute(sql`insert into roster_refusal (partnership_id, import_id, n, file, line, reason, what) values (ctx_partnership(), ${importId}, 0, ${refusal.file ?? ''}, ${refusal.line}, ${refusal.reason}, ${refusal.detail})`);
  });
}

/** What the file no longer names, as sourced ids of people: left as they are. */
const notInThisFile = (importId: string, source: string) => sql`
  select null::int as line, 'not-in-this-file' as reason, k.sourced_id as what, true as kept, '' as file from roster_person k
  where k.partnership_id = ctx_partnership() and k.source = ${source} and not exists (
    select from roster_row r where r.partnership_id = k.partnership_id and r.import_id = ${importId}::uuid and r.kind = 'person' and r.id = k.sourced_id and r.refused is null)`;

export interface EndOfImport {
  source: string;
  counts: Counts;
  remarks: Remark[];
  remarksNotListed: number;
}

export type RecordedCounts = Counts & { notListed: number; notInThisFile: number };

/** In the import's own transaction, at its end: adds up what was left out, lists it, empties `roster_row` and closes the record. */
export async function endDone(tx: Tx, importId: string, end: EndOfImport): Promise<RecordedCounts> {
  const mine = sql`r.partnership_id = ctx_partnership() and r.import_id = ${importId}::uuid`;
  const refused = await tx.execute<{ counted: keyof Counts; n: number }>(sql`select r.counted, count(*)::int as n from roster_row r where ${mine} and r.own and r.refused is not null and r.counted is not null group by 1`);
  for (const { counted, n } of refused) end.counts[counted].refused += n;

  await tx.execute(sql`
    insert into roster_refusal (partnership_id, import_id, n, file, line, reason, what, kept)
    select ctx_partnership(), ${importId}::uuid, x.n, x.file, x.line, x.reason, x.what, x.kept
    from jsonb_to_recordset(${JSON.stringify(end.remarks.map((remark, index) => ({ ...remark, n: index + 1 })))}::jsonb) as x(n int, file text, line int, reason text, what text, kept boolean)`);
  const found = sql`
    select r.line, r.refused as reason, r.id as what, false as kept, r.file from roster_row r where ${mine} and r.own and r.refused is not null
    union all select r.line, n.note, r.id, true, r.file from roster_row r cross join lateral unnest(r.notes) as n(note) where ${mine} and r.refused is null
    union all ${notInThisFile(importId, end.source)}`;
  const [all] = await tx.execute<{ n: number; missing: number }>(sql`select count(*)::int as n, (count(*) filter (where reason = 'not-in-this-file'))::int as missing from (${found}) x`);
  const room = Math.max(0, REMARKS_LIMIT - end.remarks.length);
  await tx.execute(sql`
    insert into roster_refusal (partnership_id, import_id, n, file, line, reason, what, kept)
    select ctx_partnership(), ${importId}::uuid, ${end.remarks.length} + row_number() over (), x.file, x.line, x.reason, x.what, x.kept
    from (select * from (${found}) f order by f.kept, f.file, f.line limit ${room}) x`);

  const counts: RecordedCounts = { ...end.counts, notListed: end.remarksNotListed + Math.max(0, (all?.n ?? 0) - room), notInThisFile: all?.missing ?? 0 };
  await tx.execute(sql`
    update roster_import set state = 'done', counts = ${JSON.stringify(counts)}::jsonb, finished_at = clock_now(), touched_at = now()
    where partnership_id = ctx_partnership() and id = ${importId}`);
  await tx.execute(sql`delete from roster_row r where ${mine}`);
  return counts;
}
