import { describe, expect, test } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { usualRules } from './booking-rules.ts';
import { roundStarts } from './candidate-starts.ts';
import { missingPiece as missingIn } from './missing-piece.ts';
import type { IntervalSet } from '../time/interval.ts';
import { placeCells, preparePlace, startsInTime, type Person, type PlaceInput } from './open-slots.ts';
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
  test('is a private room, on the weekday and half day when all but the room meets', () => {
    const tuesdayMorning = between('2026-12-01T08:00', '2026-12-01T12:00');
    expect(missingPiece(place, freeOn([tuesdayMorning]))).toEqual({ piece: 'private-room', weekday: 2, half: 'morning', starts: 13, firstStartMs: tuesdayMorning.fromMs });
  });

  test('is hours of the therapist when no room would help', () => {
    const sunday = between('2026-12-06T08:00', '2026-12-06T15:00');
    expect(missingPiece(place, freeOn([sunday]))).toMatchObject({ piece: 'therapist-hours', weekday: 5, half: 'morning' });
  });

  test('is nothing single when the student is taken throughout', () => {
    const always = [tuesday, friday];
    expect(missingPiece({ ...place, others: [{ kind: 'student', open: 'always', taken: always }] }, freeOn(always))).toBeNull();
  });
});
