import { expect, test } from 'vitest';
import { earliestForFamily, whyNotMoved, type FamilyRules } from './family-rules.ts';

const rules: FamilyRules = { booksAtHome: true, movesAtHome: true, movesAtSchool: false, noticeHours: 24, movesAtMost: 2 };
const now = Date.UTC(2026, 10, 24, 14);
const hours = (count: number) => now + count * 3_600_000;
const home = { place: 'home', startMs: hours(25), movedByFamily: 0 } as const;

test('a family moves a visit at home in time, and not after that', () => {
  expect(whyNotMoved(rules, home, now)).toBeNull();
  expect(whyNotMoved(rules, { ...home, startMs: hours(24) }, now)).toBeNull();
  expect(whyNotMoved(rules, { ...home, startMs: hours(24) - 1 }, now)).toBe('family-too-late');
  expect(earliestForFamily(rules, now)).toBe(hours(24));
});

test('a visit at school is moved by its family only where the partnership says so', () => {
  expect(whyNotMoved(rules, { ...home, place: 'school' }, now)).toBe('family-may-not');
  expect(whyNotMoved({ ...rules, movesAtSchool: true }, { ...home, place: 'school' }, now)).toBeNull();
  expect(whyNotMoved({ ...rules, movesAtHome: false }, home, now)).toBe('family-may-not');
});

test('a visit is moved so often and no more', () => {
  expect(whyNotMoved(rules, { ...home, movedByFamily: 1 }, now)).toBeNull();
  expect(whyNotMoved(rules, { ...home, movedByFamily: 2 }, now)).toBe('family-so-often');
});
