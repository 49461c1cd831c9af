import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';

/** A therapist of whom the reader may see an engagement (their own, their agency's, or any for a coordinator): their name; null for anybody else. */
export async function engagedTherapist(tx: Tx, therapistId: string): Promise<{ id: string; name: string } | null> {
  const [row] = await tx.execute<{ id: string; name: string }>(sql`
    select distinct p.id, p.given_name || ' ' || p.family_name as name from engagement e join person p on p.id = e.therapist_id
    where e.partnership_id = ctx_partnership() and e.therapist_id = ${therapistId}`);
  return row ?? null;
}
