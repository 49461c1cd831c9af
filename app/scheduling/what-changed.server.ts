import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { readSnapshot, type Snapshot } from './snapshot.ts';
import type { Days } from './strip.ts';

/** A row of the change log; no resource: everything, no days: all of them. */
export type Change = { readonly resourceId: string | null; readonly xid: number; readonly days: Days | null };

/** What one question to the change log answers. `ownXid`: the asker's transaction has written something. */
export type Checked = {
  readonly snapshot: Snapshot;
  readonly ownXid: number | null;
  readonly nowMs: number;
  readonly changes: readonly Change[];
  /** Of these the asker may not know when they are free. */
  readonly refused: ReadonlySet<string>;
};

type Row = { snapshot: string; own: string | null; now: number; rows: [resource: string | null, xid: string | null, from: number | null, until: number | null][] | null };

/**
 * Asks, inside the asker's own transaction, what changed for these resources since a transaction number (null: nothing is kept of them), and
 * whose time the asker may not ask about. Therapists are asked with their hours, which are for those who see their engagement.
 */
export async function whatChanged(tx: Tx, since: number | null, resources: readonly string[], therapists: readonly string[]): Promise<Checked> {
  const [row] = await tx.execute<Row>(sql`
    select pg_current_snapshot()::text as snapshot, pg_current_xact_id_if_assigned()::text as own, (extract(epoch from clock_now()) * 1000)::float8 as now,
      (select json_agg(json_build_array(c.resource_id, c.xid::text, lower(c.days) - date '1970-01-01', upper(c.days) - date '1970-01-01'))
        from gate.changed_since(coalesce(${since === null ? null : String(since)}::xid8, pg_snapshot_xmax(pg_current_snapshot())), ${arrayText(resources)}::uuid[], ${arrayText(therapists)}::uuid[]) c) as rows`);
  if (!row) throw new Error('the change log gave no answer');
  const refused = new Set<string>();
  const changes: Change[] = [];
  for (const [resourceId, xid, from, until] of row.rows ?? []) {
    if (xid !== null) changes.push({ resourceId, xid: Number(xid), days: from === null && until === null ? null : { fromDay: from ?? -Infinity, untilDay: until ?? Infinity } });
    else if (resourceId !== null) refused.add(resourceId);
  }
  return { snapshot: readSnapshot(row.snapshot, row.own), ownXid: row.own === null ? null : Number(row.own), nowMs: row.now, changes, refused };
}

/** Ids as PostgreSQL writes an array: one text is much cheaper to send than an array of hundreds. */
const arrayText = (ids: readonly string[]) => `{${ids.join(',')}}`;
