import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { schoolYearsOf } from '../partnership/school-years.server.ts';
import { isoText } from '../occupancy/taken.server.ts';
import { bellsOf } from '../school-time/bells.server.ts';
import { isProtected } from '../school-time/lessons.ts';
import { lessonRulesOf } from '../school-time/lessons.server.ts';
import { spansOf, spanToShow } from '../school-time/spans.ts';
import { addDays, localDay, wallTime } from '../time/zone.ts';
import { usualRules } from './booking-rules.ts';
import type { CandidateTimes } from './candidate-times.server.ts';
import { hallwayDay, type HallwayDay } from './hallway-day.server.ts';
import { pickOf, type DoorPick } from './hallway-picks.ts';
import { lessonsMissed, lessonsOfDay, type CourseLine, type HungLesson } from './lessons-of-day.ts';

/** A school's day for one student: what hangs above the periods, and what each free door is to them, by room and door. */
export type HallwayPicks = {
  readonly day: HallwayDay;
  readonly lessons: readonly HungLesson[];
  readonly picks: Readonly<Record<string, DoorPick>>;
  /** The next day with an open door for them after this one, and the first of all; null when there is none. */
  readonly nextOpen: string | null;
  readonly firstOpen: string | null;
};

export const pickKey = (roomId: string, doorKey: string): string => `${roomId} ${doorKey}`;

type Asked = { readonly studentId: string; readonly schoolId: string; readonly times: CandidateTimes; readonly date: string; readonly seesCourses: boolean };

/** Lays what can be booked for a student over the school's day. The courses, and how often each was missed, are told to those who see all of the student's visits. */
export async function hallwayPicks(tx: Tx, { studentId, schoolId, times, date, seesCourses }: Asked): Promise<HallwayPicks> {
  const { zone } = times;
  const [day, rules] = [await hallwayDay(tx, { id: schoolId, zone }, date), await lessonRulesOf(tx, studentId, schoolId)];
  const dayTypeName = day.dayTypeName ?? '';
  const asked = {
    slots: times.slots.filter(({ startMs }) => wallTime(zone, startMs).date === date), whyNot: times.whyNot, nowMs: day.nowMs, rules: usualRules,
    isProtected: (periodName: string) => isProtected(rules, date, dayTypeName, periodName),
  };
  const picks = day.rooms.flatMap((room) => room.doors.flatMap((door): [string, DoorPick][] => (door.is === 'free' ? [[pickKey(room.id, door.key), pickOf(door, room.id, asked)]] : [])));
  const { lines, missed } = seesCourses ? await coursesOf(tx, studentId, { id: schoolId, zone }, date) : { lines: [], missed: null };
  const dates = times.slots.map(({ startMs }) => wallTime(zone, startMs).date);
  return {
    day, lessons: lessonsOfDay(day.periods, dayTypeName, date, { lines, isProtected: asked.isProtected, known: rules.length > 0, missed }), picks: Object.fromEntries(picks),
    nextOpen: dates.find((one) => one > date) ?? null, firstOpen: dates[0] ?? null,
  };
}

/** The student's timetable, and the lessons of this term that went to visits at this school. */
async function coursesOf(tx: Tx, studentId: string, school: { id: string; zone: string }, date: string): Promise<{ lines: CourseLine[]; missed: Map<string, number> }> {
  const span = spanToShow(spansOf(await schoolYearsOf(tx), date), null, date);
  const from = localDay(school.zone, span.firstDay).fromMs;
  const until = localDay(school.zone, addDays(span.lastDay, 1)).fromMs;
  const lines = [...await tx.execute<CourseLine>(sql`
    select period_name as "periodName", day_type_name as "dayTypeName", lower(during)::text as "fromDate", upper(during)::text as "untilDate", course from lesson
    where partnership_id = ctx_partnership() and student_id = ${studentId} and school_id = ${school.id}`)];
  if (lines.length === 0) return { lines, missed: new Map() };
  const visits = await tx.execute<{ ms: number }>(sql`
    select (extract(epoch from lower(a.during)) * 1000)::float8 as ms from appointment a join appointment_student x on x.partnership_id = a.partnership_id and x.appointment_id = a.id
    where a.partnership_id = ctx_partnership() and x.student_id = ${studentId} and a.school_id = ${school.id} and a.place = 'school' and a.state = 'completed'
      and lower(a.during) >= ${isoText(from)}::timestamptz and lower(a.during) < ${isoText(until)}::timestamptz`);
  return { lines, missed: lessonsMissed(visits.map(({ ms }) => ms), await bellsOf(tx, school.id), school.zone, lines) };
}
