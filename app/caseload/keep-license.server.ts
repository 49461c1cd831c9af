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
}

/** Adds a license; two of one kind in one state may not overlap (`one_license_of_a_kind_at_a_time`). */
export async function addLicense(tx: Tx, wanted: LicenseWanted): Promise<void> {
  await tx.execute(sql`insert into license (partnership_id, id, therapist_id, state, kind, number, during)
    values (ctx_partnership(), ${wanted.id}, ${wanted.therapistId}, ${wanted.state}, ${wanted.kind}, ${wanted.number}, daterange(${wanted.from}::date, ${wanted.lastDay}::date + 1))`);
  await record(tx, { action: 'license.changed', subject: { kind: 'license', id: wanted.id }, body: { state: wanted.state, until: wanted.lastDay } });
}

/** Takes a license away that was entered by mistake: the therapist's own, or one of the agency's therapists. Visits already booked keep standing; the database asks again when they begin. Returns false when there is none. */
export async function removeLicense(tx: Tx, licenseId: string): Promise<boolean> {
  const gone = await tx.execute(sql`delete from license where partnership_id = ctx_partnership() and id = ${licenseId} returning id`);
  if (gone.length === 0) return false;
  await record(tx, { action: 'license.changed', subject: { kind: 'license', id: licenseId }, body: { removed: true } });
  return true;
}
