import { sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.server.ts';
import { lastSeal, readLog, transactionAt, type LogReader, type Window } from './read-log.server.ts';
import { inChainOrder, NO_SEAL_BEFORE, rootOf, sealHmac, type LoggedRow, type Seal } from './seal.server.ts';

const ROWS_A_SEAL = 5_000;

/**
 * Seals everything that is settled and not sealed yet, and returns the new seals in order.
 *
 * Settled is what lies below the snapshot's xmin: the transactions before it have all ended, so nothing can appear behind the seal's back, whatever the
 * order in which they committed. (A sequence or a time as boundary misses those who took their number early and committed late.) After a restore
 * transaction numbers begin anew; the era then counts up and the window begins at 0 again. What an earlier era left behind is sealed first, to its end.
 *
 * @param sealer a pool of role `hallway_sealer`, which alone may read all logs and write seals
 */
export async function sealAudit(sealer: Database, auditKey: Uint8Array, rowsASeal = ROWS_A_SEAL): Promise<Seal[]> {
  const made: Seal[] = [];
  for (;;) {
    const seal = await sealOnce(sealer, auditKey, rowsASeal);
    if (seal === null) return made;
    made.push(seal);
  }
}

async function sealOnce(sealer: Database, auditKey: Uint8Array, rowsASeal: number): Promise<Seal | null> {
  // One snapshot for all statements: the boundary and the rows below it must be of the same moment.
  return sealer.transaction(
    async (tx) => {
      const last = await lastSeal(tx);
      const batch = await nextBatch(tx, last, rowsASeal);
      if (batch === null) return null;
      const { era, fromXid, toXid } = batch.window;
      const body = {
        n: (last?.n ?? 0) + 1, era, fromXid, toXid, rows: batch.rows.length,
        root: rootOf(inChainOrder(batch.rows)), prev: last?.seal ?? NO_SEAL_BEFORE, atMicros: batch.nowMicros,
      };
      const seal = sealHmac(auditKey, body);
      await tx.execute(sql`insert into audit_seal (n, era, from_xid, to_xid, rows, root, prev, seal, at)
        values (${body.n}, ${era}::int, ${fromXid}::xid8, ${toXid}::xid8, ${body.rows}, ${body.root}, ${body.prev}, ${seal}, now())`);
      return { ...body, seal };
    },
    { isolationLevel: 'repeatable read' },
  );
}

type Batch = { window: Window & { toXid: string }; rows: LoggedRow[]; nowMicros: string };

async function nextBatch(reader: LogReader, last: Seal | null, rowsASeal: number): Promise<Batch | null> {
  const [edge] = await reader.execute<{ era: number; xmin: string; nowMicros: string }>(
    sql`select era, pg_snapshot_xmin(pg_current_snapshot())::text as xmin, (extract(epoch from now()) * 1000000)::bigint::text as "nowMicros" from installation`,
  );
  if (edge === undefined) return null;
  for (let era = Number(last?.era ?? 1); era <= edge.era; era += 1) {
    const settled: Window = { era: String(era), fromXid: last?.era === String(era) ? last.toXid : '0', toXid: era < edge.era ? null : edge.xmin };
    const full = await transactionAt(reader, settled, rowsASeal);
    const rows = await readLog(reader, full === null ? settled : { ...settled, toXid: after(full) });
    if (rows.length === 0) continue;
    const toXid = full === null ? settled.toXid : after(full);
    return { window: { ...settled, toXid: toXid ?? after(inChainOrder(rows).at(-1)?.xid ?? '0') }, rows, nowMicros: edge.nowMicros };
  }
  return null;
}

const after = (xid: string): string => String(BigInt(xid) + 1n);
