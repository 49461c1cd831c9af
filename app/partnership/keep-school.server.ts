import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';

/** Where a school lies decides zone and law; without both nothing can be booked there. The database knows which zones and states there are. */
export async function keepSchoolPlace(tx: Tx, schoolId: string, place: { state: string; zone: string }): Promise<boolean> {
  const kept = await tx.execute(sql`
    update organisation set state = ${place.state}, zone = ${place.zone} where partnership_id = ctx_partnership() and id = ${schoolId} and kind = 'school' returning id`);
  if (kept.length === 0) return false;
  await record(tx, { action: 'school.changed', subject: { kind: 'organisation', id: schoolId }, body: { state: place.state, zone: place.zone } });
  return true;
}
