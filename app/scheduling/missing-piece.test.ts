import { describe, expect, test } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { usualRules } from './booking-rules.ts';
import { roundStarts } from './candidate-starts.ts';
import { missingPiece as missingIn } from './missing-piece.ts';
import type { IntervalSet } from '../time/interval.ts';
import { openSlots, placeCells, preparePlace, startsInTime, type Person, type PlaceInput } from './open-slots.ts';
import { resourceCells } from './resource-starts.ts';

const zone = 'America/Chicago';
const between = (from: string, until: string) => ({
  fromMs: Temporal.ZonedDateTime.from(`${from}[${zone}]`).epochMilliseconds,
  untilMs: Temporal.ZonedDateTime.from(`${until}[${zone}]`).epochMilliseconds,
});
const tuesday = between('2026-12-01T08:00', '2026-12-01T15:00');
const friday = between('2026-12-04T08:00', '2026-12-04T15:00');
const place: PlaceInput = {
  candidates: roundStarts([tuesday, friday], usualRules),
  rules: usualRules,
  nowMs: tuesday.fromMs - 48 * 3_600_000,
  zone,
  others: [],
  rooms: [{ id: '101', open: [friday], taken: [] }],
};
const missingPiece = (input: PlaceInput, therapist: Person) => {
  const asked = startsInTime(input);
  return missingIn(preparePlace(asked, placeCells(asked.frame, input)), resourceCells(asked.frame, therapist));
};
const freeOn = (open: IntervalSet): Person => ({ open, taken: [] });

describe('the piece that is missing', () => {
  const tuesdayMorning = between('2026-12-01T08:00', '2026-12-01T12:00');

  test('is hours of a room that is there, on the weekday and half day when all but the room’s hours meets', () => {
    expect(missingPiece(place, freeOn([tuesdayMorning]))).toEqual({ piece: 'room-hours', weekday: 2, half: 'morning', periodName: null, starts: 13, minutes: 230, firstStartMs: tuesdayMorning.fromMs });
  });

  test('is one more private room when the ones there are taken', () => {
    const taken: PlaceInput = { ...place, rooms: [{ id: '101', open: [tuesday, friday], taken: [tuesday, friday] }] };
    expect(missingPiece(taken, freeOn([tuesdayMorning]))).toMatchObject({ piece: 'private-room', weekday: 2, half: 'morning', starts: 13 });
  });

  test('is hours of the therapist when no room would help', () => {
    const sunday = between('2026-12-06T08:00', '2026-12-06T15:00');
    expect(missingPiece(place, freeOn([sunday]))).toMatchObject({ piece: 'therapist-hours', weekday: 5, half: 'morning' });
  });

  test('is an interpreter when one more would do, before hours of the therapist', () => {
    const withRoom: PlaceInput = { ...place, rooms: [{ id: '101', open: [tuesday, friday], taken: [] }] };
    const none = { piece: 'interpreter', weekday: 2, half: 'morning', starts: 13 };
    expect(missingPiece({ ...withRoom, interpreters: [] }, freeOn([tuesdayMorning]))).toMatchObject(none);
    expect(missingPiece({ ...withRoom, interpreters: [{ id: 'a', open: [tuesday], taken: [tuesday] }] }, freeOn([tuesdayMorning]))).toMatchObject(none);
    expect(missingPiece({ ...withRoom, interpreters: [{ id: 'a', open: [friday], taken: [] }] }, freeOn([tuesdayMorning]))).toMatchObject(none);
  });

  test('is hours of the guardian who sits in when theirs meet nobody else’s', () => {
    const sitting: PlaceInput = { ...place, rooms: [{ id: '101', open: [tuesday], taken: [] }], others: [{ kind: 'guardian', open: [friday], taken: [] }] };
    expect(missingPiece(sitting, freeOn([tuesdayMorning]))).toMatchObject({ piece: 'guardian-hours', weekday: 2, half: 'morning' });
  });

  test('names the period and how much time a week it is about', () => {
    const third = { periodName: 'Period 3', startMs: between('2026-12-01T10:00', '2026-12-01T10:50').fromMs, endMs: between('2026-12-01T10:00', '2026-12-01T10:50').untilMs };
    const weeks = [0, 7, 14].map((days) => ({ ...third, startMs: third.startMs + days * 86_400_000, endMs: third.endMs + days * 86_400_000 }));
    const lone = { periodName: 'Period 5', startMs: friday.fromMs, endMs: friday.fromMs + 50 * 60_000 };
    const none: PlaceInput = { ...place, candidates: [...weeks, lone], rooms: [] };
    const always = { open: 'always' as const, taken: [] };
    expect(missingPiece(none, always)).toEqual({ piece: 'private-room', weekday: 2, half: 'morning', periodName: 'Period 3', starts: 3, minutes: 50, firstStartMs: third.startMs });
  });

  test('is nothing single when the student is taken throughout', () => {
    const always = [tuesday, friday];
    expect(missingPiece({ ...place, others: [{ kind: 'student', open: 'always', taken: always }] }, freeOn(always))).toBeNull();
  });

  test('opens, once it is there, exactly as many starts as it says', () => {
    const withHours: PlaceInput = { ...place, rooms: [{ id: '101', open: [tuesday, friday], taken: [] }] };
    const { slots } = openSlots({ ...withHours, therapist: freeOn([tuesdayMorning]) });
    expect(slots).toHaveLength(missingPiece(place, freeOn([tuesdayMorning]))!.starts);
  });
});
