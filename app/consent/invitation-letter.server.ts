import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { instantText } from '../../db/range.server.ts';
import { record } from '../audit/record.server.ts';
import type { Config } from '../http/config.server.ts';
import { FALLBACK_LANGUAGE, isLanguage, type Language } from '../i18n/languages.ts';
import { linkToken, linkUrl } from '../identity/link-token.server.ts';

/** What a printed invitation says. `address` opens the guardian's page; null when no link works any more. Instants ISO 8601. */
export type InvitationLetter = Readonly<{
  guardian: string; student: string; counselor: string; school: string; phone: string | null; zone: string; language: Language;
  writtenAt: string; address: string | null; until: string | null;
}>;

/**
 * The letter for a guardian who has no mail: their newest link, written out again from its id, as nothing that opens a link is stored. It is
 * in the guardian's language, or in English where we do not speak theirs. Whoever reads it could answer in the guardian's name, so that
 * printing it leaves an entry in the trail.
 */
export async function invitationLetter(tx: Tx, config: Pick<Config, 'origin' | 'key'>, { referralId, requestId }: { referralId: string; requestId: string }): Promise<InvitationLetter | null> {
  const [row] = await tx.execute<{ studentId: string; guardian: string; student: string; counselor: string; school: string; phone: string | null; zone: string; language: string; now: string; linkId: string | null; until: string | null }>(sql`
    select q.student_id as "studentId", g.given_name || ' ' || g.family_name as guardian, o.name as school, o.phone, coalesce(o.zone, pa.zone) as zone, q.language, clock_now()::text as now,
      case when s.preferred_name_seen_by = 'everyone' then coalesce(s.preferred_name, p.given_name) else p.given_name end as student,
      (select a.given_name || ' ' || a.family_name from person a where a.id = q.asked_by) as counselor, l.id as "linkId", l.expires_at as until
    from consent_request q
      join person g on g.id = q.guardian_id
      join person p on p.id = q.student_id
      join student s on s.partnership_id = q.partnership_id and s.id = q.student_id
      join organisation o on o.partnership_id = q.partnership_id and o.id = q.school_id
      join partnership pa on pa.id = q.partnership_id
      left join lateral (select x.id, x.expires_at from link x where x.partnership_id = q.partnership_id and x.consent_request_id = q.id and x.kind = 'invitation'
        and x.revoked_at is null and x.expires_at > clock_now() order by x.made_at desc limit 1) l on true
    where q.partnership_id = ctx_partnership() and q.id = ${requestId}::uuid and q.referral_id = ${referralId}::uuid and q.state in ('sent', 'viewed')`);
  if (!row) return null;
  await record(tx, { action: 'consent.printed', studentId: row.studentId, subject: { kind: 'consent-request', id: requestId } });
  return {
    guardian: row.guardian, student: row.student, counselor: row.counselor, school: row.school, phone: row.phone, zone: row.zone, language: isLanguage(row.language) ? row.language : FALLBACK_LANGUAGE,
    writtenAt: instantText(row.now), until: row.until && instantText(row.until),
    address: row.linkId && linkUrl(config.origin, 'invitation', linkToken(config.key, 'invitation', row.linkId)),
  };
}
