import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { intersect, widen, type Interval } from '../time/interval.ts';
import { bookableStarts, timeRefusal, type BookingRules } from './booking-rules.ts';
import { periodStarts, roundStarts, type Candidate } from './candidate-starts.ts';
import { guardianWindowsOf, type KeptWindow } from './guardian-windows.server.ts';
import type { Loadable } from './load-time.server.ts';
import { startsInTime, type OtherKind, type StartsInTime } from './open-slots.ts';
import { interpretersFor } from '../interpreters/interpreters.server.ts';
import { byProtection, type LessonRule } from '../school-time/lessons.ts';
import type { SchoolDay } from '../school-time/school-day.ts';
import { askSchool, daysIn } from './school-time.server.ts';
import { openTime } from '../time/weekly-hours.ts';

/** Where a visit is wanted, for which language it takes an interpreter (null: for none), and which guardians sit in. */
export type PlaceAsked = { readonly studentId: string; readonly schoolId: string; readonly place: 'school' | 'home'; readonly interpreter: string | null; readonly sitsIn: readonly string[] };

/**
 * When a visit could be, and whose time must be asked for it; `zone` and `state` are where the student will sit. `inProtectedLessons` counts the
 * starts that could be asked for if the student's timetable let them out.
 */
export type CandidatePlace = {
  readonly zone: string;
  readonly state: string;
  readonly starts: StartsInTime;
  readonly others: readonly { readonly kind: OtherKind; readonly time: Loadable }[];
  readonly rooms: readonly Loadable[] | 'none';
  readonly roomNames: ReadonlyMap<string, string>;
  /** Those of the language that is asked for. */
  readonly interpreters: readonly Loadable[] | 'none';
  readonly inProtectedLessons: number;
};

/** A school needs state and zone, a home a declared place, before anything can be booked there. */
export type PlaceRefusal = { readonly ok: false; readonly reason: 'school-without-zone' | 'home-without-place' };

const DAY_MINUTES = 1440;

/** One start alone, and one room alone where that is named: all else need not be worked out. */
export type OnlyStart = { readonly startMs: number; readonly roomId?: string | null };

/** Works out when the bells or the family's windows let a visit begin, as far ahead as the rules go. */
export async function candidatePlace(tx: Tx, asked: PlaceAsked, rules: BookingRules, only?: OnlyStart): Promise<{ ok: true; place: CandidatePlace } | PlaceRefusal> {
  const found = await candidatePlaces(tx, asked, [rules], only);
  return found.ok ? { ok: true, place: found.places[0]! } : found;
}

/** The same place by several rules, for therapists who go by different ones; asked for once. */
export async function candidatePlaces(tx: Tx, asked: PlaceAsked, rulesOfEach: readonly BookingRules[], only?: OnlyStart): Promise<{ ok: true; places: CandidatePlace[] } | PlaceRefusal> {
  const inSchool = asked.place === 'school';
  const [{ nowMs, where, lessons }, schoolWithin, windows, interpreters] = await Promise.all([
    placeAsked(tx, asked), inSchool ? askSchool(tx, asked.schoolId) : null, inSchool ? [] : guardianWindowsOf(tx, asked.studentId), asked.interpreter === null ? null : interpretersFor(tx, asked.interpreter),
  ]);
  if (!where) return { ok: false, reason: inSchool ? 'school-without-zone' : 'home-without-place' };
  const withins = rulesOfEach.map((rules) => widen(only ? { fromMs: only.startMs, untilMs: only.startMs } : bookableStarts(rules, nowMs, where.zone), DAY_MINUTES, DAY_MINUTES));
  const widest = { fromMs: Math.min(...withins.map(({ fromMs }) => fromMs)), untilMs: Math.max(...withins.map(({ untilMs }) => untilMs)) };
  const school = schoolWithin ? await schoolWithin(where.zone, widest) : null;
  const places = rulesOfEach.map((rules, at): CandidatePlace => {
    const within = withins[at]!;
    const candidates = school ? bellStarts(daysIn(school.days, where.zone, within), lessons, rules) : { open: windowStarts(windows, within, rules), protected: [] };
    const bookable = bookableStarts(rules, nowMs, where.zone);
    const rooms = school?.rooms.filter(({ id }) => !only?.roomId || id === only.roomId);
    return {
      ...where,
      starts: startsInTime({ candidates: only ? candidates.open.filter(({ startMs }) => startMs === only.startMs) : candidates.open, rules, nowMs, zone: where.zone, roomsAround: new Map(school?.rooms.map((room) => [room.id, room])) }),
      others: [
        { kind: 'student', time: { kind: 'person', id: asked.studentId } },
        ...asked.sitsIn.map((id) => ({ kind: 'guardian', time: { kind: 'guardian', id, studentId: asked.studentId } }) as const),
      ],
      interpreters: interpreters?.map(({ id }) => ({ kind: 'interpreter', id })) ?? 'none',
      rooms: rooms ? rooms.map(({ id }) => ({ kind: 'room', id, schoolId: asked.schoolId, zone: where.zone })) : 'none',
      roomNames: new Map(school?.rooms.map((room) => [room.id, room.name])),
      inProtectedLessons: candidates.protected.filter((candidate) => timeRefusal(bookable, candidate.startMs) === null).length,
    };
  });
  return { ok: true, places };
}

type Asked = { now: number; where: { zone: string | null; state: string | null } | null; lessons: LessonRule[] };

async function placeAsked(tx: Tx, { studentId, schoolId, place }: PlaceAsked): Promise<{ nowMs: number; where: { zone: string; state: string } | null; lessons: readonly LessonRule[] }> {
  const [row] = await tx.execute<{ asked: Asked }>(sql`select gate.place_asked(${studentId}::uuid, ${schoolId}::uuid, ${place}) as asked`);
  if (!row) throw new Error('nothing was answered about the place');
  const { now, where, lessons } = row.asked;
  return { nowMs: Math.floor(now), where: where?.zone && where.state ? { zone: where.zone, state: where.state } : null, lessons };
}

function bellStarts(days: readonly SchoolDay[], lessons: readonly LessonRule[], rules: BookingRules): { open: Candidate[]; protected: Candidate[] } {
  const { open, protectedLessons } = byProtection(days, lessons);
  return { open: periodStarts(open, rules), protected: periodStarts(protectedLessons, rules) };
}

/** A home visit lies in one window of one guardian; where windows overlap, a start is offered once. */
function windowStarts(windows: readonly KeptWindow[], within: Interval, rules: BookingRules): Candidate[] {
  const starts = windows.flatMap((window) => roundStarts(intersect(openTime([window], window.zone, within), [within]), rules));
  return [...new Map(starts.map((candidate) => [candidate.startMs, candidate])).values()].sort((a, b) => a.startMs - b.startMs);
}
