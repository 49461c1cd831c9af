import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { contextAndNow, type Context } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { heldKeys } from '../sealed/held-keys.server.ts';
import type { AuditAction } from './audit-actions.ts';
import { canonicalJson, type Json } from './canonical-json.ts';
import { LOG_FORMATS } from './log-formats.ts';
import { rowHmac } from './seal.server.ts';

/** What happened, as the writer says it. Who, under which membership, why and when follow from the transaction. */
export type Happening = {
  action: AuditAction;
  /** The student whose record it is about; leave out for lists and for what concerns no student. */
  studentId?: string;
  /** The record it happened to, other than the student: `{ kind: 'referral', id }`. */
  subject?: { kind: string; id: string };
  /** Ids, codes, times and counts that make the entry clear. Never free text about a person: the trail is not encrypted. */
  body?: Record<string, Json>;
};

/**
 * Writes one entry into the trail, in the caller's transaction: it commits with what it tells of, or not at all.
 * The entry carries an HMAC of its own; the sealer chains it a few seconds later, so that writers never wait for each other.
 */
export async function record(tx: Tx, happening: Happening): Promise<void> {
  const { context, now } = await contextAndNow(tx);
  const body: Json = {
    action: happening.action,
    clock: now.toString({ smallestUnit: 'microsecond' }),
    ...who(context),
    purpose: context.purpose,
    studentId: happening.studentId ?? null,
    subjectKind: happening.subject?.kind ?? null,
    subjectId: happening.subject?.id ?? null,
    ...(happening.body && { more: happening.body }),
  };
  const id = randomUUID();
  const hmac = rowHmac(heldKeys().audit, LOG_FORMATS.audit_entry, { partnership_id: context.partnershipId, id, body });
  await tx.execute(sql`insert into audit_entry (partnership_id, id, body, hmac) values (${context.partnershipId}, ${id}, ${canonicalJson(body)}::jsonb, ${hmac})`);
}

function who(context: Context): Record<string, Json> {
  return {
    // What the product does for a guardian is theirs.
    actorKind: context.kioskId ? 'kiosk' : context.linkId ? 'link' : context.forStudentId ? 'guardian' : context.role,
    personId: context.personId,
    membershipId: context.membershipId,
    organisationId: context.organisationId,
    kioskId: context.kioskId,
    linkId: context.linkId,
  };
}
