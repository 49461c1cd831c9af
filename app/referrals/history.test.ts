import { expect, test } from 'vitest';
import type { ConsentAsked } from '../consent/consents-of.server.ts';
import { historyOf } from './history.ts';
import type { StepTold } from './referral-record.server.ts';

const step = (from: StepTold['from'], to: StepTold['to'], at: string, given: Partial<StepTold> = {}): StepTold => ({ from, to, at, by: 'Tom Brandt', byMe: false, byRole: 'counselor', reason: null, ...given });
const request: ConsentAsked = {
  requestId: 'r', state: 'signed', guardian: { personId: 'g', name: 'Rosa Ibarra', relationship: 'mother' }, language: 'es', sentAt: '2026-11-24T14:00:00Z', viewedAt: '2026-11-25T20:00:00Z', answeredAt: '2026-11-25T20:00:00Z',
  wantsToTalkAt: null, linkUntil: null, lastDay: '2027-06-11', agencies: [],
  answers: (['service', 'telehealth', 'release_to_agency'] as const).map((purpose) => ({ purpose, yes: true, withdrawnAt: null, inForce: true })),
};

test('newest first; of one moment what the family did comes before the move it caused', () => {
  const steps = [step(null, 'received', '2026-11-24T13:00:00Z', { byMe: true }), step('awaiting_consent', 'waiting', '2026-11-25T20:00:00Z', { by: null })];
  expect(historyOf(steps, null, [request], []).map((event) => (event.kind === 'step' ? `${event.to} ${event.who}` : event.kind))).toEqual(['waiting hallway', 'signed', 'viewed', 'received me']);
});

test('the first visit held is told apart from those after it', () => {
  expect(historyOf([], null, [], ['2026-12-01T14:00:00Z', '2026-12-08T14:00:00Z']).map(({ kind }) => kind)).toEqual(['visit', 'first-visit']);
});

test('a step back says so, and only closing carries the outcome', () => {
  const events = historyOf([step('offered', 'waiting', '2026-11-26T13:00:00Z', { reason: 'offer_expired' }), step('waiting', 'closed', '2026-11-27T13:00:00Z')], 'not_reached', [], []);
  expect(events).toMatchObject([{ to: 'closed', back: false, outcome: 'not_reached' }, { to: 'waiting', back: true, outcome: null, reason: 'offer_expired' }]);
});

test('what was withdrawn at once is one line', () => {
  const answers = (['service', 'telehealth'] as const).map((purpose) => ({ purpose, yes: true, withdrawnAt: '2026-12-01T10:00:00Z', inForce: false }));
  expect(historyOf([], null, [{ ...request, answers }], []).filter(({ kind }) => kind === 'withdrawn')).toMatchObject([{ purposes: ['service', 'telehealth'] }]);
});

test('a second asking shows as one, and a signature with a no to what is needed is told apart', () => {
  const partly = { ...request, state: 'superseded' as const, answers: [{ purpose: 'service' as const, yes: false, withdrawnAt: null, inForce: false }] };
  const again = { ...request, state: 'viewed' as const, sentAt: '2026-11-26T14:00:00Z', viewedAt: null, answeredAt: null, answers: [] };
  expect(historyOf([], null, [again, partly], []).map(({ kind }) => kind)).toEqual(['asked-again', 'signed-partly', 'viewed']);
});
