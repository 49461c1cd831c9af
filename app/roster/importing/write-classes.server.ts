import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/connect.server.ts';

/** Classes, the terms they run in, and who is in them. A class without a known term or course is kept without it. */
export async function writeClasses(tx: Tx, importId: string, source: string): Promise<void> {
  const mine = sql`r.partnership_id = ctx_partnership() and r.import_id = ${importId}::uuid and r.refused is null`;
  const classes = sql`${mine} and r.kind = 'class'`;
  await tx.execute(sql`update roster_row r set ready = true, target = coalesce(
      (select c.id from class c where c.partnership_id = ctx_partnership() and c.source = ${source} and c.sourced_id = r.id), gen_random_uuid())
    where ${classes}`);
  await tx.execute(sql`
    insert into class as c (partnership_id, id, school_id, title, course_code, course_title, periods, source, sourced_id)
    select r.partnership_id, r.target, place.target, r.data ->> 'title', course.data ->> 'code', course.data ->> 'title',
      array(select jsonb_array_elements_text(r.data -> 'periods')), ${source}, r.id
    from roster_row r
    join roster_row place on place.partnership_id = r.partnership_id and place.import_id = r.import_id and place.kind = 'organisation' and place.id = r.refers_to
    left join roster_row course on course.partnership_id = r.partnership_id and course.import_id = r.import_id and course.kind = 'course' and course.id = r.also_to and course.refused is null
    where ${classes}
    on conflict (partnership_id, id) do update set school_id = excluded.school_id, title = excluded.title, course_code = excluded.course_code, course_title = excluded.course_title, periods = excluded.periods
    where (c.school_id, c.title, c.course_code, c.course_title, c.periods) is distinct from (excluded.school_id, excluded.title, excluded.course_code, excluded.course_title, excluded.periods)`);

  const terms = sql`
    select distinct r.target as class_id, t.id as term_id from roster_row r cross join lateral jsonb_array_elements_text(r.data -> 'sessionIds') as named(id)
    join roster_row s on s.partnership_id = r.partnership_id and s.import_id = r.import_id and s.kind = 'session' and s.id = named.id and s.refused is null
    join term t on t.partnership_id = s.partnership_id and t.source = ${source} and t.sourced_id = s.id
    where ${classes}`;
  await tx.execute(sql`
    with said as materialized (${terms})
    delete from class_term ct using roster_row r
    where ${classes} and ct.partnership_id = ctx_partnership() and ct.class_id = r.target
      and not exists (select from said where said.class_id = ct.class_id and said.term_id = ct.term_id)`);
  await tx.execute(sql`insert into class_term (partnership_id, class_id, term_id) select ctx_partnership(), class_id, term_id from (${terms}) said on conflict do nothing`);

  const during = sql`case when coalesce(r.data ->> 'firstDay', r.data ->> 'lastDay') is not null then daterange((r.data ->> 'firstDay')::date, (r.data ->> 'lastDay')::date, '[]') end`;
  const part = sql`case r.data ->> 'role' when 'student' then 'student' when 'teacher' then 'teacher' else 'other' end`;
  await tx.execute(sql`
    insert into class_enrolment as e (partnership_id, class_id, person_id, part, during, source, sourced_id)
    select r.partnership_id, c.target, p.target, ${part}, ${during}, ${source}, r.id
    from roster_row r
    join roster_row c on c.partnership_id = r.partnership_id and c.import_id = r.import_id and c.kind = 'class' and c.id = r.refers_to and c.ready
    join roster_row p on p.partnership_id = r.partnership_id and p.import_id = r.import_id and p.kind = 'person' and p.id = r.also_to and p.ready
    where ${mine} and r.kind = 'class-place'
    on conflict (partnership_id, source, sourced_id) do update set class_id = excluded.class_id, person_id = excluded.person_id, part = excluded.part, during = excluded.during
    where (e.class_id, e.person_id, e.part, e.during) is distinct from (excluded.class_id, excluded.person_id, excluded.part, excluded.during)`);
}
