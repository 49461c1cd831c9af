import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { byteOrderMark, csvLine } from './csv-line.ts';

test('check 21: no cell begins as a formula, whatever a name is', () => {
  const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '\u00a0=1', '\uff1d1', '=HYPERLINK("http://x","y")'];
  const [cells] = parse(csvLine(formulas), { relax_column_count: true });
  expect(cells).toEqual(formulas.map((formula) => `'${formula}`));
});

test('what is no formula stays as it is: quotes, commas, line breaks, other letters, a hyphen inside', () => {
  const plain = ['Ana "Anita" O’Neil', 'a,b', 'two\nlines', 'Nguyễn', 'Smith-Jones', '', '2026-11-24T13:00:00Z'];
  expect(parse(byteOrderMark + csvLine(plain) + csvLine(plain), { bom: true })).toEqual([plain, plain]);
});
