import { expect, test } from 'vitest';
import type { ConsentAsked } from '../consent/consents-of.server.ts';
import { familyTurnOf, missingYes } from './family-turn.ts';

const request = (given: Partial<ConsentAsked>): ConsentAsked => ({
  requestId: 'r', state: 'sent', guardian: { personId: 'g', name: 'Rosa Ibarra', relationship: 'mother' }, language: 'es', sentAt: null, viewedAt: null, answeredAt: null,
  wantsToTalkAt: null, linkUntil: '2026-12-08T04:59:00Z', lastDay: '2027-06-11', agencies: ['Harbor Street'], answers: [], ...given,
});
const answers = (no: string, withdrawnAt: string | null = null) => (['service', 'telehealth', 'release_to_agency', 'release_to_school'] as const).map((purpose) => ({ purpose, yes: purpose !== no, withdrawnAt, inForce: purpose !== no && !withdrawnAt }));

test('a link that works is an open question, one that has ended is to be sent again', () => {
  expect(familyTurnOf([request({})])).toBe('asked');
  expect(familyTurnOf([request({ state: 'viewed', linkUntil: null })])).toBe('link_ended');
});

test('who wants to talk comes before everything else, also beside another guardian', () => {
  expect(familyTurnOf([request({}), request({ wantsToTalkAt: '2026-11-24T20:00:00Z' })])).toBe('talk');
});

test('a no to something that is needed is not a no to all of it', () => {
  expect(familyTurnOf([request({ state: 'signed', answers: answers('telehealth') })])).toBe('incomplete');
  expect(missingYes(request({ state: 'signed', answers: answers('telehealth') }))).toEqual(['telehealth']);
  expect(familyTurnOf([request({ state: 'declined' })])).toBe('declined');
});

test('what was withdrawn or has run out stopped', () => {
  expect(familyTurnOf([request({ state: 'withdrawn', answers: answers('', '2026-12-01T00:00:00Z') })])).toBe('stopped');
  expect(familyTurnOf([request({ state: 'signed', answers: answers('', '2026-12-01T00:00:00Z') })])).toBe('stopped');
  expect(familyTurnOf([request({ state: 'expired' })])).toBe('stopped');
});

test('a superseded asking says nothing', () => {
  expect(familyTurnOf([])).toBe('nobody');
  expect(familyTurnOf([request({ state: 'superseded' })])).toBe('nobody');
  expect(familyTurnOf([request({ state: 'superseded' }), request({ state: 'declined' })])).toBe('declined');
});
