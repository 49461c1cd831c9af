import { expect, test } from 'vitest';
import { nextStepOf } from './next-step.ts';
import { corridorStates } from './states.ts';

const step = (given: Partial<Parameters<typeof nextStepOf>[0]>) => nextStepOf({ state: 'waiting', familyTurn: 'asked', reader: 'counselor', hasAppointment: false, ...given });

test('a counselor triages, asks, and then waits', () => {
  expect(step({ state: 'received' }).action).toBe('triage');
  expect(step({ state: 'triaged' }).action).toBe('ask');
  for (const state of ['waiting', 'offered', 'accepted'] as const) expect(step({ state }).action).toBeNull();
});

test('while the family has an open question there is nothing to do; once they want to talk, or the link has ended, there is', () => {
  expect(step({ state: 'awaiting_consent' })).toEqual({ code: 'asked', action: null });
  expect(step({ state: 'awaiting_consent', familyTurn: 'talk' }).action).toBe('send_again');
  expect(step({ state: 'awaiting_consent', familyTurn: 'link_ended' }).action).toBe('send_again');
  expect(step({ state: 'awaiting_consent', familyTurn: 'stopped' }).action).toBe('ask_again');
});

test('a coordinator finds the therapist and the time, a therapist the time', () => {
  expect(step({ reader: 'coordinator' }).action).toBe('find_therapist');
  expect(step({ reader: 'coordinator', state: 'accepted' }).action).toBe('find_time');
  expect(step({ reader: 'therapist', state: 'accepted' }).action).toBe('find_time');
});

test('only what concerns the family is the counselor’s; a privacy officer never has anything to do', () => {
  expect(step({ reader: 'coordinator', state: 'awaiting_consent', familyTurn: 'talk' }).action).toBeNull();
  for (const state of corridorStates) expect(step({ reader: 'privacy_officer', state, hasAppointment: true }).action).toBeNull();
});
