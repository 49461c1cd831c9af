import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { bellsOfSchools, type KeptBells } from './bells.server.ts';
import type { LessonRule } from './lessons.ts';
import { visitsToMove, type EffectOnVisits, type SchoolTime, type StandingVisit, type VisitToMove, type WhyMove } from './standing-visits.ts';

/** A school's time as it is kept, with the visits that stand in it. */
export type StandingTime = Omit<SchoolTime, 'bells'> & { readonly bells: readonly KeptBells[]; readonly visits: readonly StandingVisit[] };

type Row = StandingVisit & { schoolId: string; lessons: LessonRule[] } & Record<string, unknown>;

const initials = sql`left(called(p.given_name, s.preferred_name, s.preferred_name_seen_by), 1) || '. ' || left(p.family_name, 1) || '.'`;
const fullName = sql`called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name`;

/** Found by index: the policies alone would look at every visit there ever was. */
const ahead = sql`a.id = any (array(select gate.appointments_in(tstzrange(clock_now(), null))))`;

/** The visits at school that are booked and still to come, of whom the reader may know. The policies leave of them what is theirs. */
async function standingVisits(tx: Tx, which: SQL): Promise<Row[]> {
  return [...await tx.execute<Row>(sql`
    select a.id, a.school_id as "schoolId", x.student_id as "studentId", case when ctx_is('front_office') then ${initials} else ${fullName} end as student, coalesce(r.name, '') as room,
      a.room_id is not null and (r.retired_at is not null or not exists (select from room_hours h where h.partnership_id = a.partnership_id and h.room_id = a.room_id
        and h.weekday = extract(isodow from lower(a.during) at time zone a.zone)::int and h.from_time <= (lower(a.during) at time zone a.zone)::time and h.until_time >= (upper(a.during) at time zone a.zone)::time)) as "roomClosed",
      exists (select from room_out_of_order x where x.partnership_id = a.partnership_id and x.room_id = a.room_id and x.during && a.during) as "roomOutOfOrder",
      (extract(epoch from lower(a.during)) * 1000)::float8 as "startMs", (extract(epoch from upper(a.during)) * 1000)::float8 as "endMs", gate.protected_lessons(x.student_id, a.school_id) as lessons
    from appointment a join appointment_student x on x.partnership_id = a.partnership_id and x.appointment_id = a.id
      join student s on s.partnership_id = x.partnership_id and s.id = x.student_id join person p on p.id = x.student_id
      left join room r on r.partnership_id = a.partnership_id and r.id = a.room_id
    where a.partnership_id = ctx_partnership() and a.state = 'booked' and a.place = 'school' and lower(a.during) > clock_now() and ${which}
    order by lower(a.during), a.id`)];
}

const lessonsOf = (rows: readonly Row[]) => new Map(rows.map(({ studentId, lessons }) => [studentId, lessons]));

/** One school's time: what a change of it is held against before it is saved. */
export async function standingTime(tx: Tx, school: { id: string; zone: string }): Promise<StandingTime> {
  const visits = await standingVisits(tx, sql`a.school_id = ${school.id} and ${ahead}`);
  return { bells: await bellsOfSchools(tx, [school.id]), zone: school.zone, lessons: lessonsOf(visits), visits };
}

/** What a look ahead shows of somebody's appointments is written to the trail. */
export async function recordLook(tx: Tx, { mustMove, canStayAgain }: EffectOnVisits): Promise<void> {
  const count = mustMove.length + canStayAgain.length;
  if (count > 0) await record(tx, { action: 'appointment.listed', body: { count } });
}

/** All booked visits, of those whom the reader may see, that no longer lie in school time and must be moved. */
export const mustMove = (tx: Tx): Promise<VisitToMove[]> => thoseToMove(tx, ahead);

/** Why this booked visit must be moved; null when it can stay, is over, or is not the reader's. */
export async function whyToMove(tx: Tx, appointmentId: string): Promise<WhyMove | null> {
  return (await thoseToMove(tx, sql`a.id = ${appointmentId}`))[0]?.why ?? null;
}

async function thoseToMove(tx: Tx, which: SQL): Promise<VisitToMove[]> {
  const visits = await standingVisits(tx, which);
  if (visits.length === 0) return [];
  const schools = [...new Set(visits.map(({ schoolId }) => schoolId))];
  const [bells, zones] = [await bellsOfSchools(tx, schools), await tx.execute<{ id: string; zone: string | null }>(sql`select id, zone from organisation where partnership_id = ctx_partnership() and id = any (${sql.param(schools)}::uuid[])`)];
  return zones.flatMap(({ id, zone }) => (zone === null ? [] : visitsToMove(visits.filter(({ schoolId }) => schoolId === id), { bells: bells.filter(({ schoolId }) => schoolId === id), zone, lessons: lessonsOf(visits.filter(({ schoolId }) => schoolId === id)) })));
}
