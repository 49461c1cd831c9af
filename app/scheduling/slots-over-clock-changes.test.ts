import { expect, test } from 'vitest';
import { schoolDays, type BellSchedule } from '../school-time/school-day.ts';
import { withOwnDays } from '../therapist-time/own-days.ts';
import { intersect, intervalSet, type Interval } from '../time/interval.ts';
import { openTime, type WeeklyHours } from '../time/weekly-hours.ts';
import { closure } from '../time/zone.ts';
import { usualRules, type BookingRules } from './booking-rules.ts';
import { periodStarts, roundStarts, type Candidate } from './candidate-starts.ts';
import { markClosed, markOpen, obviousClock, shownAt, type ObviousClock } from './obvious-clock.ts';
import { openSlots, type SlotAnswer } from './open-slots.ts';

/**
 * Every clock change of ten years, in five zones and between each two of them, against a look at the clock on the wall for every minute: hours,
 * dates of their own, time off, bells, closed days, room hours, family windows, what is taken, buffers, notice and horizon. Lines lie about the
 * hours in which clocks jump, on edges that fall into the hour that comes twice or never.
 */
const zones = ['America/Chicago', 'America/Phoenix', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Santiago'] as const;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const years = { fromMs: Date.UTC(2026, 0, 1), untilMs: Date.UTC(2036, 0, 1) };

/** The instants at which a zone's clock jumps; where it never does, one day of each year instead. */
function changesOf(zone: string): number[] {
  const offset = (ms: number) => {
    const { date, minute } = shownAt(zone, ms);
    return Date.parse(`${date}T00:00:00Z`) + minute * MINUTE_MS - ms;
  };
  const found: number[] = [];
  for (let ms = years.fromMs; ms < years.untilMs; ms += DAY_MS) {
    if (offset(ms) === offset(ms + DAY_MS)) continue;
    let [before, after] = [ms, ms + DAY_MS];
    while (after - before > 15 * MINUTE_MS) {
      const middle = before + Math.floor((after - before) / (30 * MINUTE_MS)) * 15 * MINUTE_MS;
      if (offset(middle) === offset(before)) before = middle;
      else after = middle;
    }
    found.push(after);
  }
  return found.length > 0 ? found : Array.from({ length: 10 }, (_, year) => Date.UTC(2026 + year, 6, 1 + year * 2));
}

/** The same numbers for the same seed, so that a failure can be told again. */
function randomFrom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const upTo = (below: number) => Math.floor(next() * below);
  return { upTo, chance: (part: number) => next() < part, of: <T>(all: readonly T[]): T => all[upTo(all.length)]! };
}
type Random = ReturnType<typeof randomFrom>;

type Line = { startMinute: number; endMinute: number };
type Resource = { readonly open: Uint8Array | 'always'; readonly taken: Uint8Array };

/** A line of the day; half of them begin or end about the hours in which clocks jump, at odd minutes too. */
function anyLine({ upTo, chance, of }: Random): Line {
  const edge = () => (chance(0.6) ? of([0, 60, 75, 90, 100, 105, 115, 135, 150, 180, 1395, 1410, 1440]) : upTo(289) * 5);
  const [a, b] = [edge(), edge()];
  return { startMinute: Math.min(a, b, 1435), endMinute: Math.max(a, b, Math.min(a, b, 1435) + 5) };
}

type Scene = { readonly engine: SlotAnswer; readonly obvious: { readonly slots: unknown[]; readonly leftovers: Record<string, number> } };

function scene(changeMs: number, schoolZone: string, therapistZone: string, seed: number, clockOf: (zone: string) => ObviousClock): Scene {
  const random = randomFrom(seed);
  const { upTo, chance, of } = random;
  const within: Interval = { fromMs: changeMs - 2 * DAY_MS, untilMs: changeMs + 2 * DAY_MS };
  const fromMs = clockOf(schoolZone).fromMs;
  const size = clockOf(schoolZone).minutes.length;
  const asked = { fromMs: changeMs - DAY_MS, untilMs: changeMs + DAY_MS };
  const marks = () => new Uint8Array(size);
  const datesIn = (zone: string) => [...clockOf(zone).days.keys()];
  const weekly = (): WeeklyHours[] => (chance(0.5)
    ? [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 0, endMinute: 1440 }))
    : Array.from({ length: 6 + upTo(9) }, () => ({ weekday: 1 + upTo(7), ...anyLine(random) })));
  const opened = (zone: string, hours: readonly WeeklyHours[], but: ReadonlySet<string> = new Set()) => {
    const open = marks();
    const clock = clockOf(zone);
    for (const date of datesIn(zone)) {
      const weekday = clock.days.get(date)!.weekday;
      if (!but.has(date)) for (const line of hours) if (line.weekday === weekday) markOpen(open, clock, date, line.startMinute, line.endMinute);
    }
    return open;
  };
  const busy = (): Interval[] => Array.from({ length: upTo(7) }, () => {
    const at = asked.fromMs + upTo(2 * 1440) * MINUTE_MS + (chance(0.2) ? 20_000 : 0);
    return { fromMs: at, untilMs: at + (5 + upTo(200)) * MINUTE_MS };
  });
  const takenBy = (ranges: readonly Interval[]) => {
    const taken = marks();
    for (const range of ranges) for (let at = Math.floor((range.fromMs - fromMs) / MINUTE_MS); at < (range.untilMs - fromMs) / MINUTE_MS; at++) taken[at] = 1;
    return taken;
  };
  const between = (zone: string) => clockOf(zone).dates[(asked.fromMs - fromMs) / MINUTE_MS + upTo(2880)]!;

  const rules: BookingRules = {
    ...usualRules, visitMinutes: of([20, 25, 30, 50]), shortestVisitMinutes: of([10, 25]), startEveryMinutes: of([5, 15, 15, 30]), noticeHours: of([0, 2, 7, 29]), horizonDays: upTo(2),
    buffers: { ...usualRules.buffers, therapist: { beforeMinutes: of([0, 5]), afterMinutes: of([0, 10, 7]) }, room: { beforeMinutes: of([0, 5]), afterMinutes: of([0, 5]) } },
  };
  const nowMs = asked.fromMs - 6 * 3_600_000 + upTo(600) * MINUTE_MS;

  // The therapist: weekly hours on their own clock, a date with hours of its own, time off, visits elsewhere.
  const hours = weekly();
  const ownDays = chance(0.3) ? [{ date: between(therapistZone), zone: therapistZone, lines: chance(0.3) ? [] : [anyLine(random)] }] : [];
  const off = chance(0.5) ? [{ date: chance(0.7) ? shownAt(therapistZone, changeMs).date : between(therapistZone), ...anyLine(random) }] : [];
  const [therapistBusy, studentBusy] = [busy(), busy()];
  const therapistOpen = opened(therapistZone, hours, new Set(ownDays.map(({ date }) => date)));
  for (const { date, lines } of ownDays) for (const line of lines) markOpen(therapistOpen, clockOf(therapistZone), date, line.startMinute, line.endMinute);
  const therapistTaken = takenBy(therapistBusy);
  for (const { date, startMinute, endMinute } of off) markClosed(therapistTaken, clockOf(therapistZone), date, startMinute, endMinute);
  const therapist: Resource = { open: therapistOpen, taken: therapistTaken };
  const engineTherapist = {
    open: withOwnDays(openTime(hours, therapistZone, within), ownDays),
    taken: intervalSet([...therapistBusy, ...off.flatMap(({ date, startMinute, endMinute }) => closure(therapistZone, date, startMinute, endMinute))]),
  };
  const student = { open: 'always' as const, taken: studentBusy };

  const rest = { rules, nowMs, zone: schoolZone, therapist: engineTherapist, others: [{ kind: 'student' as const, open: 'always' as const, taken: intervalSet(studentBusy) }] };
  const people: [string, Resource][] = [['therapist', therapist], ['student', { ...student, taken: takenBy(studentBusy) }]];
  const judge = (candidates: readonly Candidate[], rooms: readonly (Resource & { id: string })[] | 'none') => judged(candidates, { rules, nowMs, zone: schoolZone, fromMs, people, rooms });

  if (chance(0.35)) {
    const windows = weekly();
    const starts = openTime(windows, schoolZone, within);
    return { engine: openSlots({ ...rest, candidates: roundStarts(intersect(starts, [within]), rules), rooms: 'none' }), obvious: judge(roundOnes(opened(schoolZone, windows), fromMs, within, rules), 'none') };
  }
  const dayTypes = [1, 2].map((n) => ({ name: `Day ${n}`, weekdays: [1, 2, 3, 4, 5, 6, 7].filter((weekday) => weekday % 2 === n % 2), periods: periodsOf(random) }));
  const closed = chance(0.3) ? [{ date: between(schoolZone), dayTypeName: chance(0.5) ? null : 'Day 2', skipsTurn: false }] : [];
  const bells: BellSchedule[] = [{ fromDate: '2025-01-01', untilDate: null, dayTypes, days: closed }];
  const rooms = Array.from({ length: 1 + upTo(2) }, (_, n) => ({ id: `room-${n}`, hours: weekly(), busy: busy() }));
  const engine = openSlots({
    ...rest, candidates: periodStarts(schoolDays(bells, schoolZone, within), rules),
    rooms: rooms.map((room) => ({ id: room.id, open: openTime(room.hours, schoolZone, within), taken: intervalSet(room.busy) })),
  });
  const datesAsked = new Set(clockOf(schoolZone).dates.slice((within.fromMs - fromMs) / MINUTE_MS, (within.untilMs - fromMs) / MINUTE_MS));
  const candidates = [...datesAsked].flatMap((date) => {
    const clock = clockOf(schoolZone);
    const different = closed.find((day) => day.date === date);
    const dayType = dayTypes.find(({ name, weekdays }) => (different ? name === different.dayTypeName : weekdays.includes(clock.days.get(date)!.weekday)));
    return (dayType?.periods ?? []).filter((period) => period.bookable).flatMap(({ name, startMinute, endMinute }) => {
      const open = marks();
      markOpen(open, clock, date, startMinute, endMinute);
      return inPeriod(name, fromMs + open.indexOf(1) * MINUTE_MS, fromMs + (open.lastIndexOf(1) + 1) * MINUTE_MS, rules);
    });
  });
  return { engine, obvious: judge(candidates, rooms.map((room) => ({ id: room.id, open: opened(schoolZone, room.hours), taken: takenBy(room.busy) }))) };
}

/** Bells in order, some of them through the hours in which clocks jump. */
function periodsOf({ upTo, chance }: Random) {
  let minute = upTo(3) * 30;
  return Array.from({ length: 4 + upTo(6) }, (_, n) => {
    const startMinute = Math.min(minute + upTo(4) * 5, 1430);
    minute = Math.min(startMinute + 10 + upTo(24) * 5, 1440);
    return { name: `Period ${n + 1}`, startMinute, endMinute: minute, bookable: chance(0.8) };
  });
}

/** One visit from the bell on, ended by the next bell at the latest; further whole ones as long as they fit. Nothing of a period that the clock leaves out. */
function inPeriod(periodName: string, bellMs: number, untilMs: number, rules: BookingRules): Candidate[] {
  const found: Candidate[] = [];
  if (untilMs - bellMs < rules.shortestVisitMinutes * MINUTE_MS) return found;
  for (let startMs = bellMs; startMs < untilMs; startMs += rules.startEveryMinutes * MINUTE_MS) {
    const whole = startMs + rules.visitMinutes * MINUTE_MS;
    if (startMs === bellMs || whole <= untilMs) found.push({ startMs, endMs: Math.min(whole, untilMs), periodName });
  }
  return found;
}

function roundOnes(open: Uint8Array, fromMs: number, within: Interval, rules: BookingRules): Candidate[] {
  const found: Candidate[] = [];
  for (let startMs = within.fromMs; startMs < within.untilMs; startMs += MINUTE_MS) {
    const endMs = startMs + rules.visitMinutes * MINUTE_MS;
    if (startMs % (rules.startEveryMinutes * MINUTE_MS) === 0 && endMs <= within.untilMs && all(open, fromMs, startMs, endMs, 1)) found.push({ startMs, endMs, periodName: null });
  }
  return found;
}

const all = (marks: Uint8Array, fromMs: number, startMs: number, endMs: number, mark: number) => {
  for (let at = (startMs - fromMs) / MINUTE_MS; at < (endMs - fromMs) / MINUTE_MS; at++) if (marks[at] !== mark) return false;
  return true;
};

type Judged = { rules: BookingRules; nowMs: number; zone: string; fromMs: number; people: readonly [string, Resource][]; rooms: readonly (Resource & { id: string })[] | 'none' };

/** Asks of every candidate, one condition after the other. */
function judged(candidates: readonly Candidate[], { rules, nowMs, zone, fromMs, people, rooms }: Judged): Scene['obvious'] {
  const today = shownAt(zone, nowMs).date;
  const isOpen = ({ open }: Resource, { startMs, endMs }: Candidate) => open === 'always' || all(open, fromMs, startMs, endMs, 1);
  const isClear = ({ taken }: Resource, { startMs, endMs }: Candidate, { beforeMinutes, afterMinutes }: { beforeMinutes: number; afterMinutes: number }) =>
    all(taken, fromMs, startMs - beforeMinutes * MINUTE_MS, endMs + afterMinutes * MINUTE_MS, 0);
  const why = (candidate: Candidate): string | string[] => {
    if (candidate.startMs - nowMs < rules.noticeHours * 60 * MINUTE_MS) return 'too-soon';
    if ((Date.parse(shownAt(zone, candidate.startMs).date) - Date.parse(today)) / DAY_MS > rules.horizonDays) return 'too-far-ahead';
    for (const [kind, person] of people) {
      if (!isOpen(person, candidate)) return `${kind}-away`;
      if (!isClear(person, candidate, rules.buffers[kind as 'therapist' | 'student'])) return `${kind}-taken`;
    }
    if (rooms === 'none') return [];
    const open = rooms.filter((room) => isOpen(room, candidate));
    const free = open.filter((room) => isClear(room, candidate, rules.buffers.room)).map(({ id }) => id);
    return free.length > 0 ? free : open.length > 0 ? 'rooms-taken' : 'rooms-closed';
  };
  const slots: (Candidate & { roomIds: string[] })[] = [];
  const leftovers: Record<string, number> = {};
  for (const candidate of candidates) {
    const answer = why(candidate);
    if (typeof answer === 'string') leftovers[answer] = (leftovers[answer] ?? 0) + 1;
    else slots.push({ ...candidate, roomIds: answer });
  }
  return { slots: slots.sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs), leftovers };
}

const clocks = new Map<string, ObviousClock>();
function clockFrom(zone: string, fromMs: number): ObviousClock {
  const clock = clocks.get(`${zone} ${fromMs}`) ?? obviousClock(zone, fromMs, 8 * 1440);
  clocks.set(`${zone} ${fromMs}`, clock);
  return clock;
}

test.each(zones)('at a school on the clock of %s, over every clock change of ten years there and where the therapist is', (schoolZone) => {
  let [scenes, slots, changes] = [0, 0, 0];
  for (const [n, therapistZone] of zones.entries()) {
    for (const changeMs of new Set([...changesOf(schoolZone), ...changesOf(therapistZone)])) {
      const fromMs = changeMs - 4 * DAY_MS;
      const clockOf = (zone: string) => clockFrom(zone, fromMs);
      changes++;
      for (let again = 0; again < 2; again++) {
        const seed = changeMs / 900_000 + n * 31 + again * 7_001;
        const { engine, obvious } = scene(changeMs, schoolZone, therapistZone, seed, clockOf);
        const told = `${schoolZone}, therapist in ${therapistZone}, ${new Date(changeMs).toISOString()}, seed ${seed}`;
        expect(engine.slots, told).toEqual(obvious.slots);
        expect(Object.fromEntries(engine.leftovers), told).toEqual(obvious.leftovers);
        scenes++;
        slots += engine.slots.length;
      }
    }
  }
  expect(changes).toBeGreaterThanOrEqual(50);
  expect(slots).toBeGreaterThan(scenes);
});
