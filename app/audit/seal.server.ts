import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalRow, type RowFormat, type RowValues } from './canonical-row.ts';
import type { LogName } from './log-name.ts';
import { merkleRoot } from './merkle-root.server.ts';

/**
 * A row of a log as the chain sees it: what the writer's HMAC covers (`values`), and what only the database filled in and only a seal can cover:
 * `era`, `xid` (its transaction) and `atMicros` (its time). `xid` and `atMicros` are whole numbers as decimal text; microseconds since 1970.
 */
export type LoggedRow = { log: LogName; era: string; xid: string; atMicros: string; id: string; hmac: Uint8Array; values: RowValues };

/** What a seal covers: the rows of transactions `fromXid` to `toXid` (half-open, within one era) of both logs. `n` counts from 1 through all eras. */
export type SealBody = { n: number; era: string; fromXid: string; toXid: string; rows: number; root: Uint8Array; prev: Uint8Array; atMicros: string };

export type Seal = SealBody & { seal: Uint8Array };

/** What the first seal names as the one before it. */
export const NO_SEAL_BEFORE = new Uint8Array(32);

const LEAF: RowFormat = {
  table: 'leaf',
  version: 1,
  fields: [['log', 'text'], ['era', 'text'], ['xid', 'text'], ['at', 'text'], ['id', 'uuid'], ['hmac', 'bytes']],
};

const SEAL: RowFormat = {
  table: 'audit_seal',
  version: 1,
  fields: [
    ['n', 'text'], ['era', 'text'], ['from_xid', 'text'], ['to_xid', 'text'], ['rows', 'text'], ['root', 'bytes'], ['prev', 'bytes'], ['at', 'text'],
  ],
};

/** The HMAC of one row, made by its writer: HMAC-SHA-256 under the audit key over the row's canonical bytes (`canonical-row.ts`), which begin with the log's name. */
export function rowHmac(auditKey: Uint8Array, format: RowFormat, values: RowValues): Buffer {
  return createHmac('sha256', auditKey).update('hallway row').update(canonicalRow(format, values)).digest();
}

/** The root over rows that are in the chain's order (`inChainOrder`). */
export function rootOf(rows: readonly LoggedRow[]): Buffer {
  return merkleRoot(
    rows.map((row) => canonicalRow(LEAF, { log: row.log, era: row.era, xid: row.xid, at: row.atMicros, id: row.id, hmac: row.hmac })),
  );
}

/** Transaction, then log, then id: an order that the rows carry in themselves, so that sealer and verifier need not remember one. */
export function inChainOrder(rows: readonly LoggedRow[]): LoggedRow[] {
  return [...rows].sort((a, b) => compare(BigInt(a.xid), BigInt(b.xid)) || compare(a.log, b.log) || compare(a.id, b.id));
}

/** The seal itself: HMAC-SHA-256 under the audit key, so that who can write the table but has no key cannot make the chain anew. */
export function sealHmac(auditKey: Uint8Array, body: SealBody): Buffer {
  const { n, era, fromXid, toXid, rows, root, prev, atMicros } = body;
  const bytes = canonicalRow(SEAL, { n: String(n), era, from_xid: fromXid, to_xid: toXid, rows: String(rows), root, prev, at: atMicros });
  return createHmac('sha256', auditKey).update('hallway seal').update(bytes).digest();
}

/** Whether two byte strings are the same, in a time that does not tell where they differ. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

function compare<T extends bigint | string>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
