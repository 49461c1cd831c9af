import { sql } from 'drizzle-orm';
import { nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { isLanguage } from '../i18n/languages.ts';
import { makeLink } from '../identity/links.server.ts';
import { promiseMessage } from '../messages/promise-message.server.ts';
import { recipientOf } from '../messages/recipient.server.ts';

/** What an address is made of: the portal's origin (`config.origin`) and the installation's key (`config.key`). */
export type AddressParts = { origin: string; installationKey: Buffer };

/** How the family hears of it. `letter`: the guardian is not reached by mail, so the page prints the address for them. */
export type Invited = { by: 'email' } | { by: 'letter'; url: string };

/** An invitation is good for two weeks; after that the counselor sends another. */
const daysOpen = 14;

/**
 * Makes the link to a consent request and promises the message that carries it, in the guardian's language. Opening the link spends nothing.
 * The address asks for the guardian's language, so that the page is in it on whatever device it opens.
 */
export async function invite(tx: Tx, requestId: string, { origin, installationKey }: AddressParts): Promise<Invited> {
  const [asked] = await tx.execute<{ guardianId: string; language: string; school: string; zone: string; student: string }>(sql`
    select r.guardian_id as "guardianId", r.language, o.name as school, coalesce(o.zone, pa.zone) as zone,
      called(p.given_name, s.preferred_name, s.preferred_name_seen_by) as student
    from consent_request r join organisation o on o.partnership_id = r.partnership_id and o.id = r.school_id join partnership pa on pa.id = r.partnership_id
      join student s on s.partnership_id = r.partnership_id and s.id = r.student_id join person p on p.id = s.id
    where r.partnership_id = ctx_partnership() and r.id = ${requestId}::uuid`);
  if (!asked) throw new Error('a request to invite to is there');
  const expires = (await nowOf(tx)).add({ hours: 24 * daysOpen });
  const link = await makeLink(tx, { origin, key: installationKey }, {
    kind: 'invitation', personId: asked.guardianId, consentRequestId: requestId, expiresAt: expires.toString(),
  });
  const url = isLanguage(asked.language) ? `${link.url}?lang=${asked.language}` : link.url;
  const recipient = await recipientOf(tx, asked.guardianId, 'consent-invitation');
  if (!recipient.ok) return { by: 'letter', url };
  await promiseMessage(tx, {
    to: asked.guardianId, template: 'consent-invitation', language: asked.language, notAfter: expires,
    params: { url, schoolName: asked.school, studentGivenName: asked.student, validUntil: expires.toString(), zone: asked.zone },
    dedupeKey: `consent-invitation:${link.id}`,
  });
  return { by: 'email' };
}
