import { expect, test } from 'vitest';
import type { RoomDoor } from './hallway-doors.ts';
import { pickOf, type PicksAsked } from './hallway-picks.ts';

const at = (clock: string) => Date.parse(`2026-12-02T${clock}:00Z`);
const period = { name: 'Period 1', bookable: true, fromMs: at('08:10'), untilMs: at('09:00') };
type Free = Extract<RoomDoor<unknown>, { is: 'free' }>;
const door: Free = { is: 'free', key: 'free', open: true, periods: [period], part: period, fromMs: period.fromMs, untilMs: period.untilMs };
const asked: PicksAsked = { slots: [], whyNot: () => null, isProtected: () => false, nowMs: at('07:00'), rules: { shortestVisitMinutes: 25, startEveryMinutes: 15 } };
const slot = { startMs: at('08:10'), endMs: at('09:00'), periodName: 'Period 1', roomIds: ['r1'] };

test('a door is open for the first visit that the engine offers in that room', () => {
  expect(pickOf(door, 'r1', { ...asked, slots: [slot] })).toEqual({ startMs: slot.startMs, endMs: slot.endMs });
});

test('a visit that is offered in another room alone opens no door here', () => {
  expect(pickOf(door, 'r2', { ...asked, slots: [slot] })).toEqual({ no: 'room-taken' });
});

test('what the engine offers is offered, whatever else speaks against it', () => {
  expect(pickOf(door, 'r1', { ...asked, slots: [slot], isProtected: () => true })).toHaveProperty('startMs');
});

test('the first reason that holds is the one that is told', () => {
  const all: PicksAsked = { ...asked, isProtected: () => true, whyNot: () => 'therapist-taken' };
  expect(pickOf(door, 'r1', { ...all, nowMs: at('09:00') })).toEqual({ no: 'over' });
  expect(pickOf({ ...door, periods: [{ ...period, bookable: false }] }, 'r1', all)).toEqual({ no: 'not-bookable' });
  expect(pickOf({ ...door, part: { fromMs: at('08:10'), untilMs: at('08:30') } }, 'r1', all)).toEqual({ no: 'too-short' });
  expect(pickOf(door, 'r1', all)).toEqual({ no: 'lesson-protected' });
  expect(pickOf(door, 'r1', { ...all, isProtected: () => false })).toEqual({ no: 'therapist-taken' });
});

test('where everybody could, the room is what stands in the way', () => {
  expect(pickOf(door, 'r1', { ...asked, whyNot: () => 'rooms-taken' })).toEqual({ no: 'room-taken' });
  expect(pickOf({ ...door, open: false }, 'r1', { ...asked, whyNot: () => 'rooms-closed' })).toEqual({ no: 'room-closed' });
});

test('the rest of a long block is asked for at its own first start', () => {
  const block = { ...period, untilMs: at('09:40') };
  const rest = { ...door, periods: [block], part: { fromMs: at('09:00'), untilMs: at('09:40') }, fromMs: at('09:00'), untilMs: at('09:40') };
  const starts: number[] = [];
  pickOf(rest, 'r1', { ...asked, whyNot: (startMs) => (starts.push(startMs), 'student-taken') });
  expect(starts).toEqual([at('09:10')]);
});
