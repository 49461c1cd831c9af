import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { nowOf } from '../../db/as-actor.server.ts';
import type { Config } from '../http/config.server.ts';
import { linkToken, linkUrl } from '../identity/link-token.server.ts';
import { makeLink } from '../identity/links.server.ts';

/** Long enough to read, decide and print at one sitting; whoever is signed in gets another any time. */
const hoursOpen = 24;

/**
 * The address of a request's own page for the guardian who is signed in, so that reading, signing, copy and stopping have one place: a link that
 * works already, else a new one for a day. Null when the request is not theirs or was replaced.
 */
export async function ownRequestLink(tx: Tx, config: Pick<Config, 'origin' | 'key'>, requestId: string): Promise<string | null> {
  const [request] = await tx.execute<{ guardianId: string; linkId: string | null }>(sql`
    select r.guardian_id as "guardianId", (select l.id from link l where l.partnership_id = r.partnership_id and l.consent_request_id = r.id and l.person_id = r.guardian_id and l.kind = 'invitation'
      and l.revoked_at is null and l.expires_at > clock_now() + interval '1 hour' order by l.expires_at desc limit 1) as "linkId"
    from consent_request r where r.partnership_id = ctx_partnership() and r.id = ${requestId}::uuid and r.guardian_id = ctx_person() and r.state not in ('draft', 'superseded')`);
  if (!request) return null;
  if (request.linkId) return linkUrl(config.origin, 'invitation', linkToken(config.key, 'invitation', request.linkId));
  const expiresAt = (await nowOf(tx)).add({ hours: hoursOpen }).toString();
  return (await makeLink(tx, config, { kind: 'invitation', personId: request.guardianId, consentRequestId: requestId, expiresAt })).url;
}
