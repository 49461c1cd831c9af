import { sql } from 'drizzle-orm';
import { nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { intersect, widen, type Interval } from '../time/interval.ts';
import { bookableStarts, timeRefusal, type BookingRules } from './booking-rules.ts';
import { periodStarts, roundStarts, type Candidate } from './candidate-starts.ts';
import { guardianWindowsOf, type KeptWindow } from './guardian-windows.server.ts';
import type { Loadable } from './load-time.server.ts';
import { startsInTime, type OtherKind, type StartsInTime } from './open-slots.ts';
import { byProtection } from '../school-time/lessons.ts';
import { lessonRulesOf } from '../school-time/lessons.server.ts';
import { schoolTimeOf, type SchoolTime } from './school-time.server.ts';
import { openTime } from '../time/weekly-hours.ts';

/** Where a visit is wanted. */
export type PlaceAsked = { readonly studentId: string; readonly schoolId: string; readonly place: 'school' | 'home' };

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
  readonly inProtectedLessons: number;
};

/** A school needs state and zone, a home a declared place, before anything can be booked there. */
export type PlaceRefusal = { readonly ok: false; readonly reason: 'school-without-zone' | 'home-without-place' };

const DAY_MINUTES = 1440;

/** Works out when the bells or the family's windows let a visit begin, as far ahead as the rules go. */
export async function candidatePlace(tx: Tx, asked: PlaceAsked, rules: BookingRules): Promise<{ ok: true; place: CandidatePlace } | PlaceRefusal> {
  const [now, where] = await Promise.all([nowOf(tx), whereIs(tx, asked)]);
  if (!where) return { ok: false, reason: asked.place === 'school' ? 'school-without-zone' : 'home-without-place' };
  const nowMs = now.epochMilliseconds;
  const bookable = bookableStarts(rules, nowMs, where.zone);
  const within = widen(bookable, DAY_MINUTES, DAY_MINUTES);
  const school = asked.place === 'school' ? await schoolTimeOf(tx, asked.schoolId, where.zone, within) : null;
  const candidates = school ? await bellStarts(tx, asked, school, rules) : { open: await windowStarts(tx, asked.studentId, within, rules), protected: [] };
  return {
    ok: true,
    place: {
      ...where,
      starts: startsInTime({ candidates: candidates.open, rules, nowMs, zone: where.zone, roomsAround: new Map(school?.rooms.map((room) => [room.id, room])) }),
      others: [{ kind: 'student', time: { kind: 'person', id: asked.studentId } }],
      rooms: school ? school.rooms.map(({ id }) => ({ kind: 'room', id, schoolId: asked.schoolId, zone: where.zone })) : 'none',
      roomNames: new Map(school?.rooms.map((room) => [room.id, room.name])),
      inProtectedLessons: candidates.protected.filter((candidate) => timeRefusal(bookable, candidate.startMs) === null).length,
    },
  };
}

async function whereIs(tx: Tx, { place, schoolId, studentId }: PlaceAsked): Promise<{ zone: string; state: string } | null> {
  const [row] = await tx.execute<{ zone: string | null; state: string | null }>(place === 'school'
    ? sql`select zone, state from organisation where partnership_id = ctx_partnership() and id = ${schoolId} and kind = 'school'`
    : sql`select home_zone as zone, home_state as state from student where partnership_id = ctx_partnership() and id = ${studentId}`);
  return row?.zone && row.state ? { zone: row.zone, state: row.state } : null;
}

async function bellStarts(tx: Tx, { schoolId, studentId }: PlaceAsked, { days }: SchoolTime, rules: BookingRules): Promise<{ open: Candidate[]; protected: Candidate[] }> {
  const { open, protectedLessons } = byProtection(days, await lessonRulesOf(tx, studentId, schoolId));
  return { open: periodStarts(open, rules), protected: periodStarts(protectedLessons, rules) };
}

/** A home visit lies in one window of one guardian; where windows overlap, a start is offered once. */
async function windowStarts(tx: Tx, studentId: string, within: Interval, rules: BookingRules): Promise<Candidate[]> {
  const windows: readonly KeptWindow[] = await guardianWindowsOf(tx, studentId);
  const starts = windows.flatMap((window) => roundStarts(intersect(openTime([window], window.zone, within), [within]), rules));
  return [...new Map(starts.map((candidate) => [candidate.startMs, candidate])).values()].sort((a, b) => a.startMs - b.startMs);
}
