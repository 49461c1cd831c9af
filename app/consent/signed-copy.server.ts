import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { contextOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { rowHmac, sameBytes } from '../audit/seal.server.ts';
import { heldKeys } from '../sealed/held-keys.server.ts';
import { openText } from '../sealed/sealed-text.server.ts';
import { signatureFormat } from './signature-format.ts';

/** What was signed, word for word, and the hash that names it (hex). `whole`: hash and HMAC fit, so it is as it was signed. */
export type SignedCopy = { text: string; language: string; sha256: string; whole: boolean };

/**
 * The copy of a signed request, from the sealed bytes and nothing else: texts that were published later, or names that changed, do not touch it.
 * Null when nothing was signed, or when the student's record was erased.
 */
export async function signedCopy(tx: Tx, requestId: string): Promise<SignedCopy | null> {
  const { partnershipId } = await contextOf(tx);
  const [row] = await tx.execute<{
    id: string; studentId: string; signerId: string; capacity: string; guardianshipId: string | null; language: string; sealed: Buffer; sha256: Buffer; hmac: Buffer; signedAt: string; answers: Record<string, boolean>;
  }>(sql`
    select s.id, s.student_id as "studentId", s.signer_id as "signerId", s.capacity, s.guardianship_id as "guardianshipId", s.language, s.text_sealed as sealed, s.text_sha256 as sha256, s.hmac,
      to_char(s.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "signedAt",
      (select json_object_agg(c.purpose, c.answer) from (select distinct purpose, answer from consent x where x.partnership_id = s.partnership_id and x.signature_id = s.id) c) as answers
    from consent_signature s where s.partnership_id = ctx_partnership() and s.request_id = ${requestId}::uuid`);
  if (!row) return null;
  const text = await openText(tx, { studentId: row.studentId, regime: 'school', table: 'consent_signature', column: 'text_sealed', rowId: row.id }, row.sealed);
  await record(tx, { action: 'consent.printed', studentId: row.studentId, subject: { kind: 'consent-request', id: requestId } });
  if (text === null) return null;
  const hmac = rowHmac(heldKeys().audit, signatureFormat, {
    partnership_id: partnershipId, id: row.id, request_id: requestId, student_id: row.studentId, signer_id: row.signerId, capacity: row.capacity,
    guardianship_id: row.guardianshipId, language: row.language, text_sha256: row.sha256, signed_at: row.signedAt, answers: row.answers,
  });
  const whole = sameBytes(createHash('sha256').update(text, 'utf8').digest(), row.sha256) && sameBytes(hmac, row.hmac);
  return { text, language: row.language, sha256: Buffer.from(row.sha256).toString('hex'), whole };
}
