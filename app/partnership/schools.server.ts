import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';

export interface School {
  id: string;
  name: string;
  state: string | null;
  zone: string | null;
}

/** The schools the acting person answers for: their own, or all of the partnership's for a coordinator. Those without a place first. */
export async function schoolsOf(tx: Tx): Promise<School[]> {
  return [...await tx.execute<School & Record<string, unknown>>(sql`
    select id, name, state, zone from organisation
    where partnership_id = ctx_partnership() and kind = 'school' and ended_at is null and (ctx_role() <> 'front_office' or id = ctx_organisation())
    order by (state is not null and zone is not null), name`)];
}
