import { expect, test } from 'vitest';
import type { SchoolPeriod } from '../school-time/school-day.ts';
import { doorsOf, roomSign, type RoomUse, type UseKind } from './hallway-doors.ts';

const at = (clock: string) => Date.parse(`2026-12-02T${clock}:00Z`);
const span = (text: string) => {
  const [from = '', until = ''] = text.split('–');
  return { fromMs: at(from), untilMs: at(until) };
};
const period = (name: string, text: string, bookable = true): SchoolPeriod => ({ ...span(text), name, bookable });
const periods = [period('1', '08:10–09:00'), period('2', '09:04–09:54'), period('Lunch', '09:58–10:28', false), period('3', '10:32–12:02')];
const day = { fromMs: at('00:00'), untilMs: at('23:59') };
const use = (what: UseKind, text: string): RoomUse<null> => ({ ...span(text), key: `${what} ${text}`, what, kept: null });
const allDay = [day];

/** As `from–until what`, in UTC. */
const told = (uses: RoomUse<null>[], openTime = allDay) => doorsOf(periods, { openTime, uses }, day, 25)
  .map((door) => `${new Date(door.fromMs).toISOString().slice(11, 16)}–${new Date(door.untilMs).toISOString().slice(11, 16)} ${door.is === 'taken' ? door.use.what : door.open ? 'free' : 'closed'}`);

test('a period that nothing touches is one free door', () => {
  expect(told([])).toEqual(['08:10–09:00 free', '09:04–09:54 free', '09:58–10:28 free', '10:32–12:02 free']);
});

test('a visit that ends a little before the bell has the period to itself', () => {
  expect(told([use('booked', '08:10–08:55')])[0]).toBe('08:10–09:00 booked');
});

test('of a long block that is taken in part the rest is a door of its own', () => {
  expect(told([use('booked', '10:32–11:22')]).slice(3)).toEqual(['10:32–11:22 booked', '11:22–12:02 free']);
});

test('a rest at the start of a block that is too short falls to the visit after it', () => {
  expect(told([use('booked', '10:47–12:02')]).at(-1)).toBe('10:32–12:02 booked');
});

test('what takes the room over several periods is one door, passing time included', () => {
  expect(told([use('use', '09:04–10:28')])).toEqual(['08:10–09:00 free', '09:04–10:28 use', '10:32–12:02 free']);
});

test('a visit in a room out of order is seen, and the tape goes on around it', () => {
  expect(told([use('out-of-order', '08:00–12:10'), use('booked', '09:04–09:54')])).toEqual(['08:10–09:04 out-of-order', '09:04–09:54 booked', '09:54–12:02 out-of-order']);
});

test('a room that is out of order for days is taped from the first bell to the last', () => {
  expect(told([use('out-of-order', '00:00–23:59')])).toEqual(['08:10–12:02 out-of-order']);
});

test('a visit that did not take place makes way for what came into its time', () => {
  expect(told([use('not_held', '08:10–09:00'), use('booked', '08:10–09:00')])[0]).toBe('08:10–09:00 booked');
});

test('a use after the last bell has its door where it is', () => {
  expect(told([use('use', '13:00–14:00')]).at(-1)).toBe('13:00–14:00 use');
});

test('the minutes that a room needs for itself are no door', () => {
  expect(told([use('booked', '08:10–08:55'), use('taken', '08:05–09:05')])).toEqual(['08:10–09:00 booked', '09:04–09:54 free', '09:58–10:28 free', '10:32–12:02 free']);
});

test('a room that is taken by what the reader may not know is taken', () => {
  expect(told([use('taken', '09:04–09:54')])[1]).toBe('09:04–09:54 taken');
});

test('a room is closed where its hours leave no time for anything', () => {
  expect(told([], [span('08:00–10:00')])).toEqual(['08:10–09:00 free', '09:04–09:54 free', '09:58–10:28 closed', '10:32–12:02 closed']);
});

test('a door knows under which signs it hangs', () => {
  const [, second] = doorsOf(periods, { openTime: allDay, uses: [use('use', '09:04–10:28')] }, day, 25);
  expect(second?.periods.map(({ name }) => name)).toEqual(['2', 'Lunch']);
});

test('whatever takes a room, no two doors share a minute and each minute of a period lies behind exactly one', () => {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  const kinds: UseKind[] = ['in_progress', 'booked', 'held', 'use', 'taken', 'out-of-order', 'completed', 'not_held'];
  for (let round = 0; round < 400; round++) {
    let minute = 420;
    const made: SchoolPeriod[] = [];
    while (minute < 900) {
      const length = 10 + random(90);
      made.push({ name: String(made.length), bookable: random(4) > 0, fromMs: day.fromMs + minute * 60_000, untilMs: day.fromMs + (minute + length) * 60_000 });
      minute += length + random(8);
    }
    const uses = Array.from({ length: random(9) }, (_, n): RoomUse<null> => {
      const from = 400 + random(560);
      return { key: String(n), what: kinds[random(kinds.length)]!, kept: null, fromMs: day.fromMs + from * 60_000, untilMs: day.fromMs + (from + 5 + random(120)) * 60_000 };
    });
    const doors = doorsOf(made, { openTime: allDay, uses }, day, 25);
    for (let n = 1; n < doors.length; n++) expect(doors[n]!.fromMs).toBeGreaterThanOrEqual(doors[n - 1]!.untilMs);
    const notBehindOne: number[] = [];
    for (const { fromMs, untilMs } of made) for (let ms = fromMs; ms < untilMs; ms += 60_000) if (doors.filter((door) => door.fromMs <= ms && ms < door.untilMs).length !== 1) notBehindOne.push(ms);
    expect(notBehindOne).toEqual([]);
    for (const door of doors) expect(door.part.fromMs >= door.fromMs && door.part.untilMs <= door.untilMs).toBe(true);
    const seen = new Set(doors.flatMap((door) => (door.is === 'taken' ? [door.use.key] : [])));
    for (const one of uses.filter(({ what }) => what === 'in_progress')) expect(uses.some((other) => other.what === 'in_progress' && other.key !== one.key && other.fromMs <= one.fromMs) || seen.has(one.key)).toBe(true);
  }
});

test('a room has a sign of a few letters', () => {
  expect(['Room 114', 'Counseling 101', 'Library study', 'Portable 3', 'Room 12', 'L2', 'Nurse', 'Building North-1200'].map(roomSign)).toEqual(['114', '101', 'LS', 'P3', '12', 'L2', 'N', 'BN']);
});
