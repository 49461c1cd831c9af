import { sql } from 'drizzle-orm';
import { nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { intersect, subtract, widen, type Interval, type IntervalSet } from '../time/interval.ts';
import { bellsOf } from '../school-time/bells.server.ts';
import { bookableStarts, timeRefusal, type BookingRules } from './booking-rules.ts';
import { periodStarts, roundStarts, type Candidate } from './candidate-starts.ts';
import { guardianWindowsOf, type KeptWindow } from './guardian-windows.server.ts';
import type { PlaceInput } from './open-slots.ts';
import { roomTimesOf } from './rooms.server.ts';
import { byProtection } from '../school-time/lessons.ts';
import { lessonRulesOf } from '../school-time/lessons.server.ts';
import { schoolDays } from '../school-time/school-day.ts';
import { setOf, takenSql, type Pairs } from './taken.server.ts';
import { openTime } from '../time/weekly-hours.ts';

/** Where a visit is wanted. */
export type PlaceAsked = { readonly studentId: string; readonly schoolId: string; readonly place: 'school' | 'home' };

/**
 * Everything about place and student that the engine asks for; `zone` and `state` are where the student will sit. `inProtectedLessons` counts the
 * starts that could be asked for if the student's timetable let them out.
 */
export type CandidatePlace = PlaceInput & { readonly state: string; readonly within: Interval; readonly roomNames: ReadonlyMap<string, string>; readonly inProtectedLessons: number };

/** A school needs state and zone, a home a declared place, before anything can be booked there. */
export type PlaceRefusal = { readonly ok: false; readonly reason: 'school-without-zone' | 'home-without-place' };

const DAY_MINUTES = 1440;

/**
 * Loads the place of a visit as the engine wants it.
 *
 * @param ownHolds what the asker holds for this very visit: it is given up with another choice, so it stands in nobody's way
 */
export async function candidatePlace(tx: Tx, asked: PlaceAsked, rules: BookingRules, ownHolds: IntervalSet = []): Promise<{ ok: true; place: CandidatePlace } | PlaceRefusal> {
  const [now, where] = await Promise.all([nowOf(tx), whereIs(tx, asked)]);
  if (!where) return { ok: false, reason: asked.place === 'school' ? 'school-without-zone' : 'home-without-place' };
  const nowMs = now.epochMilliseconds;
  const bookable = bookableStarts(rules, nowMs, where.zone);
  const within = widen(bookable, DAY_MINUTES, DAY_MINUTES);
  const [studentTaken, rooms, candidates] = await Promise.all([
    takenBy(tx, asked.studentId, within),
    asked.place === 'school' ? roomTimesOf(tx, asked.schoolId, within) : null,
    asked.place === 'school' ? bellStarts(tx, asked, where.zone, within, rules) : { open: await windowStarts(tx, asked.studentId, within, rules), protected: [] },
  ]);
  return {
    ok: true,
    place: {
      ...where, within, nowMs, rules, candidates: candidates.open,
      others: [{ kind: 'student', open: 'always', taken: subtract(studentTaken, ownHolds) }],
      rooms: rooms ? rooms.map((room) => ({ id: room.id, open: openTime(room.hours, where.zone, within), taken: room.taken })) : 'none',
      inProtectedLessons: candidates.protected.filter((candidate) => timeRefusal(bookable, candidate.startMs) === null).length,
      roomNames: new Map(rooms?.map((room) => [room.id, room.name])),
    },
  };
}

async function whereIs(tx: Tx, { place, schoolId, studentId }: PlaceAsked): Promise<{ zone: string; state: string } | null> {
  const [row] = await tx.execute<{ zone: string | null; state: string | null }>(place === 'school'
    ? sql`select zone, state from organisation where partnership_id = ctx_partnership() and id = ${schoolId} and kind = 'school'`
    : sql`select home_zone as zone, home_state as state from student where partnership_id = ctx_partnership() and id = ${studentId}`);
  return row?.zone && row.state ? { zone: row.zone, state: row.state } : null;
}

async function takenBy(tx: Tx, resourceId: string, within: Interval): Promise<IntervalSet> {
  const [row] = await tx.execute<{ taken: Pairs }>(sql`select ${takenSql(sql`${resourceId}::uuid`, within)} as taken`);
  return setOf(row?.taken ?? []);
}

async function bellStarts(tx: Tx, { schoolId, studentId }: PlaceAsked, zone: string, within: Interval, rules: BookingRules): Promise<{ open: Candidate[]; protected: Candidate[] }> {
  const [bells, lessons] = [await bellsOf(tx, schoolId), await lessonRulesOf(tx, studentId, schoolId)];
  const { open, protectedLessons } = byProtection(schoolDays(bells, zone, within), lessons);
  return { open: periodStarts(open, rules), protected: periodStarts(protectedLessons, rules) };
}

/** A home visit lies in one window of one guardian; where windows overlap, a start is offered once. */
async function windowStarts(tx: Tx, studentId: string, within: Interval, rules: BookingRules): Promise<Candidate[]> {
  const windows: readonly KeptWindow[] = await guardianWindowsOf(tx, studentId);
  const starts = windows.flatMap((window) => roundStarts(intersect(openTime([window], window.zone, within), [within]), rules));
  return [...new Map(starts.map((candidate) => [candidate.startMs, candidate])).values()].sort((a, b) => a.startMs - b.startMs);
}
