import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/connect.server.ts';
import { makeSchoolKeys } from '../../sealed/make-school-keys.server.ts';

/**
 * People, students, enrolments, staff and proposed guardianships.
 *
 * A roster says who there is, and grants nothing: whoever works at a school becomes a membership `staff`, which may do nothing until somebody
 * gives them a role; a guardian is proposed and staff confirm them. A person with no reason to be here (a guardian of nobody) is not written.
 * Every student gets the school's key at once, so that none tells later that something was written.
 * A known person is changed only when the roster says something else than it did last time, and what staff have confirmed of a guardian's address and
 * phone not even then; nor anything of a person whom another partnership knows too. Who has an account keeps the address it is restored by: whoever writes
 * the roster could otherwise have it sent to themselves.
 */
export async function writePeople(tx: Tx, importId: string, source: string, madeUp: boolean): Promise<void> {
  const mine = sql`r.partnership_id = ctx_partnership() and r.import_id = ${importId}::uuid and r.refused is null`;
  const people = sql`${mine} and r.kind = 'person'`;
  const role = (condition: ReturnType<typeof sql>) =>
    sql`exists (select from roster_row o where o.partnership_id = r.partnership_id and o.import_id = r.import_id and o.kind = 'role' and o.refers_to = r.id and o.refused is null and ${condition})`;
  const isStudent = role(sql`o.data ->> 'role' = 'student'`);
  const isGuardian = sql`exists (select from roster_row a where a.partnership_id = r.partnership_id and a.import_id = r.import_id and a.kind = 'agent' and a.also_to = r.id and a.ready)`;

  await tx.execute(sql`update roster_row r set ready = ${role(sql`o.data ->> 'role' <> 'guardian'`)} or ${isGuardian}, target = coalesce(
      (select k.person_id from roster_person k where k.partnership_id = ctx_partnership() and k.source = ${source} and k.sourced_id = r.id), gen_random_uuid())
    where ${people}`);
  await tx.execute(sql`update roster_row r set notes = r.notes || 'guardian-of-nobody'::text where ${people} and not r.ready`);

  await tx.execute(sql`
    insert into person (id, given_name, family_name, email, phone, language, made_up)
    select r.target, r.data ->> 'givenName', r.data ->> 'familyName', r.data ->> 'email', r.data ->> 'phone', p.default_language, ${madeUp}
    from roster_row r join partnership p on p.id = r.partnership_id
    where ${people} and r.ready and not exists (select from roster_person k where k.partnership_id = ctx_partnership() and k.source = ${source} and k.sourced_id = r.id)`);
  const said = sql`md5(jsonb_build_array(r.data -> 'givenName', r.data -> 'familyName', r.data -> 'email', r.data -> 'phone')::text)`;
  const confirmed = sql`exists (select from guardianship g where g.partnership_id = ctx_partnership() and g.guardian_id = p.id and g.confirmed_at is not null)`;
  await tx.execute(sql`
    update person p set given_name = r.data ->> 'givenName', family_name = r.data ->> 'familyName',
      email = case when ${confirmed} or gate.has_way_in(p.id) then p.email else r.data ->> 'email' end, phone = case when ${confirmed} then p.phone else r.data ->> 'phone' end
    from roster_row r join roster_person k on k.partnership_id = ctx_partnership() and k.source = ${source} and k.sourced_id = r.id and k.said is distinct from ${said}
    where ${people} and r.ready and p.id = r.target and gate.may_change_person(p.id)`);
  await tx.execute(sql`
    update roster_row r set notes = r.notes || 'address-kept'::text from person p
    where ${people} and r.ready and p.id = r.target and lower(p.email) is distinct from lower(r.data ->> 'email') and not ${confirmed} and gate.has_way_in(p.id)`);
  await tx.execute(sql`
    insert into roster_person as k (partnership_id, source, sourced_id, person_id, active, said)
    select r.partnership_id, ${source}, r.id, r.target, (r.data ->> 'accountOpen')::boolean, ${said} from roster_row r where ${people} and r.ready
    on conflict (partnership_id, source, sourced_id) do update set active = excluded.active, said = excluded.said where (k.active, k.said) is distinct from (excluded.active, excluded.said)`);

  const students = sql`
    select r.partnership_id, r.target as id, (b.data ->> 'birthDate')::date as birth_date, coalesce(r.data ->> 'grade', said.grade) as grade, r.data ->> 'preferredName' as preferred_name
    from roster_row r
    left join roster_row b on b.partnership_id = r.partnership_id and b.import_id = r.import_id and b.kind = 'birth-date' and b.id = r.id and b.refused is null
    left join lateral (
      select min(o.data ->> 'grade') as grade from roster_row o
      where o.partnership_id = r.partnership_id and o.import_id = r.import_id and o.kind = 'role' and o.refers_to = r.id and o.refused is null and o.data ->> 'role' = 'student'
    ) said on true
    where ${people} and r.ready and ${isStudent}`;
  // Not `on conflict do update`: a new row would have to be seen already, and what makes it seen is its own trigger.
  await tx.execute(sql`
    insert into student (partnership_id, id, birth_date, grade, preferred_name)
    select * from (${students}) said where not exists (select from student s where s.partnership_id = ctx_partnership() and s.id = said.id)`);
  await tx.execute(sql`
    with said as (
      select n.id, coalesce(n.birth_date, s.birth_date) as birth_date, coalesce(n.grade, s.grade) as grade, coalesce(s.preferred_name, n.preferred_name) as preferred_name
      from (${students}) n join student s on s.partnership_id = n.partnership_id and s.id = n.id
    )
    update student s set birth_date = said.birth_date, grade = said.grade, preferred_name = said.preferred_name
    from said where s.partnership_id = ctx_partnership() and s.id = said.id and (s.birth_date, s.grade, s.preferred_name) is distinct from (said.birth_date, said.grade, said.preferred_name)`);

  await makeSchoolKeys(tx);
  await writeEnrolments(tx, importId, source);
  await writeStaff(tx, importId, source);
  await proposeGuardians(tx, importId, source);
}

const today = sql`(clock_now() at time zone (select zone from partnership where id = ctx_partnership()))::date`;

/**
 * A student at a school, from the first day the file gives: the role's own, else the first day of the student's classes there (never a day to
 * come), else today. The end is open unless the role says a last day. An enrolment that somebody else wrote for the same time stands.
 */
async function writeEnrolments(tx: Tx, importId: string, source: string): Promise<void> {
  const said = sql`
    select o.refers_to || '@' || min(place.id) as sourced_id, r.target as student_id, place.target as school_id,
      min((o.data ->> 'firstDay')::date) as first_said,
      case when bool_and(o.data ->> 'lastDay' is not null) then max((o.data ->> 'lastDay')::date) end as last_said
    from roster_row o
    join roster_row r on r.partnership_id = o.partnership_id and r.import_id = o.import_id and r.kind = 'person' and r.id = o.refers_to and r.ready
    join roster_row place on place.partnership_id = o.partnership_id and place.import_id = o.import_id and place.kind = 'organisation' and place.id = o.also_to
    join organisation s on s.partnership_id = o.partnership_id and s.id = place.target and s.kind = 'school'
    where o.partnership_id = ctx_partnership() and o.import_id = ${importId}::uuid and o.kind = 'role' and o.refused is null and o.data ->> 'role' = 'student'
    group by o.refers_to, r.target, place.target`;
  const classesBegin = sql`
    select p.target as student_id, place.target as school_id, min(coalesce((c.data ->> 'firstDay')::date, begins.day)) as day
    from roster_row c
    join roster_row k on k.partnership_id = c.partnership_id and k.import_id = c.import_id and k.kind = 'class' and k.id = c.refers_to and k.refused is null
    join roster_row p on p.partnership_id = c.partnership_id and p.import_id = c.import_id and p.kind = 'person' and p.id = c.also_to
    join roster_row place on place.partnership_id = c.partnership_id and place.import_id = c.import_id and place.kind = 'organisation' and place.id = k.refers_to
    left join (
      select k.id, min((s.data ->> 'firstDay')::date) as day from roster_row k cross join lateral jsonb_array_elements_text(k.data -> 'sessionIds') as t(id)
      join roster_row s on s.partnership_id = k.partnership_id and s.import_id = k.import_id and s.kind = 'session' and s.id = t.id
      where k.partnership_id = ctx_partnership() and k.import_id = ${importId}::uuid and k.kind = 'class' group by k.id
    ) begins on begins.id = k.id
    where c.partnership_id = ctx_partnership() and c.import_id = ${importId}::uuid and c.kind = 'class-place' and c.refused is null
    group by p.target, place.target`;
  await tx.execute(sql`
    with said as (${said})
    update enrolment e set during = daterange(coalesce(said.first_said, lower(e.during)), coalesce(said.last_said + 1, upper(e.during)))
    from said where e.partnership_id = ctx_partnership() and e.source = ${source} and e.sourced_id = said.sourced_id
      and coalesce(said.first_said, lower(e.during)) < coalesce(said.last_said + 1, upper(e.during), 'infinity')
      and e.during is distinct from daterange(coalesce(said.first_said, lower(e.during)), coalesce(said.last_said + 1, upper(e.during)))
      and not exists (select from enrolment other where other.partnership_id = e.partnership_id and other.student_id = e.student_id and other.school_id = e.school_id and other.id <> e.id
        and other.during && daterange(coalesce(said.first_said, lower(e.during)), coalesce(said.last_said + 1, upper(e.during))))`);
  await tx.execute(sql`
    with said as (${said}), classes as (${classesBegin})
    insert into enrolment (partnership_id, student_id, school_id, during, source, sourced_id)
    select ctx_partnership(), said.student_id, said.school_id,
      daterange(least(coalesce(said.first_said, least(classes.day, ${today}), ${today}), said.last_said), said.last_said + 1), ${source}, said.sourced_id
    from said left join classes on classes.student_id = said.student_id and classes.school_id = said.school_id
    where not exists (select from enrolment e where e.partnership_id = ctx_partnership() and e.source = ${source} and e.sourced_id = said.sourced_id)
    on conflict do nothing`);
}

/** Everybody who works at an organisation, once for each, whatever they are there. A last day that the file gives or changes is taken over. */
async function writeStaff(tx: Tx, importId: string, source: string): Promise<void> {
  const said = sql`
    select o.refers_to || '@' || min(place.id) as sourced_id, r.target as person_id, place.target as organisation_id,
      coalesce(min((o.data ->> 'firstDay')::date), ${today}) as first_day,
      case when bool_and(o.data ->> 'lastDay' is not null) then max((o.data ->> 'lastDay')::date) end as last_day
    from roster_row o
    join roster_row r on r.partnership_id = o.partnership_id and r.import_id = o.import_id and r.kind = 'person' and r.id = o.refers_to and r.ready
    join roster_row place on place.partnership_id = o.partnership_id and place.import_id = o.import_id and place.kind = 'organisation' and place.id = o.also_to
    where o.partnership_id = ctx_partnership() and o.import_id = ${importId}::uuid and o.kind = 'role' and o.refused is null and o.data ->> 'role' not in ('student', 'guardian')
    group by o.refers_to, r.target, place.target`;
  await tx.execute(sql`
    select gate.add_membership(gen_random_uuid(), said.person_id, said.organisation_id, 'staff', daterange(least(said.first_day, said.last_day), said.last_day + 1), ${source}, said.sourced_id)
    from (${said}) said
    where not exists (select from membership m where m.partnership_id = ctx_partnership() and m.source = ${source} and m.sourced_id = said.sourced_id)
      and not exists (select from membership m where m.partnership_id = ctx_partnership() and m.person_id = said.person_id and m.organisation_id = said.organisation_id and m.role = 'staff' and upper_inf(m.during))`);
  await tx.execute(sql`
    select gate.end_membership(m.id, said.last_day) from (${said}) said
    join membership m on m.partnership_id = ctx_partnership() and m.source = ${source} and m.sourced_id = said.sourced_id
    where said.last_day >= lower(m.during) and upper(m.during) is distinct from said.last_day + 1`);
}

/** Pairs of student and guardian that are new here become proposals. One that is there, confirmed or not, from this file or by hand, stands. */
async function proposeGuardians(tx: Tx, importId: string, source: string): Promise<void> {
  await tx.execute(sql`
    insert into guardianship (partnership_id, student_id, guardian_id, relationship, during, language, source, sourced_id)
    select a.partnership_id, s.target, g.target, case coalesce(a.data ->> 'relationship', said.relationship) when 'parent' then 'parent' when 'guardian' then 'legal_guardian' else 'other' end,
      daterange(${today}, null), p.default_language, ${source}, s.id || '|' || g.id
    from roster_row a
    join partnership p on p.id = a.partnership_id
    join roster_row s on s.partnership_id = a.partnership_id and s.import_id = a.import_id and s.kind = 'person' and s.id = a.refers_to and s.ready
    join roster_row g on g.partnership_id = a.partnership_id and g.import_id = a.import_id and g.kind = 'person' and g.id = a.also_to and g.ready
    left join lateral (
      select min(o.data ->> 'relationship') as relationship from roster_row o
      where o.partnership_id = a.partnership_id and o.import_id = a.import_id and o.kind = 'role' and o.refers_to = g.id and o.data ->> 'role' = 'guardian'
    ) said on true
    where a.partnership_id = ctx_partnership() and a.import_id = ${importId}::uuid and a.kind = 'agent' and a.ready and a.refused is null and s.target <> g.target
      and not exists (select from guardianship e where e.partnership_id = ctx_partnership() and e.student_id = s.target and e.guardian_id = g.target)
    on conflict do nothing`);
}
