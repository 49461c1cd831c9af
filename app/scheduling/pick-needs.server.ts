import { sql } from 'drizzle-orm';
import { instantText } from '../../db/range.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { isoText } from '../occupancy/taken.server.ts';

/** What a picked time needs beyond being free, as far as the reader may know it. `tablet` undefined: not theirs to know; null: none is paired. */
export type PickNeeds = {
  /** Last moment of the family's consent in force at that time (ISO 8601); null when it has no end that is known. */
  readonly consentUntil: string | null;
  readonly tablet: { readonly lastSeenAt: string | null } | null | undefined;
  readonly adultOnSite: string | null;
};

/** @param seesTablets whether the reader looks after the school's tablets */
export async function pickNeeds(tx: Tx, { studentId, agencyId, roomId, startMs }: { studentId: string; agencyId: string; roomId: string | null; startMs: number }, seesTablets: boolean): Promise<PickNeeds> {
  const [row] = await tx.execute<{ consentUntil: string | null; paired: boolean; lastSeenAt: string | null; adultOnSite: string | null }>(sql`
    select (select min(x.until) from (select max(upper(c.during)) as until from consent c where c.partnership_id = ctx_partnership() and c.student_id = ${studentId} and c.agency_id = ${agencyId} and c.answer and c.withdrawn_at is null
        and c.purpose in ('service', 'telehealth') and c.during @> ${isoText(startMs)}::timestamptz group by c.purpose) x)::text as "consentUntil",
      exists (select from kiosk k where k.partnership_id = ctx_partnership() and k.room_id = ${roomId} and k.paired_at is not null and k.revoked_at is null) as paired,
      (select max(k.last_seen_at) from kiosk k where k.partnership_id = ctx_partnership() and k.room_id = ${roomId} and k.paired_at is not null and k.revoked_at is null)::text as "lastSeenAt",
      (select nullif(concat_ws(', ', r.adult_on_site, r.adult_phone), '') from room r where r.partnership_id = ctx_partnership() and r.id = ${roomId}) as "adultOnSite"`);
  const text = (at: string | null | undefined) => (at && at !== 'infinity' ? instantText(at) : null);
  return { consentUntil: text(row?.consentUntil), tablet: !seesTablets ? undefined : row?.paired ? { lastSeenAt: text(row.lastSeenAt) } : null, adultOnSite: row?.adultOnSite ?? null };
}
