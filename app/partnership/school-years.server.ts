import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { SchoolYear } from './school-year.ts';

const days = (range: string) => sql.raw(`lower(${range})::text as "firstDay", (upper(${range}) - 1)::text as "lastDay"`);

/** The partnership's school years with their terms, the newest first. What a class alone calls a term (a whole year, a grading period) is left out. */
export async function schoolYearsOf(tx: Tx): Promise<SchoolYear[]> {
  return [...await tx.execute<SchoolYear & Record<string, unknown>>(sql`
    select y.id, y.title, ${days('y.during')}, y.source is not null "fromRoster",
      (select coalesce(json_agg(t order by t."firstDay"), '[]') from (
        select t.title, ${days('t.during')} from term t where t.partnership_id = y.partnership_id and t.school_year_id = y.id and t.kind in ('term', 'semester') and t.school_id is null) t) terms
    from school_year y where y.partnership_id = ctx_partnership() and not upper_inf(y.during) and not lower_inf(y.during)
    order by y.during desc, y.title`)];
}
