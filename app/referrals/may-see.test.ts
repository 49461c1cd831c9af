import { expect, test } from 'vitest';
import { sightsOf, sightsTold, type Reader } from './may-see.ts';

const readers: Reader[] = ['counselor', 'therapist', 'coordinator', 'privacy_officer'];
const both = { toAgency: true, toSchool: true };
const none = { toAgency: false, toSchool: false };

test('nobody sees on a referral what is said in visits or what a therapist writes', () => {
  for (const reader of readers) for (const releases of [both, none]) expect(sightsOf(reader, releases)).toMatchObject({ said: false, notes: false });
});

test('a therapist reads what the school wrote only while the family lets the school tell', () => {
  expect(sightsOf('therapist', both).wrote).toBe(true);
  expect(sightsOf('therapist', { toAgency: false, toSchool: true }).wrote).toBe(false);
});

test('the school learns who came only while the family lets the agency tell; its own words it always reads', () => {
  expect(sightsOf('counselor', both)).toMatchObject({ attendance: true, wrote: true });
  expect(sightsOf('counselor', { toAgency: true, toSchool: false })).toMatchObject({ attendance: false, wrote: true });
});

test('a coordinator and a privacy officer never read the school’s words', () => {
  expect(sightsOf('coordinator', both).wrote).toBe(false);
  expect(sightsOf('privacy_officer', both)).toMatchObject({ wrote: false, attendance: false, times: false });
});

test('a therapist is not told that they don’t see what is said in their own visits; everybody else is', () => {
  expect(sightsTold('therapist')).toEqual(['where', 'wrote', 'times', 'attendance', 'agreed']);
  for (const reader of readers.filter((one) => one !== 'therapist')) expect(sightsTold(reader)).toEqual(expect.arrayContaining(['said', 'notes']));
});
