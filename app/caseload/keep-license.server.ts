import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { LicenseKind } from './practice-codes.ts';

export interface LicenseWanted {
  id: string;
  therapistId: string;
  state: string;
  kind: LicenseKind;
  number: string;
  /** First and last local day on which it holds. */
  from: string;
  lastDay: string;
  /** Whoever enters it has seen the license itself; a therapist cannot say so of their own. */
  seen?: boolean;
}

const today = sql`(clock_now() at time zone (select p.zone from partnership p where p.id = ctx_partnership()))::date`;

/** Adds a license; two of one kind in one state may not overlap (`one_license_of_a_kind_at_a_time`). */
export async function addLicense(tx: Tx, wanted: LicenseWanted): Promise<void> {
  await tx.execute(sql`insert into license (partnership_id, id, therapist_id, state, kind, number, during, verified_on)
    values (ctx_partnership(), ${wanted.id}, ${wanted.therapistId}, ${wanted.state}, ${wanted.kind}, ${wanted.number}, daterange(${wanted.from}::date, ${wanted.lastDay}::date + 1), ${wanted.seen ? today : sql`null`})`);
  await record(tx, { action: 'license.changed', subject: { kind: 'license', id: wanted.id }, body: { state: wanted.state, until: wanted.lastDay, ...(wanted.seen && { seen: true }) } });
}

/**
 * Says that the acting one has seen the license itself, today; who it was the database writes down. Gives the therapist's role at the acting agency, null when
 * there is no such license that the acting one answers for.
 */
export async function confirmLicense(tx: Tx, licenseId: string): Promise<{ membershipId: string | null } | null> {
  const [row] = await tx.execute<{ state: string; membershipId: string | null }>(sql`
    update license l set verified_on = ${today} where l.partnership_id = ctx_partnership() and l.id = ${licenseId}::uuid
    returning l.state, (select m.id from membership m where m.partnership_id = l.partnership_id and m.person_id = l.therapist_id and m.organisation_id = ctx_organisation() and m.role = 'therapist' and m.ended_at is null
      order by lower(m.during) desc limit 1) "membershipId"`);
  if (!row) return null;
  await record(tx, { action: 'license.changed', subject: { kind: 'license', id: licenseId }, body: { state: row.state, seen: true } });
  return { membershipId: row.membershipId };
}

/** Takes a license away that was entered by mistake: the therapist's own, or one of the agency's therapists. Visits already booked keep standing; the database asks again when they begin. An agency takes none away while another one engages the therapist too (`a_shared_license_stays`). Returns false when there is none. */
export async function removeLicense(tx: Tx, licenseId: string): Promise<boolean> {
  const gone = await tx.execute(sql`delete from license where partnership_id = ctx_partnership() and id = ${licenseId} returning id`);
  if (gone.length === 0) return false;
  await record(tx, { action: 'license.changed', subject: { kind: 'license', id: licenseId }, body: { removed: true } });
  return true;
}
