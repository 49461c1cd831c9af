import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { SetRefusal } from './formats/reasons.ts';
import { rosterLock, type RecordedCounts } from './importing/import-record.server.ts';
import type { ListedRemark } from './import-summary.ts';

/** An import as its page shows it. `stopped`: it fell silent without an end, so nothing of it was kept. */
export interface RosterImport {
  id: string;
  source: string;
  format: string;
  state: 'running' | 'done' | 'refused' | 'stopped';
  startedAt: string;
  by: string | null;
  rowsRead: number;
  rowsInFiles: number | null;
  counts: RecordedCounts | null;
  refused: { reason: SetRefusal; file: string | null; line: number | null; detail: string | null } | null;
}

/** A running import speaks twice a second while it reads, and holds the partnership's lock while it writes (`rosterLock`). */
const SILENT_FOR_SECONDS = 60;

const columns = sql`
  i.id, i.source, i.format, to_json(i.started_at) #>> '{}' as "startedAt", i.rows_read as "rowsRead", i.rows_in_files as "rowsInFiles",
  case when i.state = 'running' and i.touched_at < now() - make_interval(secs => ${SILENT_FOR_SECONDS})
    then case when pg_try_advisory_xact_lock_shared(${rosterLock}) then 'stopped' else i.state end else i.state end as state,
  (select p.given_name || ' ' || p.family_name from person p where p.id = i.by_person) as by,
  case when i.state = 'done' then i.counts end as counts,
  case when i.state = 'refused' then (select jsonb_build_object('reason', r.reason, 'file', nullif(r.file, ''), 'line', r.line, 'detail', r.what) from roster_refusal r
    where r.partnership_id = i.partnership_id and r.import_id = i.id and r.n = 0) end as refused`;

type Row = RosterImport & Record<string, unknown>;

/** The newest imports of the partnership. */
export async function importsOf(tx: Tx, most: number): Promise<RosterImport[]> {
  return [...(await tx.execute<Row>(sql`select ${columns} from roster_import i where i.partnership_id = ctx_partnership() order by i.started_at desc, i.id limit ${most}`))];
}

export async function importOf(tx: Tx, importId: string): Promise<RosterImport | null> {
  const [row] = await tx.execute<Row>(sql`select ${columns} from roster_import i where i.partnership_id = ctx_partnership() and i.id = ${importId}`);
  return row ?? null;
}

/** What was left out of an import first, then what was kept with a remark; each by file and line. `from` and `most` page through them. */
export async function remarksOf(tx: Tx, importId: string, { from, most }: { from: number; most: number }): Promise<{ remarks: ListedRemark[]; count: number }> {
  const mine = sql`r.partnership_id = ctx_partnership() and r.import_id = ${importId} and r.n > 0`;
  const remarks = await tx.execute<ListedRemark & Record<string, unknown>>(sql`
    select r.n, r.file, r.line, r.reason, r.what, r.kept from roster_refusal r where ${mine} order by r.kept, r.file, r.line nulls first, r.n offset ${from} limit ${most}`);
  const [all] = await tx.execute<{ count: number }>(sql`select count(*)::int as count from roster_refusal r where ${mine}`);
  return { remarks: [...remarks], count: all?.count ?? 0 };
}

/** Schools that cannot be booked yet because nobody has said where they lie. */
export async function schoolsWithoutPlace(tx: Tx): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`select count(*)::int as n from organisation o where o.partnership_id = ctx_partnership() and o.kind = 'school' and (o.state is null or o.zone is null)`);
  return row?.n ?? 0;
}
