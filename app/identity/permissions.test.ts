import { expect, test } from 'vitest';
import { actions, can, roles, rolesFor } from './permissions.ts';

test('every action can be done by somebody, and only by roles there are', () => {
  for (const action of actions) {
    expect(rolesFor(action).length).toBeGreaterThan(0);
    expect(rolesFor(action).every((role) => roles.includes(role))).toBe(true);
  }
});

test('a therapist never browses a roster, and a school never answers for the family', () => {
  expect(can('therapist', 'student.search')).toBe(false);
  expect(can('therapist', 'roster.import')).toBe(false);
  expect(roles.filter((role) => can(role, 'consent.sign'))).toEqual(['guardian']);
});

test('only the therapist holds a visit and says who came', () => {
  expect(roles.filter((role) => can(role, 'visit.hold'))).toEqual(['therapist']);
  expect(roles.filter((role) => can(role, 'attendance.confirm'))).toEqual(['therapist']);
});
