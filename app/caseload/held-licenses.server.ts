import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { readDayRange } from '../../db/range.server.ts';
import { addDays } from '../time/zone.ts';
import type { LicenseKind } from './practice-codes.ts';
import { licenseStanding } from './practice.ts';

/** A license as its therapist and their agency see it. Days are local days; `verifiedBy` is who saw the license itself, where that is known. */
export interface HeldLicense {
  id: string;
  state: string;
  kind: LicenseKind;
  number: string;
  lastDay: string | null;
  standing: 'in-force' | 'ends-soon' | 'ended' | 'later';
  verifiedOn: string | null;
  verifiedBy: string | null;
}

/** The licenses of a therapist, as far as the acting one answers for them, by state and the last day that counts. */
export async function licensesOf(tx: Tx, therapistId: string): Promise<HeldLicense[]> {
  const rows = await tx.execute<Omit<HeldLicense, 'lastDay' | 'standing'> & { during: string; today: string }>(sql`
    select l.id, l.state, l.kind, l.number, l.during::text during, l.verified_on::text "verifiedOn", p.given_name || ' ' || p.family_name as "verifiedBy", (clock_now() at time zone pa.zone)::date::text today
    from license l join partnership pa on pa.id = l.partnership_id left join person p on p.id = l.verified_by
    where l.partnership_id = ctx_partnership() and l.therapist_id = ${therapistId}::uuid order by l.state, upper(l.during) desc`);
  return rows.map(({ during, today, ...row }) => {
    const days = readDayRange(during);
    return { ...row, lastDay: days.until && addDays(days.until, -1), standing: licenseStanding(days, today) };
  });
}

/** The therapist of a role at the acting administrator's own agency; null when it is none of theirs, or over. */
export async function ownTherapist(tx: Tx, membershipId: string): Promise<{ therapistId: string; name: string } | null> {
  const [row] = await tx.execute<{ therapistId: string; name: string }>(sql`
    select p.id "therapistId", p.given_name || ' ' || p.family_name as name from membership m join person p on p.id = m.person_id
    where m.partnership_id = ctx_partnership() and m.id = ${membershipId}::uuid and gate.is_own_therapist(m.id)
      and exists (select from engagement e join partnership pa on pa.id = e.partnership_id where e.partnership_id = m.partnership_id and e.therapist_id = m.person_id and e.agency_id = m.organisation_id
        and (upper(e.during) is null or upper(e.during) > (clock_now() at time zone pa.zone)::date))`);
  return row ?? null;
}
