import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { Invitation } from './invitation.server.ts';
import type { BringForward } from './move-along.ts';

/**
 * The guardian wants to talk with somebody before they decide, or says that what the school has on record about them is not right. It is the
 * counselor's turn today; the request stays open. Asked again, it stays as it was.
 */
export async function askToTalk(tx: Tx, { requestId, referralId, studentId, wantsToTalkAt }: Invitation, bringForward: BringForward): Promise<void> {
  if (wantsToTalkAt) return;
  await tx.execute(sql`update consent_request set wants_to_talk_at = clock_now() where partnership_id = ctx_partnership() and id = ${requestId}::uuid and wants_to_talk_at is null`);
  await bringForward(tx, referralId);
  await record(tx, { action: 'consent.talk-asked', studentId, subject: { kind: 'consent-request', id: requestId } });
}
