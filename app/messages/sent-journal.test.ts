import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { noteHandedOver, readJournal, sentMark } from './sent-journal.server.ts';

const partnership = '6d6f9f3e-0000-4000-8000-000000000001';
let folder: string;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'hallway-sent-')), 'sent');
  holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true }));

test('the journal says what went out and when, a file a day, and names no event', async () => {
  const mark = sentMark(partnership, 'appointment:7:reminder');
  await noteHandedOver(folder, partnership, mark, Date.parse('2026-11-24T23:59:59.500Z'));
  await noteHandedOver(folder, partnership, sentMark(partnership, 'other'), Date.parse('2026-11-25T00:00:00Z'));
  expect(readdirSync(folder)).toEqual(['2026-11-24.jsonl', '2026-11-25.jsonl']);
  expect(readFileSync(path.join(folder, '2026-11-24.jsonl'), 'utf8')).not.toContain('appointment');
  expect((await readJournal(folder))[0]).toEqual({ partnershipId: partnership, mark: mark.toString('hex'), at: '2026-11-24T23:59:59.500Z' });
});

test('what a power cut left half-written is passed over; without a journal nothing went out', async () => {
  expect(await readJournal(folder)).toEqual([]);
  await noteHandedOver(folder, partnership, sentMark(partnership, 'one'), Date.parse('2026-11-24T12:00:00Z'));
  appendFileSync(path.join(folder, '2026-11-24.jsonl'), '\n{"partnershipId":"6d6f');
  await noteHandedOver(folder, partnership, sentMark(partnership, 'two'), Date.parse('2026-11-24T12:01:00Z'));
  expect((await readJournal(folder)).map(({ at }) => at)).toEqual(['2026-11-24T12:00:00.000Z', '2026-11-24T12:01:00.000Z']);
});

test('the same event in another partnership is another, and without the key nobody knows which it was', () => {
  const mark = sentMark(partnership, 'one');
  expect(sentMark('6d6f9f3e-0000-4000-8000-000000000002', 'one')).not.toEqual(mark);
  holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 3) });
  expect(sentMark(partnership, 'one')).not.toEqual(mark);
});
