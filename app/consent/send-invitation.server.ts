import { sql } from 'drizzle-orm';
import { nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { Config } from '../http/config.server.ts';
import { isLanguage } from '../i18n/languages.ts';
import { makeLink } from '../identity/links.server.ts';
import { promiseMessage } from '../messages/promise-message.server.ts';

/** How long an invitation opens its page. It can be sent again any time; opening spends nothing. */
export const INVITATION_DAYS = 14;

/** How the invitation goes out: by mail, or as a letter that staff print. */
export type SentBy = 'mail' | 'letter';

/**
 * Makes a link for an open consent request and promises the mail that carries it, in the guardian's language, in the caller's transaction.
 * Links sent before go on working until they end, so that nobody stands before a dead one with an older mail in hand. A guardian without
 * mail gets nothing sent; the letter page shows the link.
 *
 * @returns null when the request is no longer open (answered, superseded) or is not the actor's to send
 */
export async function sendInvitation(tx: Tx, config: Pick<Config, 'origin' | 'key'>, requestId: string): Promise<SentBy | null> {
  const [request] = await tx.execute<{ studentId: string; guardianId: string; language: string; school: string; zone: string; student: string; mail: boolean }>(sql`
    select q.student_id as "studentId", q.guardian_id as "guardianId", q.language, o.name as school, coalesce(o.zone, pa.zone) as zone,
      case when s.preferred_name_seen_by = 'everyone' then coalesce(s.preferred_name, p.given_name) else p.given_name end as student,
      exists (select from guardianship h join person x on x.id = h.guardian_id where h.partnership_id = q.partnership_id and h.student_id = q.student_id and h.guardian_id = q.guardian_id
        and h.confirmed_at is not null and 'email' = any (h.channels) and x.email is not null) as mail
    from consent_request q
      join organisation o on o.partnership_id = q.partnership_id and o.id = q.school_id
      join partnership pa on pa.id = q.partnership_id
      join student s on s.partnership_id = q.partnership_id and s.id = q.student_id
      join person p on p.id = q.student_id
    where q.partnership_id = ctx_partnership() and q.id = ${requestId}::uuid and q.state in ('sent', 'viewed')`);
  if (!request) return null;
  const expiresAt = (await nowOf(tx)).toZonedDateTimeISO(request.zone).add({ days: INVITATION_DAYS }).withPlainTime('23:59').toInstant();
  const link = await makeLink(tx, config, { kind: 'invitation', personId: request.guardianId, consentRequestId: requestId, expiresAt: expiresAt.toString() });
  if (request.mail) {
    await promiseMessage(tx, {
      to: request.guardianId,
      about: request.studentId,
      template: 'consent-invitation',
      params: { url: withLanguage(link.url, request.language), schoolName: request.school, studentGivenName: request.student, validUntil: expiresAt.toString(), zone: request.zone },
      language: request.language,
      notAfter: expiresAt,
      dedupeKey: `consent-invitation:${link.id}`,
    });
  }
  await record(tx, { action: 'consent.sent', studentId: request.studentId, subject: { kind: 'consent-request', id: requestId }, body: { by: request.mail ? 'mail' : 'letter', linkId: link.id } });
  return request.mail ? 'mail' : 'letter';
}

/** A page that we speak opens in the guardian's language at once. */
export function withLanguage(url: string, language: string): string {
  return isLanguage(language) ? `${url}?lang=${language}` : url;
}
