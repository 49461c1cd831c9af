import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, type Json } from './canonical-json.ts';
import { canonicalRow, uuidBytes, type RowFormat } from './canonical-row.ts';

const format: RowFormat = { table: 'thing', version: 1, fields: [['id', 'uuid'], ['first', 'text'], ['second', 'text'], ['body', 'json']] };
const row = { id: '0b0f4f6e-2f64-4c3b-8d53-9f2d6a2a7c11', first: 'ab', second: 'c', body: { b: 1, a: [true, null] } };
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('the layout is the documented one', () => {
  expect(hex(canonicalRow(format, row))).toBe(
    [
      '01',
      '02000000057468696e67',
      '01000000100b0f4f6e2f644c3b8d539f2d6a2a7c11',
      '02000000026162',
      '020000000163',
      `0300000017${hex(Buffer.from('{"a":[true,null],"b":1}'))}`,
    ].join(''),
  );
});

test('a value that slides from one field into the next is another row', () => {
  const slid = { ...row, first: 'a', second: 'bc' };
  expect(hex(canonicalRow(format, slid))).not.toBe(hex(canonicalRow(format, row)));
});

test('null is not the empty text, and a column that is not there is refused', () => {
  expect(hex(canonicalRow(format, { ...row, second: null }))).not.toBe(hex(canonicalRow(format, { ...row, second: '' })));
  expect(() => canonicalRow(format, { id: row.id, first: 'a', second: 'b' })).toThrow('thing.body is missing');
});

test('a uuid is its sixteen bytes, in either case', () => {
  expect(uuidBytes(row.id.toUpperCase())).toEqual(uuidBytes(row.id));
  expect(() => uuidBytes('0b0f4f6e')).toThrow('Not a uuid');
});

test('two different rows never give the same bytes', () => {
  const values = fc.record({
    id: fc.uuid(),
    first: fc.option(fc.string(), { nil: null }),
    second: fc.option(fc.string(), { nil: null }),
    body: fc.jsonValue().map((value) => ({ value: JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '')) as Json })),
  });
  const wellFormed = values.filter((v) => canSerialise(() => canonicalRow(format, v)));
  fc.assert(
    fc.property(wellFormed, wellFormed, (a, b) => {
      const same = a.id === b.id && a.first === b.first && a.second === b.second && canonicalJson(a.body) === canonicalJson(b.body);
      expect(hex(canonicalRow(format, a)) === hex(canonicalRow(format, b))).toBe(same);
    }),
  );
});

test('JSON comes out the same whatever the order of its names', () => {
  expect(canonicalJson({ b: { d: 1, c: 2 }, a: '"x"' })).toBe('{"a":"\\"x\\"","b":{"c":2,"d":1}}');
  expect(canonicalJson({ a: 1, gone: undefined } as unknown as Json)).toBe('{"a":1}');
  expect(canonicalJson(JSON.parse('{"n":1e2}') as Json)).toBe(canonicalJson(JSON.parse('{"n":100}') as Json));
});

test('what jsonb cannot keep is refused', () => {
  expect(() => canonicalJson(Number.NaN)).toThrow('not finite');
  expect(() => canonicalJson('a\u0000b')).toThrow('cannot be stored');
  expect(() => canonicalJson({ '\ud800': 1 })).toThrow('cannot be stored');
});

function canSerialise(make: () => unknown): boolean {
  try {
    make();
    return true;
  } catch {
    return false;
  }
}
