import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { revokeLinks } from '../identity/links.server.ts';
import { invite, type AddressParts, type Invited } from './invite.server.ts';

export type AskedAgain = ({ ok: true } & Invited) | { ok: false; reason: 'not-found' | 'moved-on' };

/**
 * Sends the link of an open request anew: the earlier one was lost, or its two weeks are over. The old address ends, so that only one works.
 * `moved-on`: the guardian has answered meanwhile.
 */
export async function askAgain(tx: Tx, { requestId, ...address }: AddressParts & { requestId: string }): Promise<AskedAgain> {
  const [request] = await tx.execute<{ state: string; studentId: string }>(sql`
    select state, student_id as "studentId" from consent_request where partnership_id = ctx_partnership() and id = ${requestId}::uuid for update`);
  if (!request) return { ok: false, reason: 'not-found' };
  if (request.state !== 'sent' && request.state !== 'viewed') return { ok: false, reason: 'moved-on' };
  await revokeLinks(tx, { consentRequestId: requestId });
  await record(tx, { action: 'consent.sent', studentId: request.studentId, subject: { kind: 'consent-request', id: requestId }, body: { again: true } });
  return { ok: true, ...await invite(tx, requestId, address) };
}
