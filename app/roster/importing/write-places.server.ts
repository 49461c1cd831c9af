import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/connect.server.ts';

/**
 * Organisations, school years and terms. Each is found again by (partnership, source, sourcedId) and changed only where it differs.
 *
 * A department is not a place: whoever is there is at the school or district above it, and only one with nothing above it counts as a school. A
 * school that names no parent belongs to the file's district when there is exactly one. State and zone are never taken from a roster.
 */
export async function writePlaces(tx: Tx, importId: string, source: string): Promise<void> {
  const mine = sql`r.partnership_id = ctx_partnership() and r.import_id = ${importId}::uuid and r.refused is null`;
  const organisations = sql`${mine} and r.kind = 'organisation'`;
  const kindOf = sql`case r.data ->> 'organisationKind' when 'department' then 'school' else r.data ->> 'organisationKind' end`;

  await tx.execute(sql`update roster_row r set ready = true, target = coalesce(
      (select o.id from organisation o where o.partnership_id = ctx_partnership() and o.source = ${source} and o.sourced_id = r.id), gen_random_uuid())
    where ${organisations}`);
  await tx.execute(sql`
    with recursive up (id, at, depth) as (
      select r.id, r.refers_to, 1 from roster_row r where ${organisations} and r.data ->> 'organisationKind' = 'department'
      union all
      select up.id, r.refers_to, up.depth + 1 from up join roster_row r on r.id = up.at where ${organisations} and r.data ->> 'organisationKind' = 'department' and up.depth < 20
    ), top as (
      select distinct on (up.id) up.id, r.target from up join roster_row r on r.id = up.at
      where ${organisations} and r.data ->> 'organisationKind' <> 'department' order by up.id, up.depth
    )
    update roster_row r set ready = false, target = top.target from top where ${organisations} and r.id = top.id`);
  await tx.execute(sql`
    insert into organisation (partnership_id, id, kind, name, source, sourced_id)
    select r.partnership_id, r.target, ${kindOf}, r.data ->> 'name', ${source}, r.id from roster_row r
    where ${organisations} and r.ready and not exists (select from organisation o where o.partnership_id = ctx_partnership() and o.id = r.target)`);
  await tx.execute(sql`
    with said as (
      select r.target as id, r.data ->> 'name' as name, coalesce(above.target, only_district.target) as parent_id
      from roster_row r
      left join roster_row above on above.partnership_id = r.partnership_id and above.import_id = r.import_id and above.kind = 'organisation'
        and above.id = r.refers_to and above.refused is null and above.target <> r.target
      left join (
        select (array_agg(r.target))[1] as target from roster_row r where ${organisations} and r.data ->> 'organisationKind' = 'district' having count(*) = 1
      ) only_district on r.refers_to is null and only_district.target <> r.target
      where ${organisations} and r.ready
    )
    update organisation o set name = said.name, parent_id = coalesce(said.parent_id, o.parent_id) from said
    where o.partnership_id = ctx_partnership() and o.id = said.id and (o.name, o.parent_id) is distinct from (said.name, coalesce(said.parent_id, o.parent_id))`);

  await writeSessions(tx, importId, source);
}

/**
 * School years, and the terms in them. A term belongs to the school year above it, or to the only one that bears the same year. A school year that a
 * class runs in is a term of itself as well.
 */
async function writeSessions(tx: Tx, importId: string, source: string): Promise<void> {
  const mine = sql`r.partnership_id = ctx_partnership() and r.import_id = ${importId}::uuid and r.refused is null and r.kind = 'session'`;
  const during = sql`daterange((r.data ->> 'firstDay')::date, (r.data ->> 'lastDay')::date, '[]')`;
  const isYear = sql`r.data ->> 'sessionKind' = 'school_year'`;
  const isNamed = sql`exists (select from roster_row c where c.partnership_id = r.partnership_id and c.import_id = r.import_id and c.kind = 'class' and c.refused is null and c.data -> 'sessionIds' ? r.id)`;

  await tx.execute(sql`
    insert into school_year as y (partnership_id, title, during, source, sourced_id)
    select r.partnership_id, r.data ->> 'title', ${during}, ${source}, r.id from roster_row r where ${mine} and ${isYear}
    on conflict (partnership_id, source, sourced_id) do update set title = excluded.title, during = excluded.during
    where (y.title, y.during) is distinct from (excluded.title, excluded.during)`);
  await tx.execute(sql`
    with recursive years as (
      select r.id, y.id as year_id, r.data ->> 'schoolYear' as year from roster_row r
      join school_year y on y.partnership_id = r.partnership_id and y.source = ${source} and y.sourced_id = r.id where ${mine} and ${isYear}
    ), up (id, at, depth) as (
      select r.id, r.refers_to, 1 from roster_row r where ${mine} and not ${isYear}
      union all
      select up.id, r.refers_to, up.depth + 1 from up join roster_row r on r.id = up.at where ${mine} and not ${isYear} and up.depth < 20
    ), above as (select distinct on (up.id) up.id, years.year_id from up join years on years.id = up.at order by up.id, up.depth),
    by_year as (select year, (array_agg(year_id))[1] as year_id from years group by year having count(*) = 1)
    insert into term as t (partnership_id, school_year_id, title, kind, during, source, sourced_id)
    select r.partnership_id, coalesce(own.year_id, above.year_id, by_year.year_id), r.data ->> 'title', case when ${isYear} then 'other' else r.data ->> 'sessionKind' end, ${during}, ${source}, r.id
    from roster_row r left join years own on own.id = r.id left join above on above.id = r.id left join by_year on by_year.year = r.data ->> 'schoolYear'
    where ${mine} and (not ${isYear} or ${isNamed})
    on conflict (partnership_id, source, sourced_id) do update set school_year_id = excluded.school_year_id, title = excluded.title, kind = excluded.kind, during = excluded.during
    where (t.school_year_id, t.title, t.kind, t.during) is distinct from (excluded.school_year_id, excluded.title, excluded.kind, excluded.during)`);
  await tx.execute(sql`
    update roster_row r set notes = r.notes || 'term-outside-school-year'::text
    from term t join school_year y on y.partnership_id = t.partnership_id and y.id = t.school_year_id
    where ${mine} and t.partnership_id = ctx_partnership() and t.source = ${source} and t.sourced_id = r.id and not y.during @> t.during`);
}
