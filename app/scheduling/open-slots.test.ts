import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { intervalSet, widen, type Interval } from '../time/interval.ts';
import { usualRules, type BookingRules } from './booking-rules.ts';
import { periodStarts, roundStarts, type Candidate } from './candidate-starts.ts';
import { obviousAnswer, type ObviousInput, type ObviousResource } from './obvious-slots.ts';
import { openSlots, openSlotsWith, placeCells, preparePlace, startsInTime, type OtherPerson, type Person, type PlaceInput } from './open-slots.ts';
import { resourceCells } from './resource-starts.ts';
import { schoolDays, type BellSchedule, type Period } from '../school-time/school-day.ts';
import { openTime, type WeeklyHours } from '../time/weekly-hours.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const zones = ['America/Chicago', 'America/New_York', 'America/Phoenix', 'Asia/Kolkata', 'Australia/Lord_Howe'] as const;
/** Thursdays before a clock change somewhere (or nowhere); ten days from each are asked for. */
const begins = ['2026-03-05', '2026-10-29', '2027-03-11', '2026-04-02', '2026-10-01', '2026-11-26'] as const;
const anyZone = fc.constantFrom(...zones);

/** Weekly hours, by default away from the hours in which clocks change: there "open" and "the clock shows it" are the same thing. */
const anyHours = (earliest = 300, latest = 1440) =>
  fc
    .array(fc.record({ weekday: fc.integer({ min: 1, max: 7 }), startMinute: fc.integer({ min: earliest, max: latest - 60 }), length: fc.integer({ min: 30, max: 600 }) }), { minLength: 4, maxLength: 14 })
    .map((lines) => lines.map(({ weekday, startMinute, length }): WeeklyHours => ({ weekday, startMinute, endMinute: Math.min(startMinute + length, latest) })));

const anyTaken = (from: number) =>
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: 10 * 1440 }), fc.integer({ min: 1, max: 240 })), { maxLength: 14 })
    .map((pairs) => pairs.map(([at, length]) => [from + at * MINUTE_MS, from + (at + length) * MINUTE_MS] as const));

const anyRules = fc
  .record({
    visitMinutes: fc.integer({ min: 20, max: 60 }),
    shortestVisitMinutes: fc.integer({ min: 10, max: 30 }),
    startEveryMinutes: fc.constantFrom(5, 7, 15, 30),
    noticeHours: fc.integer({ min: 0, max: 60 }),
    horizonDays: fc.integer({ min: 0, max: 9 }),
    before: fc.integer({ min: 0, max: 15 }),
    after: fc.integer({ min: 0, max: 20 }),
  })
  .chain((drawn) => {
    const onFive = { ...drawn, visitMinutes: 50, startEveryMinutes: 15 };
    return fc.constantFrom(drawn, onFive, { ...onFive, before: 5, after: 10 });
  })
  .map(({ before, after, ...drawn }): BookingRules => {
    const around = { beforeMinutes: before, afterMinutes: after };
    const gap = { beforeMinutes: 0, afterMinutes: before };
    return { ...usualRules, ...drawn, buffers: { ...usualRules.buffers, therapist: around, room: gap } };
  });

/** Bells in order with passing time between them, one day type for each weekday. */
const anyBells = fc
  .array(fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 10, max: 95 }), fc.boolean()), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 })
  .map((dayTypes): BellSchedule[] => {
    const made = dayTypes.map((stretches, i) => {
      let minute = 460;
      const periods = stretches.map(([gap, length, bookable], at): Period => {
        const startMinute = minute + gap;
        minute = startMinute + length;
        return { name: `Period ${at + 1}`, startMinute, endMinute: minute, bookable };
      });
      return { name: `Type ${i}`, weekdays: [1, 2, 3, 4, 5].filter((weekday) => weekday % dayTypes.length === i), periods };
    });
    return [{ fromDate: '2026-01-01', untilDate: null, dayTypes: made }];
  });

type Scene = { candidates: readonly Candidate[]; obvious: ObviousInput; within: Interval };

const anyScene = (hours = anyHours(), taken = anyTaken) =>
  fc.tuple(fc.constantFrom(...begins), anyZone).chain(([begin, zone]) => {
    const fromMs = Temporal.PlainDate.from(begin).toZonedDateTime(zone).epochMilliseconds;
    const within = { fromMs, untilMs: fromMs + 10 * DAY_MS };
    const anyResource = fc.record({ open: fc.record({ zone: anyZone, hours }), taken: taken(fromMs) });
    const places = fc.oneof(
      fc.record({ candidates: fc.tuple(anyBells, anyRules).map(([bells, rules]) => ({ rules, candidates: periodStarts(schoolDays(bells, zone, within), rules) })), rooms: fc.array(anyResource, { maxLength: 3 }) }),
      fc.record({ candidates: fc.tuple(hours, anyRules).map(([windows, rules]) => ({ rules, candidates: roundStarts(openTime(windows, zone, within), rules) })), rooms: fc.constant(null) }),
    );
    const anyAround = fc.record({ beforeMinutes: fc.constantFrom(0, 7, 45), afterMinutes: fc.constantFrom(0, 10, 60) });
    return fc.record({ place: places, around: fc.array(fc.option(anyAround, { nil: undefined }), { minLength: 3, maxLength: 3 }), therapist: anyResource, student: anyResource, sitsIn: fc.option(anyResource, { freq: 2 }), interpreters: fc.option(fc.array(anyResource, { minLength: 1, maxLength: 3 }), { freq: 2 }), nowMinute: fc.integer({ min: -1440, max: 5000 }) }).map(
      ({ place, around, therapist, student, sitsIn, interpreters, nowMinute }): Scene => ({
        within,
        candidates: place.candidates.candidates,
        obvious: {
          rules: place.candidates.rules,
          nowMs: fromMs + nowMinute * MINUTE_MS,
          zone,
          people: [{ ...therapist, kind: 'therapist' }, { ...student, open: 'always', kind: 'student' }, ...(sitsIn ? [{ ...sitsIn, kind: 'guardian' as const }] : [])],
          ...(interpreters && { interpreters: interpreters.map((one, i) => ({ ...one, id: `interpreter-${i}` })) }),
          rooms: place.rooms ? place.rooms.map((room, i) => ({ ...room, id: `room-${i}`, ...(around[i] && { around: around[i] }) })) : 'none',
        },
      }),
    );
  });

/** The engine's input for the same scene: rules become instants here and nowhere else. */
function asEngineInput({ candidates, obvious, within }: Scene): PlaceInput & { therapist: Person } {
  const padded = widen(within, 2880, 2880);
  const openOf = ({ open }: ObviousResource) => (open === 'always' ? [padded] : openTime(open.hours, open.zone, padded));
  const takenOf = ({ taken }: ObviousResource) => intervalSet(taken.map(([fromMs, untilMs]) => ({ fromMs, untilMs })));
  const people = obvious.people.map((person) => ({ kind: person.kind, open: person.open === 'always' ? ('always' as const) : openOf(person), taken: takenOf(person) }));
  return {
    candidates,
    rules: obvious.rules,
    nowMs: obvious.nowMs,
    zone: obvious.zone,
    roomsAround: new Map(obvious.rooms === 'none' ? [] : obvious.rooms.flatMap(({ id, around }) => (around ? [[id, around] as const] : []))),
    therapist: people[0]!,
    others: people.filter((person): person is OtherPerson => person.kind !== 'therapist'),
    interpreters: obvious.interpreters?.map((one) => ({ id: one.id, open: openOf(one), taken: takenOf(one) })) ?? 'none',
    rooms: obvious.rooms === 'none' ? 'none' : obvious.rooms.map((room) => ({ id: room.id, open: openOf(room), taken: takenOf(room) })),
  };
}

describe('the slot engine against a look at the clock for every minute', () => {
  test('finds exactly the same slots, the same free rooms and the same reason for everything left over', () => {
    let slotsSeen = 0;
    fc.assert(
      fc.property(anyScene(), (scene) => {
        const answer = openSlots(asEngineInput(scene));
        const wanted = scene.candidates.map((candidate) => ({ candidate, ...obviousAnswer(scene.obvious, candidate) }));
        const slots = wanted.flatMap((one) => ('roomIds' in one ? [{ ...one.candidate, roomIds: one.roomIds, ...(one.interpreterIds && { interpreterIds: one.interpreterIds }) }] : []));
        expect(answer.slots).toEqual(slots.toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs));
        const refusals = Map.groupBy(wanted.flatMap((one) => ('refusal' in one ? [one.refusal] : [])), (refusal) => refusal);
        expect(Object.fromEntries(answer.leftovers)).toEqual(Object.fromEntries([...refusals].map(([refusal, all]) => [refusal, all.length])));
        slotsSeen += slots.length;
      }),
      { numRuns: 150 },
    );
    expect(slotsSeen).toBeGreaterThan(100);
  });

  test('in the hours in which clocks change it offers nothing that the clock on the wall does not show', () => {
    fc.assert(
      fc.property(anyScene(anyHours(0, 420)), (scene) => {
        for (const slot of openSlots(asEngineInput(scene)).slots) expect(obviousAnswer(scene.obvious, slot)).toHaveProperty('roomIds');
      }),
      { numRuns: 80 },
    );
  });

  test('answers for many therapists at one prepared place as for each alone', () => {
    fc.assert(
      fc.property(anyScene(), anyScene(), (scene, other) => {
        const input = asEngineInput(scene);
        const asked = startsInTime(input);
        const place = preparePlace(asked, placeCells(asked.frame, input));
        const second = asEngineInput(other).therapist;
        expect(openSlotsWith(place, resourceCells(asked.frame, second))).toEqual(openSlots({ ...input, therapist: second }));
        expect(openSlotsWith(place, resourceCells(asked.frame, input.therapist))).toEqual(openSlots(input));
      }),
      { numRuns: 30 },
    );
  });
});

describe('a slot', () => {
  const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[America/New_York]`).epochMilliseconds;
  const earlyRelease: Period[] = [
    { name: 'Period 5', startMinute: 634, endMinute: 666, bookable: true },
    { name: 'Lunch', startMinute: 670, endMinute: 700, bookable: false },
    { name: 'Period 6', startMinute: 704, endMinute: 736, bookable: true },
    { name: 'Period 7', startMinute: 740, endMinute: 772, bookable: true },
  ];
  const bells: BellSchedule[] = [{ fromDate: '2026-08-24', untilDate: null, dayTypes: [{ name: 'Early release', weekdays: [3], periods: earlyRelease }] }];
  const day: Interval = { fromMs: at('2026-12-02T00:00'), untilMs: at('2026-12-03T00:00') };
  const candidates = periodStarts(schoolDays(bells, 'America/New_York', day), usualRules);
  const free: Person = { open: 'always', taken: [] };
  const school: PlaceInput = {
    candidates, rules: usualRules, nowMs: at('2026-12-01T09:00'), zone: 'America/New_York', others: [],
    rooms: [{ id: '101', open: [day], taken: [] }, { id: '114', open: [day], taken: [] }],
  };
  const names = (slots: readonly Candidate[]) => slots.map((slot) => slot.periodName);

  test('in school takes a whole short period and never lunch', () => {
    const { slots } = openSlots({ ...school, therapist: free });
    expect(names(slots)).toEqual(['Period 5', 'Period 6', 'Period 7']);
    expect(slots[1]).toEqual({ startMs: at('2026-12-02T11:44'), endMs: at('2026-12-02T12:16'), periodName: 'Period 6', roomIds: ['101', '114'] });
  });

  test('leaves the therapist ten minutes for notes, so the period after a visit is not hers though the room and the student would do', () => {
    const therapist: Person = { open: 'always', taken: [{ fromMs: at('2026-12-02T11:44'), untilMs: at('2026-12-02T12:26') }] };
    const { slots, leftovers } = openSlots({ ...school, therapist });
    expect(names(slots)).toEqual(['Period 5']);
    expect([...leftovers]).toEqual([['therapist-taken', 2]]);
  });

  test('may end with the working day, the notes run over', () => {
    const therapist: Person = { open: [{ fromMs: at('2026-12-02T12:20'), untilMs: at('2026-12-02T12:52') }], taken: [] };
    expect(names(openSlots({ ...school, therapist }).slots)).toEqual(['Period 7']);
  });

  test('needs one and the same room for all of it', () => {
    const noonMs = at('2026-12-02T12:00');
    const rooms = [{ id: '101', open: [{ fromMs: day.fromMs, untilMs: noonMs }], taken: [] }, { id: '114', open: [{ fromMs: noonMs, untilMs: day.untilMs }], taken: [] }];
    expect(openSlots({ ...school, rooms, therapist: free }).slots.map((slot) => [slot.periodName, slot.roomIds])).toEqual([['Period 5', ['101']], ['Period 7', ['114']]]);
  });

  test('leaves each room its own time, not another room’s', () => {
    const taken = [{ fromMs: at('2026-12-02T11:44'), untilMs: at('2026-12-02T12:16') }];
    const rooms = [{ id: '101', open: [day], taken }, { id: '114', open: [day], taken }];
    const roomsAround = new Map([['101', { beforeMinutes: 5, afterMinutes: 0 }], ['114', { beforeMinutes: 3, afterMinutes: 39 }]]);
    const roomIds = openSlots({ ...school, rooms, roomsAround, therapist: free }).slots.map((slot) => [slot.periodName, slot.roomIds]);
    expect(roomIds).toEqual([['Period 5', ['101']], ['Period 7', ['114']]]);
  });

  test('is found at either end of a UTC day, where its buffers belong to another', () => {
    const window = { fromMs: Date.UTC(2026, 11, 3), untilMs: Date.UTC(2026, 11, 4) };
    const rules = { ...usualRules, buffers: { ...usualRules.buffers, student: { beforeMinutes: 10, afterMinutes: 0 } } };
    const home: PlaceInput = { ...school, rules, candidates: roundStarts([window], rules), rooms: 'none', others: [{ kind: 'student', ...free }] };
    const { slots } = openSlots({ ...home, therapist: free });
    expect(slots[0]!.startMs).toBe(window.fromMs);
    expect(slots.at(-1)!.startMs).toBe(window.untilMs - 60 * MINUTE_MS);
    expect(slots).toHaveLength(home.candidates.length);
    const last: Candidate = { startMs: window.untilMs - 50 * MINUTE_MS, endMs: window.untilMs, periodName: null };
    expect(openSlots({ ...home, candidates: [last], therapist: free }).slots).toHaveLength(1);
  });

  test('keeps an odd buffer to the minute, also when all visits begin on round times', () => {
    const rules = { ...usualRules, buffers: { ...usualRules.buffers, therapist: { beforeMinutes: 0, afterMinutes: 7 } } };
    const nine = at('2026-12-02T09:00');
    const takenAfter = (minutes: number): Person => ({ open: 'always', taken: [{ fromMs: nine + (50 + minutes) * MINUTE_MS, untilMs: nine + 200 * MINUTE_MS }] });
    const home: PlaceInput = { ...school, rules, rooms: 'none', candidates: [{ startMs: nine, endMs: nine + 50 * MINUTE_MS, periodName: null }] };
    expect(openSlots({ ...home, therapist: takenAfter(7) }).slots).toHaveLength(1);
    expect(openSlots({ ...home, therapist: takenAfter(6) }).slots).toHaveLength(0);
  });

  test('is not found without anything to ask for', () => {
    expect(openSlots({ ...school, candidates: [], therapist: free })).toEqual({ slots: [], leftovers: new Map() });
  });
});
