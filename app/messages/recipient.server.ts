import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { goesToFamily, type Template } from './templates.ts';

/** Where a message goes, and how it greets. `language` is the person's own, as a code of the code list. */
export type Recipient = { ok: true; address: string; givenName: string; language: string };

/**
 * - `no-address`: no e-mail address is known for this person (or the person is not to be seen by who asks).
 * - `not-by-email`: a family that does not want mail: it asked for a letter or a call, and an inbox that others read is no place for it.
 */
export type NoRecipient = { ok: false; reason: 'no-address' | 'not-by-email' };

/** Looked up when a message is promised, so that staff can print a letter instead, and again when it is sent. */
export async function recipientOf(tx: Tx, personId: string, template: Template): Promise<Recipient | NoRecipient> {
  const [person] = await tx.execute<{ address: string | null; givenName: string; language: string; guardian: boolean; byEmail: boolean }>(sql`
    select p.email as address, p.given_name as "givenName", p.language, count(g.id) > 0 as guardian, coalesce(bool_or('email' = any(g.channels)), false) as "byEmail"
    from person p left join guardianship g on g.partnership_id = ctx_partnership() and g.guardian_id = p.id and g.confirmed_at is not null
    where p.id = ${personId}::uuid group by p.id`);
  if (person === undefined || person.address === null) return { ok: false, reason: 'no-address' };
  if (goesToFamily(template) && person.guardian && !person.byEmail) return { ok: false, reason: 'not-by-email' };
  return { ok: true, address: person.address, givenName: person.givenName, language: person.language };
}
