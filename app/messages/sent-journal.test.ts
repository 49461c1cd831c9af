import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { readJournal, recentMarks, sentJournal, sentMark } from './sent-journal.server.ts';
import type { Written } from './templates.ts';

const partnership = '6d6f9f3e-0000-4000-8000-000000000001';
const link = (n: number): Written => ({ template: 'sign-in-link', params: { url: `https://hallway.example/${n}`, minutes: 10 } });
let folder: string;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'hallway-sent-')), 'sent');
  holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true }));

const noteAt = (name: string, at: string) => sentJournal(folder).note(partnership, sentMark(partnership, name, link(1)), Date.parse(at));
const all = async () => {
  const days = [];
  for await (const day of readJournal(folder)) days.push(day);
  return days;
};

test('the journal says what went out and when, a file a day, and names no event', async () => {
  await noteAt('appointment:7:reminder', '2026-11-24T23:59:59.500Z');
  await noteAt('other', '2026-11-25T00:00:00Z');
  expect(readdirSync(folder)).toEqual(['2026-11-24.jsonl', '2026-11-25.jsonl']);
  expect(readFileSync(path.join(folder, '2026-11-24.jsonl'), 'utf8')).not.toMatch(/appointment|hallway\.example/u);
  expect((await all())[0]).toEqual([{ partnershipId: partnership, mark: sentMark(partnership, 'appointment:7:reminder', link(1)).toString('hex'), at: '2026-11-24T23:59:59.500Z' }]);
});

test('what a power cut left half-written is passed over; without a journal nothing went out', async () => {
  expect([await all(), await recentMarks(folder)]).toEqual([[], []]);
  await noteAt('one', '2026-11-24T12:00:00Z');
  appendFileSync(path.join(folder, '2026-11-24.jsonl'), '\n{"partnershipId":"6d6f');
  await noteAt('two', '2026-11-24T12:01:00Z');
  expect((await all()).flat().map(({ at }) => at)).toEqual(['2026-11-24T12:00:00.000Z', '2026-11-24T12:01:00.000Z']);
});

test('the newest two days on which anything went out are remembered by the next process, however long it was away', async () => {
  for (const day of ['2026-11-17', '2026-11-20', '2026-11-23']) await noteAt(day, `${day}T12:00:00Z`);
  const journal = sentJournal(folder, await recentMarks(folder));
  expect(['2026-11-17', '2026-11-20', '2026-11-23'].map((day) => journal.knows(sentMark(partnership, day, link(1))))).toEqual([false, true, true]);
});

test('what went out is known at once, though it could not be written down', async () => {
  const journal = sentJournal(path.join(folder, 'here\0nobody writes'));
  const mark = sentMark(partnership, 'one', link(1));
  await expect(journal.note(partnership, mark, 0)).rejects.toThrow();
  expect(journal.knows(mark)).toBe(true);
});

test('the same event in another partnership, or with something else to say, is another message; without the key nobody knows which it was', () => {
  const mark = sentMark(partnership, 'one', link(1));
  expect(sentMark(partnership, 'one', link(1))).toEqual(mark);
  expect(sentMark('6d6f9f3e-0000-4000-8000-000000000002', 'one', link(1))).not.toEqual(mark);
  expect(sentMark(partnership, 'one', link(2))).not.toEqual(mark);
  holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 3) });
  expect(sentMark(partnership, 'one', link(1))).not.toEqual(mark);
});
