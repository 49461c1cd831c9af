import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { OnSite, OwnClock, Whereabouts } from './whereabouts.ts';

/** Where these therapists are, for a visit at that school or at home of its student. On-site days of other partnerships are the database's own word, when a time is taken. */
export async function whereaboutsOf(tx: Tx, therapistIds: readonly string[], { schoolId, place }: { schoolId: string; place: 'school' | 'home' }): Promise<Map<string, Whereabouts>> {
  const rows = await tx.execute<{ id: string; serves: boolean; stale: boolean; clocks: OwnClock[]; onSite: OnSite[] }>(sql`
    select t.id, gate.outside_calendar_is_stale(t.id) as stale,
      not exists (select from therapist_school s where s.partnership_id = ctx_partnership() and s.therapist_id = t.id)
        or exists (select from therapist_school s where s.partnership_id = ctx_partnership() and s.therapist_id = t.id and s.school_id = ${schoolId}) as serves,
      coalesce((select json_agg(json_build_object('zone', h.zone, 'weekday', h.weekday, 'fromDate', lower(h.during), 'untilDate', upper(h.during)))
        from (select zone, during, min(weekday) as weekday from therapist_hours where therapist_id = t.id group by zone, during) h), '[]'::json) as clocks,
      coalesce((select json_agg(json_build_object('weekday', o.weekday, 'fromDate', lower(o.during), 'untilDate', upper(o.during), 'here', ${place === 'school'} and o.school_id = ${schoolId}))
        from on_site_day o where o.partnership_id = ctx_partnership() and o.therapist_id = t.id), '[]'::json) as "onSite"
    from unnest(${sql.param([...therapistIds])}::uuid[]) t(id)`);
  return new Map(rows.map(({ id, ...whereabouts }) => [id, whereabouts]));
}
