import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { RowValues } from './canonical-row.ts';
import { LOG_NAMES, type LogName } from './log-name.ts';
import type { LoggedRow, Seal } from './seal.server.ts';

/** Transactions of one era, half-open; without an end up to the last there is. */
export type Window = { era: string; fromXid: string; toXid: string | null };

/** What may read the logs whole: a transaction of the sealer's role. */
export type LogReader = Pick<Tx, 'execute'>;

type Row = { log: LogName; era: string; xid: string; atMicros: string; id: string; hmac: Buffer; values: RowValues };

const within = ({ era, fromXid, toXid }: Window): SQL => sql`l.era = ${era}::int and l.xid >= ${fromXid}::xid8 ${toXid === null ? sql`` : sql`and l.xid < ${toXid}::xid8`}`;

const bothLogs = (select: (log: LogName) => SQL): SQL => sql.join(LOG_NAMES.map(select), sql` union all `);

/** Every row of both logs in a window, in no particular order. */
export async function readLog(reader: LogReader, window: Window): Promise<LoggedRow[]> {
  const rows = await reader.execute<Row>(
    bothLogs(
      (log) => sql`select ${sql.raw(`'${log}'`)} as log, l.era::text as era, l.xid::text as xid, (extract(epoch from l.at) * 1000000)::bigint::text as "atMicros",
        l.id, l.hmac, to_jsonb(l) as values from ${sql.identifier(log)} l where ${within(window)}`,
    ),
  );
  return rows.map((row) => ({ ...row }));
}

/** The transaction of the row at place `rowCount` (from 1) in a window, or null when the window has no more rows than that. */
export async function transactionAt(reader: LogReader, window: Window, rowCount: number): Promise<string | null> {
  const [row] = await reader.execute<{ xid: string }>(
    sql`select xid::text as xid from (${bothLogs((log) => sql`select l.xid from ${sql.identifier(log)} l where ${within(window)}`)}) l
      order by l.xid offset ${rowCount - 1} limit 1`,
  );
  return row?.xid ?? null;
}

/** Seals after number `after`, in order, at most `limit`. */
export async function readSeals(reader: LogReader, after: number, limit: number): Promise<Seal[]> {
  return readChain(reader, sql`where s.n > ${after} order by s.n limit ${limit}`);
}

/** The newest seal, or null. */
export async function lastSeal(reader: LogReader): Promise<Seal | null> {
  const [seal] = await readChain(reader, sql`order by s.n desc limit 1`);
  return seal ?? null;
}

async function readChain(reader: LogReader, rest: SQL): Promise<Seal[]> {
  const rows = await reader.execute<Omit<Seal, 'n'> & { n: string }>(
    // Qualified in `rest`: a bare n would be the text selected here, and "10" sorts before "9".
    sql`select s.n::text as n, s.era::text as era, s.from_xid::text as "fromXid", s.to_xid::text as "toXid", s.rows, s.root, s.prev, s.seal,
      (extract(epoch from s.at) * 1000000)::bigint::text as "atMicros" from audit_seal s ${rest}`,
  );
  return rows.map((row) => ({ ...row, n: Number(row.n) }));
}
