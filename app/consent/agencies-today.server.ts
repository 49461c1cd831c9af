import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';

export type Agency = Readonly<{ id: string; name: string }>;

/**
 * The agencies that serve the partnership's schools today: those with a therapist engaged. A release names them; an agency that comes later
 * needs a new signature.
 */
export async function agenciesToday(tx: Tx): Promise<readonly Agency[]> {
  return [...await tx.execute<Agency & Record<string, unknown>>(sql`
    select o.id, o.name from organisation o join partnership pa on pa.id = o.partnership_id
    where o.partnership_id = ctx_partnership() and o.kind = 'agency' and exists (
      select from engagement e where e.partnership_id = o.partnership_id and e.agency_id = o.id and e.during @> (clock_now() at time zone pa.zone)::date)
    order by o.name`)];
}
