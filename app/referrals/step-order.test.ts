import { expect, test } from 'vitest';
import { inOrder } from './step-order.ts';

const step = (from: string | null, to: string, at: string) => ({ from, to, at });

test('later moves come later, whatever order they were read in', () => {
  const steps = [step('received', 'triaged', '2026-11-24T14:00:00Z'), step(null, 'received', '2026-11-24T13:00:00Z')];
  expect(inOrder(steps).map(({ to }) => to)).toEqual(['received', 'triaged']);
});

test('moves of one transaction follow each other, also backwards through the corridor', () => {
  const at = '2026-11-25T13:00:00Z';
  const steps = [step('accepted', 'awaiting_consent', at), step(null, 'scheduled', '2026-11-24T13:00:00Z'), step('scheduled', 'accepted', at)];
  expect(inOrder(steps).map(({ to }) => to)).toEqual(['scheduled', 'accepted', 'awaiting_consent']);
});
