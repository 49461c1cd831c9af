import type { RowFormat } from './canonical-row.ts';
import type { LogName } from './log-name.ts';
import { inChainOrder, NO_SEAL_BEFORE, rootOf, rowHmac, sameBytes, sealHmac, type LoggedRow, type Seal } from './seal.server.ts';

/**
 * What is wrong, at the first place where something is.
 * - `row-altered`: a row does not carry the HMAC of what it says.
 * - `seal-missing`, `seal-altered`: the chain lacks seal `n`, or it is not the seal that was made.
 * - `rows-missing`, `rows-added`: seal `n` was made over more, or fewer, rows than are there now.
 * - `rows-changed`: as many rows as seal `n` covers, each true to its HMAC, yet not the same: another time or transaction was written in.
 * - `newest-seal-missing`, `newest-seal-differs`: the seal kept outside the database is not in it, or is another (an older copy was put back).
 */
export type Break =
  | { kind: 'row-altered'; log: LogName; id: string; n: number | null }
  | { kind: 'seal-missing' | 'seal-altered' | 'rows-changed' | 'newest-seal-missing' | 'newest-seal-differs'; n: number }
  | { kind: 'rows-missing' | 'rows-added'; n: number; sealedRows: number; foundRows: number };

/** The newest seal as it is kept outside the database. */
export type NewestSeal = { n: number; seal: Uint8Array };

export type Formats = Record<LogName, RowFormat>;

/** The first row whose HMAC is not that of its contents, in chain order. `n` is the seal that covers it, null in the tail that no seal covers yet. */
export function firstAlteredRow(auditKey: Uint8Array, formats: Formats, rows: readonly LoggedRow[], n: number | null): Break | null {
  const altered = rows.find((row) => !sameBytes(rowHmac(auditKey, formats[row.log], row.values), row.hmac));
  return altered === undefined ? null : { kind: 'row-altered', log: altered.log, id: altered.id, n };
}

/**
 * One link of the chain: `seal` after `previous` (null before the first), over exactly `rows`: all rows of its era in its window, in any order.
 * A seal's window begins where the one before it in the same era ended, and at 0 in a new era, so that no row can lie between two windows.
 */
export function firstBreakAt(auditKey: Uint8Array, formats: Formats, previous: Seal | null, seal: Seal, rows: readonly LoggedRow[]): Break | null {
  const expectedN = (previous?.n ?? 0) + 1;
  if (seal.n !== expectedN) return { kind: 'seal-missing', n: expectedN };
  const begins = previous?.era === seal.era ? previous.toXid : '0';
  const follows = sameBytes(seal.prev, previous?.seal ?? NO_SEAL_BEFORE) && seal.fromXid === begins;
  if (!follows || !sameBytes(sealHmac(auditKey, seal), seal.seal)) return { kind: 'seal-altered', n: seal.n };
  const ordered = inChainOrder(rows);
  const altered = firstAlteredRow(auditKey, formats, ordered, seal.n);
  if (altered !== null) return altered;
  if (rows.length < seal.rows) return { kind: 'rows-missing', n: seal.n, sealedRows: seal.rows, foundRows: rows.length };
  if (rows.length > seal.rows) return { kind: 'rows-added', n: seal.n, sealedRows: seal.rows, foundRows: rows.length };
  return sameBytes(rootOf(ordered), seal.root) ? null : { kind: 'rows-changed', n: seal.n };
}

/** Whether the seal kept outside is in the chain as it was. It may be older than the chain's newest; it may not be newer, nor another. */
export function breakAgainstOutside(outside: NewestSeal | null, seals: readonly Pick<Seal, 'n' | 'seal'>[]): Break | null {
  if (outside === null) return null;
  const inside = seals.find((seal) => seal.n === outside.n);
  if (inside === undefined) return { kind: 'newest-seal-missing', n: outside.n };
  return sameBytes(inside.seal, outside.seal) ? null : { kind: 'newest-seal-differs', n: outside.n };
}
