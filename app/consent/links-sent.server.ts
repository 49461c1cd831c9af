import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { instantText } from '../../db/range.server.ts';

/** When the link of a referral's requests was sent again (ISO instants, oldest first); the first sending of each request is the asking itself. */
export async function sentAgain(tx: Tx, referralId: string): Promise<string[]> {
  const rows = await tx.execute<{ at: string }>(sql`
    select l.made_at as at from link l join consent_request q on q.partnership_id = l.partnership_id and q.id = l.consent_request_id
    where l.partnership_id = ctx_partnership() and l.kind = 'invitation' and q.referral_id = ${referralId}::uuid
      and exists (select from link first where first.partnership_id = l.partnership_id and first.consent_request_id = l.consent_request_id and first.made_at < l.made_at)
    order by l.made_at`);
  return rows.map(({ at }) => instantText(at));
}
