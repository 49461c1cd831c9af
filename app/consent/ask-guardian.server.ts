import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { contextOf, nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { readDayRange } from '../../db/range.server.ts';
import type { Config } from '../http/config.server.ts';
import { revokeLinks } from '../identity/links.server.ts';
import { agenciesToday } from './agencies-today.server.ts';
import { consentEndsOn } from './consent-end.ts';
import { sendInvitation, type SentBy } from './send-invitation.server.ts';
import { whoMayDecide } from './who-may-decide.server.ts';

export type Asked =
  | { ok: true; requestId: string; sentBy: SentBy }
  | { ok: false; reason:
    /** Nobody with a confirmed right to decide has this id (any more). */
    | 'may-not-decide'
    /** No agency has a therapist engaged: there is nobody whom a release could name. */
    | 'no-agency'
    /** The partnership has not published its documents. */
    | 'no-documents' };

/**
 * Asks one guardian for everything a referral needs, in the caller's transaction: the request, the agencies it names, the invitation link and
 * the mail that carries it. A request of the same guardian that is still open is superseded by this one, signed or not, and its links end.
 *
 * Whether it is time to ask, and what the referral does next, is `askFamily`'s business (`app/referrals`).
 */
export async function askGuardian(tx: Tx, config: Pick<Config, 'origin' | 'key'>, { referralId, guardianId }: { referralId: string; guardianId: string }): Promise<Asked> {
  const guardian = (await whoMayDecide(tx, referralId)).find((one) => one.guardianId === guardianId);
  if (!guardian) return { ok: false, reason: 'may-not-decide' };
  const agencies = await agenciesToday(tx);
  if (agencies.length === 0) return { ok: false, reason: 'no-agency' };
  const [documents] = await tx.execute<{ purposes: number }>(sql`select count(distinct purpose)::int as purposes from consent_document where partnership_id = ctx_partnership()`);
  if ((documents?.purposes ?? 0) < 4) return { ok: false, reason: 'no-documents' };

  await supersede(tx, referralId, guardianId);
  const requestId = randomUUID();
  const { partnershipId, personId } = await contextOf(tx);
  await tx.execute(sql`
    insert into consent_request (partnership_id, id, referral_id, student_id, guardian_id, school_id, language, state, asked_by, sent_at, ends_on)
    select ${partnershipId}::uuid, ${requestId}::uuid, r.id, r.student_id, ${guardianId}::uuid, r.school_id, ${guardian.language}, 'sent', ${personId}::uuid, clock_now(), ${await endsOn(tx, referralId)}::date
    from referral r where r.partnership_id = ctx_partnership() and r.id = ${referralId}::uuid`);
  for (const { id } of agencies) await tx.execute(sql`insert into consent_request_agency (partnership_id, request_id, agency_id) values (${partnershipId}, ${requestId}, ${id})`);
  const sentBy = await sendInvitation(tx, config, requestId);
  if (!sentBy) throw new Error('a request was made and could not be sent');
  return { ok: true, requestId, sentBy };
}

async function supersede(tx: Tx, referralId: string, guardianId: string): Promise<void> {
  const old = await tx.execute<{ id: string }>(sql`
    update consent_request set state = 'superseded'
    where partnership_id = ctx_partnership() and referral_id = ${referralId}::uuid and guardian_id = ${guardianId}::uuid and state in ('draft', 'sent', 'viewed', 'signed') returning id`);
  for (const { id } of old) await revokeLinks(tx, { consentRequestId: id });
}

/** The end of the school year, on the school's calendar: its years by roster, else by its bells. */
async function endsOn(tx: Tx, referralId: string): Promise<string> {
  const now = await nowOf(tx);
  const rows = await tx.execute<{ zone: string; during: string | null }>(sql`
    select coalesce(o.zone, pa.zone) as zone, y.during::text as during
    from referral r
      join organisation o on o.partnership_id = r.partnership_id and o.id = r.school_id
      join partnership pa on pa.id = r.partnership_id
      left join lateral (
        select during from school_year where partnership_id = r.partnership_id
        union all select during from bell_schedule where partnership_id = r.partnership_id and school_id = r.school_id) y on true
    where r.partnership_id = ctx_partnership() and r.id = ${referralId}::uuid`);
  const [first] = rows;
  if (!first) throw new Error('a referral has a school');
  const years = rows.flatMap(({ during }) => {
    const year = during === null ? null : readDayRange(during);
    return year?.from && year.until ? [{ from: year.from, until: year.until }] : [];
  });
  return consentEndsOn(now.toZonedDateTimeISO(first.zone).toPlainDate().toString(), years);
}
