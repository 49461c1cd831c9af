import { expect, test } from 'vitest';
import { sightWindow } from './sight-window.ts';

const zone = 'America/New_York';
const now = Date.parse('2026-11-24T13:00:30Z');
const window = (query: string) => sightWindow(new URLSearchParams(query), zone, now);
const told = (query: string) => {
  const { asked, wrong } = window(query);
  return [new Date(asked.fromMs).toISOString(), new Date(asked.untilMs).toISOString(), wrong];
};

test('both ends are read on the clock of the zone', () => {
  expect(told('from=2026-10-30T08:00&until=2026-11-02T08:00')).toEqual(['2026-10-30T12:00:00.000Z', '2026-11-02T13:00:00.000Z', false]);
});

test('an hour that comes twice is taken whole', () => {
  expect(told('from=2026-11-01T01:30&until=2026-11-01T01:45')).toEqual(['2026-11-01T05:30:00.000Z', '2026-11-01T06:45:00.000Z', false]);
});

test('at first the last thirty days; never beyond now', () => {
  expect(told('')).toEqual(['2026-10-25T04:00:00.000Z', '2026-11-24T13:00:30.000Z', false]);
  expect(told('until=2027-01-01T00:00')[1]).toBe('2026-11-24T13:00:30.000Z');
  expect(window('')).toMatchObject({ from: '2026-10-25T00:00', until: '2026-11-24T08:01' });
});

test('what is no moment counts as not said, and what ends before it begins says so', () => {
  for (const nonsense of ['2026-02-30T08:00', '2026-11-24T25:00', 'yesterday', '9999-99-99T00:00']) expect(window(`from=${nonsense}`).from).toBe('2026-10-25T00:00');
  expect(told('from=2026-11-20T08:00&until=2026-11-20T08:00')[2]).toBe(true);
  expect(told('from=2026-12-20T08:00')[2]).toBe(true);
  expect(told('from=2026-11-20T08:00&until=2026-11-20T08:01')[2]).toBe(false);
});
