import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { addDays } from '../time/zone.ts';
import { lessonRulesOf } from './lessons.server.ts';
import type { Span } from './spans.ts';
import { recordLook, standingTime } from './standing-visits.server.ts';
import { effectOnVisits, type EffectOnVisits } from './standing-visits.ts';
import type { RosterClass, TimetableLine } from './timetable.ts';

/** A student at the school where they are enrolled today, and what the roster knows of their classes there. */
export type TimetableStudent = { readonly studentId: string; readonly name: string; readonly schoolId: string; readonly school: string; readonly zone: string | null; readonly classes: readonly RosterClass[] };

const rangeOf = ({ firstDay, lastDay }: Span) => sql`daterange(${firstDay}::date, ${lastDay}::date, '[]')`;

/** Null when the student is not the actor's to see. A school's people have a student at their own school alone; `atSchool` null takes the one of today. */
export async function timetableStudent(tx: Tx, studentId: string, atSchool: string | null): Promise<TimetableStudent | { readonly notEnrolled: true; readonly studentId: string; readonly name: string } | null> {
  const [row] = await tx.execute<TimetableStudent & Record<string, unknown>>(sql`
    select s.id as "studentId", called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as name, n.school_id as "schoolId", o.name as school, o.zone,
      coalesce((select jsonb_agg(jsonb_build_object('title', c.title, 'periods', c.periods) order by c.title) from class_enrolment e join class c on c.partnership_id = e.partnership_id and c.id = e.class_id
        where e.partnership_id = s.partnership_id and e.person_id = s.id and e.part = 'student' and c.school_id = n.school_id), '[]') as classes
    from student s join person p on p.id = s.id
      left join enrolment n on n.partnership_id = s.partnership_id and n.student_id = s.id and n.during @> (clock_now() at time zone (select pa.zone from partnership pa where pa.id = ctx_partnership()))::date and (${atSchool}::uuid is null or n.school_id = ${atSchool}::uuid)
      left join organisation o on o.partnership_id = n.partnership_id and o.id = n.school_id
    where s.partnership_id = ctx_partnership() and s.id = ${studentId} order by o.name limit 1`);
  if (!row) return null;
  return (row.schoolId as string | null) === null ? { notEnrolled: true, studentId, name: row.name } : row;
}

/** What is kept for a term: lines that hold on its first day or begin in it. */
export async function timetableOf(tx: Tx, { studentId, schoolId }: TimetableStudent, span: Span): Promise<TimetableLine[]> {
  return [...await tx.execute<TimetableLine>(sql`
    select distinct on (period_name, day_type_name) period_name as "periodName", day_type_name as "dayTypeName", course, protected from lesson
    where partnership_id = ctx_partnership() and student_id = ${studentId} and school_id = ${schoolId} and during && ${rangeOf(span)} order by period_name, day_type_name, lower(during)`)];
}

/** What a timetable would do to the student's booked visits, before it is saved. */
export async function lookAtTimetable(tx: Tx, student: TimetableStudent & { zone: string }, span: Span, lines: readonly TimetableLine[]): Promise<EffectOnVisits> {
  const time = await standingTime(tx, { id: student.schoolId, zone: student.zone });
  const others = (await lessonRulesOf(tx, student.studentId, student.schoolId)).flatMap((rule) => outside(rule, span));
  const untilDate = addDays(span.lastDay, 1);
  const after = new Map(time.lessons).set(student.studentId, [...others, ...lines.map(({ periodName, dayTypeName, protected: isProtected }) => ({ periodName, dayTypeName, protected: isProtected, fromDate: span.firstDay, untilDate }))]);
  const effect = effectOnVisits(time.visits.filter(({ studentId }) => studentId === student.studentId), time, { ...time, lessons: after });
  await recordLook(tx, effect);
  return effect;
}

/** What is left of a line outside of a term. */
function outside<Rule extends { fromDate: string; untilDate: string | null }>(rule: Rule, { firstDay, lastDay }: Span): Rule[] {
  const next = addDays(lastDay, 1);
  const before = rule.fromDate < firstDay ? [{ ...rule, untilDate: rule.untilDate !== null && rule.untilDate < firstDay ? rule.untilDate : firstDay }] : [];
  const after = rule.untilDate === null || rule.untilDate > next ? [{ ...rule, fromDate: rule.fromDate > next ? rule.fromDate : next }] : [];
  return [...before, ...after];
}

/** Keeps a student's timetable for a term as a whole; what is kept for other terms stays. Visits that are booked keep standing. */
export async function keepTimetable(tx: Tx, { studentId, schoolId }: TimetableStudent, span: Span, lines: readonly TimetableLine[]): Promise<void> {
  const mine = sql`partnership_id = ctx_partnership() and student_id = ${studentId} and school_id = ${schoolId}`;
  await tx.execute(sql`
    with gone as (delete from lesson where ${mine} and during && ${rangeOf(span)} returning period_name, day_type_name, course, protected, during)
    insert into lesson (partnership_id, student_id, school_id, during, period_name, day_type_name, course, protected, changed_by)
    select ctx_partnership(), ${studentId}, ${schoolId}, rest, g.period_name, g.day_type_name, g.course, g.protected, ctx_person() from gone g cross join unnest(datemultirange(g.during) - datemultirange(${rangeOf(span)})) rest`);
  const column = (of: (line: TimetableLine) => string | null) => sql.param(lines.map(of));
  await tx.execute(sql`
    insert into lesson (partnership_id, student_id, school_id, during, period_name, day_type_name, course, protected, changed_by)
    select ctx_partnership(), ${studentId}, ${schoolId}, ${rangeOf(span)}, u.period_name, u.day_type_name, u.course, u.protected::boolean, ctx_person()
    from unnest(${column((line) => line.periodName)}::text[], ${column((line) => line.dayTypeName)}::text[], ${column((line) => line.course)}::text[], ${column((line) => String(line.protected))}::text[]) u(period_name, day_type_name, course, protected)`);
  await record(tx, { action: 'timetable.changed', studentId });
}
