import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { readDayRange } from '../../db/range.server.ts';
import { addDays } from '../time/zone.ts';
import type { LicenseKind } from './practice-codes.ts';
import { licenseStanding } from './practice.ts';

/** A license of a therapist who is engaged today; state to lastDay are null for one who has none at all. */
export interface WatchedLicense {
  key: string;
  therapistId: string;
  therapist: string;
  email: string | null;
  /** The agencies that engage them today, as far as the reader sees them. */
  agency: string;
  state: string | null;
  kind: LicenseKind | null;
  lastDay: string | null;
  standing: 'in-force' | 'ends-soon' | 'ended' | 'later' | 'none';
}

/** The licenses of the therapists that the reader answers for (the database knows whose), those that need somebody first. */
export async function watchedLicenses(tx: Tx): Promise<WatchedLicense[]> {
  const rows = await tx.execute<{ key: string; therapistId: string; therapist: string; email: string | null; agency: string; state: string | null; kind: LicenseKind | null; during: string | null; today: string }>(sql`
    select e.therapist_id || ' ' || coalesce(l.id::text, '') as key, e.therapist_id as "therapistId", p.given_name || ' ' || p.family_name as therapist, p.email, e.agency, l.state, l.kind, l.during::text during, d.today::text today
    from partnership pa cross join lateral (select (clock_now() at time zone pa.zone)::date today) d
    cross join lateral (
      select g.therapist_id, string_agg(o.name, ', ' order by o.name) agency from engagement g join organisation o on o.partnership_id = g.partnership_id and o.id = g.agency_id
      where g.partnership_id = pa.id and g.during @> d.today group by g.therapist_id) e
    join person p on p.id = e.therapist_id
    left join license l on l.partnership_id = pa.id and l.therapist_id = e.therapist_id
    where pa.id = ctx_partnership() order by upper(l.during) nulls first, p.family_name, p.given_name, l.state`);
  const order = ['none', 'ended', 'ends-soon', 'later', 'in-force'];
  return rows.map(({ during, today, ...row }) => {
    const days = during === null ? null : readDayRange(during);
    return { ...row, lastDay: days?.until ? addDays(days.until, -1) : null, standing: days ? licenseStanding(days, today) : ('none' as const) };
  }).sort((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing));
}
