import { expect, test } from 'vitest';
import { hasSeen, readSnapshot, unseenFrom } from './snapshot.ts';

test('a snapshot has seen what had ended when it was taken, and nothing that ran or came later', () => {
  const snapshot = readSnapshot('100:104:100,102', null);
  expect([99, 100, 101, 102, 103, 104].map((xid) => hasSeen(snapshot, xid))).toEqual([true, false, true, false, true, false]);
  expect(unseenFrom(snapshot)).toBe(100);
});

test('a snapshot without running transactions has seen all below its end', () => {
  const snapshot = readSnapshot('104:104:', null);
  expect([103, 104].map((xid) => hasSeen(snapshot, xid))).toEqual([true, false]);
});

test('a reader never counts its own transaction as seen: it may be rolled back', () => {
  const snapshot = readSnapshot('104:104:', '103');
  expect(hasSeen(snapshot, 103)).toBe(false);
  expect(hasSeen(snapshot, 102)).toBe(true);
  expect(unseenFrom(snapshot)).toBe(103);
});
