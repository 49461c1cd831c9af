import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { Term } from './school-year.ts';

/** A school year as one school has it. `own`: its terms are the school's, and win over the partnership's. */
export interface YearAtSchool extends Term {
  id: string;
  own: boolean;
  terms: Term[];
}

const days = (range: string) => sql.raw(`lower(${range})::text as "firstDay", (upper(${range}) - 1)::text as "lastDay"`);

/** The school years that are not over, as they are at this school, the current one first. */
export async function yearsAt(tx: Tx, schoolId: string): Promise<YearAtSchool[]> {
  return [...await tx.execute<YearAtSchool & Record<string, unknown>>(sql`
    select y.id, y.title, ${days('y.during')}, exists (select from term o where o.partnership_id = y.partnership_id and o.school_year_id = y.id and o.school_id = ${schoolId}::uuid) own,
      (select coalesce(json_agg(t order by t."firstDay"), '[]') from (
        select t.title, ${days('t.during')} from terms_at(${schoolId}::uuid) t where t.school_year_id = y.id and t.kind in ('term', 'semester')) t) terms
    from school_year y join partnership pa on pa.id = y.partnership_id
    where y.partnership_id = ctx_partnership() and not lower_inf(y.during) and not upper_inf(y.during) and upper(y.during) > (clock_now() at time zone pa.zone)::date
    order by y.during, y.title`)];
}

/**
 * Keeps a school's own terms in a school year as a whole; none: the partnership's hold there again. Refused as `not-found` for a school or year that is not
 * there, as `terms-clash` when the database finds them overlapping or outside their year.
 */
export async function keepSchoolTerms(db: Database, actor: Actor, { schoolId, yearId, terms }: { schoolId: string; yearId: string; terms: readonly Term[] }): Promise<{ ok: true } | { ok: false; reason: 'not-found' | 'terms-clash' }> {
  const refusals = { one_term_at_a_time_at_a_school: 'terms-clash', a_term_lies_within_its_school_year: 'terms-clash' } as const;
  const done = await refusing(refusals, () => asActor(db, actor, 'school-year.change', async (tx) => {
    const known = await tx.execute(sql`
      select from organisation o join school_year y on y.partnership_id = o.partnership_id and y.id = ${yearId}::uuid
      where o.partnership_id = ctx_partnership() and o.id = ${schoolId}::uuid and o.kind = 'school' and o.ended_at is null`);
    if (known.count === 0) return false;
    await tx.execute(sql`delete from term where partnership_id = ctx_partnership() and school_year_id = ${yearId}::uuid and school_id = ${schoolId}::uuid`);
    for (const { title, firstDay, lastDay } of terms) {
      await tx.execute(sql`insert into term (partnership_id, school_year_id, school_id, title, kind, during)
        values (ctx_partnership(), ${yearId}::uuid, ${schoolId}::uuid, ${title}, 'term', daterange(${firstDay}::date, ${lastDay}::date, '[]'))`);
    }
    await record(tx, { action: 'school-year.changed', subject: { kind: 'organisation', id: schoolId }, body: { schoolYearId: yearId, terms: terms.length } });
    return true;
  }));
  if (!done.ok) return { ok: false, reason: done.reason };
  return done.value ? { ok: true } : { ok: false, reason: 'not-found' };
}
