import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RowFormat } from './canonical-row.ts';
import type { LogName } from './log-name.ts';
import { inChainOrder, NO_SEAL_BEFORE, rootOf, rowHmac, sealHmac, type LoggedRow, type Seal } from './seal.server.ts';
import { breakAgainstOutside, firstAlteredRow, firstBreakAt, type Break } from './trail-verdict.server.ts';

const key = Buffer.alloc(32, 7);
const format = (table: LogName): RowFormat => ({ table, version: 1, fields: [['id', 'uuid'], ['action', 'text']] });
const formats = { audit_entry: format('audit_entry'), disclosure: format('disclosure') };
const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

function logged(number: number, log: LogName = 'audit_entry', era = 'era-1'): LoggedRow {
  const values = { id: id(number), action: 'student.read' };
  return { log, era, xid: String(1000 + number), atMicros: String(1_764_000_000_000_000 + number), id: id(number), hmac: rowHmac(key, formats[log], values), values };
}

function sealed(previous: Seal | null, rows: LoggedRow[], toXid: string, era = 'era-1'): Seal {
  const body = {
    n: (previous?.n ?? 0) + 1,
    era,
    fromXid: previous?.era === era ? previous.toXid : '0',
    toXid,
    rows: rows.length,
    root: rootOf(inChainOrder(rows)),
    prev: previous?.seal ?? NO_SEAL_BEFORE,
    atMicros: '1764000001000000',
  };
  return { ...body, seal: sealHmac(key, body) };
}

const early = [logged(1), logged(2, 'disclosure'), logged(3)];
const late = [logged(10), logged(11)];
const first = sealed(null, early, '1005');
const second = sealed(first, late, '1020');

test('an untouched chain holds, whatever order its rows are read in', () => {
  expect(firstBreakAt(key, formats, null, first, early)).toBeNull();
  expect(firstBreakAt(key, formats, first, second, [...late].reverse())).toBeNull();
  expect(firstAlteredRow(key, formats, [logged(30)], null)).toBeNull();
});

test('a changed row is named', () => {
  const changed = early.map((row, index) => (index === 1 ? { ...row, values: { ...row.values, action: 'student.found' } } : row));
  expect(firstBreakAt(key, formats, null, first, changed)).toEqual({ kind: 'row-altered', log: 'disclosure', id: id(2), n: 1 });
});

test('a changed row is named in the tail too, before any seal covers it', () => {
  const row = logged(40);
  expect(firstAlteredRow(key, formats, [row, { ...logged(41), values: { ...row.values } }], null)).toEqual({
    kind: 'row-altered', log: 'audit_entry', id: id(41), n: null,
  });
});

test('a row moved from one log to the other does not pass', () => {
  const moved = early.map((row, index) => (index === 1 ? { ...row, log: 'audit_entry' as const } : row));
  expect(firstBreakAt(key, formats, null, first, moved)?.kind).toBe('row-altered');
});

test('a deleted row and a row slipped in later name the seal that knew better', () => {
  expect(firstBreakAt(key, formats, null, first, early.slice(1))).toEqual({ kind: 'rows-missing', n: 1, sealedRows: 3, foundRows: 2 });
  expect(firstBreakAt(key, formats, null, first, [...early, logged(4)])).toEqual({ kind: 'rows-added', n: 1, sealedRows: 3, foundRows: 4 });
});

test('another time, transaction or era, none of which the writer chose, breaks the seal', () => {
  const [row, ...rest] = early as [LoggedRow, ...LoggedRow[]];
  for (const forged of [{ ...row, atMicros: '1' }, { ...row, xid: '1004' }, { ...row, era: 'era-0' }]) {
    expect(firstBreakAt(key, formats, null, first, [forged, ...rest])).toEqual({ kind: 'rows-changed', n: 1 });
  }
});

test('a missing seal is named, at the start and in the middle', () => {
  const third = sealed(second, [], '1030');
  expect(firstBreakAt(key, formats, null, second, late)).toEqual({ kind: 'seal-missing', n: 1 });
  expect(firstBreakAt(key, formats, first, third, [])).toEqual({ kind: 'seal-missing', n: 2 });
});

test('a seal made without the key, or with a gap before its window, does not pass', () => {
  const stranger = { ...second, seal: sealHmac(Buffer.alloc(32, 8), second) };
  const gap = { ...second, fromXid: '1009' };
  expect(firstBreakAt(key, formats, first, stranger, late)).toEqual({ kind: 'seal-altered', n: 2 });
  expect(firstBreakAt(key, formats, first, { ...gap, seal: sealHmac(key, gap) }, late)).toEqual({ kind: 'seal-altered', n: 2 });
});

test('a new era begins its window at 0 and carries the chain on', () => {
  const rows = [logged(50, 'audit_entry', 'era-2')];
  const next = sealed(second, rows, '1060', 'era-2');
  expect(next.fromXid).toBe('0');
  expect(firstBreakAt(key, formats, second, next, rows)).toBeNull();
});

test('the last seal gone together with its rows is found by the seal kept outside', () => {
  expect(breakAgainstOutside({ n: 2, seal: second.seal }, [first])).toEqual({ kind: 'newest-seal-missing', n: 2 });
  expect(breakAgainstOutside({ n: 2, seal: first.seal }, [first, second])).toEqual({ kind: 'newest-seal-differs', n: 2 });
  expect(breakAgainstOutside({ n: 1, seal: first.seal }, [first, second])).toBeNull();
  expect(breakAgainstOutside(null, [first])).toBeNull();
});

test('one flipped bit anywhere in a row or a seal is found', () => {
  const targets = fc.constantFrom('hmac', 'action', 'root', 'prev', 'seal');
  fc.assert(
    fc.property(targets, fc.nat({ max: 8 * 12 - 1 }), (target, bit) => {
      const flip = (bytes: Uint8Array): Buffer => {
        const copy = Buffer.from(bytes);
        copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
        return copy;
      };
      const rows = late.map((row, index) => {
        if (index > 0) return row;
        if (target === 'hmac') return { ...row, hmac: flip(row.hmac) };
        return target === 'action' ? { ...row, values: { ...row.values, action: flip(Buffer.from('student.read')).toString('latin1') } } : row;
      });
      const seal = target === 'root' || target === 'prev' || target === 'seal' ? { ...second, [target]: flip(second[target]) } : second;
      expect(firstBreakAt(key, formats, first, seal, rows) satisfies Break | null).not.toBeNull();
    }),
  );
});
