import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { contextOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { heldKeys } from '../sealed/held-keys.server.ts';
import type { Disclosed } from './disclosed.ts';
import { LOG_FORMATS } from './log-formats.ts';
import { record } from './record.server.ts';
import { rowHmac } from './seal.server.ts';


export type Disclosure = {
  studentId: string;
  fromOrganisationId: string;
  toOrganisationId: string;
  /** The person who received it, when it was one. */
  toPersonId?: string;
  what: Disclosed;
  /** Why, as a code: the purpose that the family's release names. */
  purpose: string;
  /** On what ground: the family's release, an emergency (FERPA 99.36), or a law that demands it. A release names its consent. */
  basis: { kind: 'release'; consentId: string } | { kind: 'emergency' } | { kind: 'law' };
};

/**
 * Notes that something of a student's record was given to another organisation (FERPA 99.32; HIPAA 164.528: kept six years, shown to families who ask),
 * in the transaction that gives it. Also leaves an entry in the trail.
 */
export async function disclose(tx: Tx, disclosure: Disclosure): Promise<void> {
  const { partnershipId, personId } = await contextOf(tx);
  const row = {
    partnership_id: partnershipId,
    id: randomUUID(),
    student_id: disclosure.studentId,
    from_organisation_id: disclosure.fromOrganisationId,
    to_organisation_id: disclosure.toOrganisationId,
    to_person_id: disclosure.toPersonId ?? null,
    what: disclosure.what,
    purpose: disclosure.purpose,
    basis: disclosure.basis.kind,
    consent_id: disclosure.basis.kind === 'release' ? disclosure.basis.consentId : null,
    by_person: personId,
  };
  const hmac = rowHmac(heldKeys().audit, LOG_FORMATS.disclosure, row);
  await tx.execute(sql`insert into disclosure
    (partnership_id, id, student_id, from_organisation_id, to_organisation_id, to_person_id, what, purpose, basis, consent_id, by_person, hmac)
    values (${row.partnership_id}, ${row.id}, ${row.student_id}, ${row.from_organisation_id}, ${row.to_organisation_id}, ${row.to_person_id},
      ${row.what}, ${row.purpose}, ${row.basis}, ${row.consent_id}, ${row.by_person}, ${hmac})`);
  await record(tx, { action: 'disclosure.made', studentId: disclosure.studentId, subject: { kind: 'disclosure', id: row.id } });
}
