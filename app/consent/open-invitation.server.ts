import { sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { record } from '../audit/record.server.ts';
import { linkActor, noteOpened } from '../identity/links.server.ts';
import { invitationOfLink, type Invitation } from './invitation.server.ts';

/** The gate's refusals of a link, as the problems that the pages help with. */
const problems = {
  a_link_is_known: 'unknown',
  a_link_is_not_revoked: 'revoked',
  a_link_is_spent_once: 'revoked',
  a_link_ends_in_time: 'expired',
  a_link_begins_in_time: 'unknown',
  a_guardian_acts_while_confirmed: 'guardianship-ended',
} as const;

export type Opened<T> = { ok: true; value: T } | { ok: false; reason: (typeof problems)[keyof typeof problems] };

/** Runs `work` as the guardian who holds the invitation link, with the request that it opens. Spends nothing. */
export async function asInvited<T>(db: Database, token: string, purpose: string, work: (tx: Tx, invitation: Invitation) => Promise<T>): Promise<Opened<T>> {
  const actor = linkActor('invitation', token);
  if (!actor) return { ok: false, reason: 'unknown' };
  return refusing(problems, () => asActor(db, actor, purpose, async (tx) => {
    const invitation = await invitationOfLink(tx);
    if (!invitation) throw new Error('an invitation link opens a request');
    return work(tx, invitation);
  }));
}

/** Notes that the guardian has seen the request. Only the first time changes something (`sent` to `viewed`); every time is in the trail. */
export async function noteViewed(tx: Tx, { requestId, studentId, state }: Invitation): Promise<void> {
  if (state === 'sent') {
    await tx.execute(sql`update consent_request set state = 'viewed', viewed_at = clock_now() where partnership_id = ctx_partnership() and id = ${requestId}::uuid and state = 'sent'`);
    await noteOpened(tx);
  }
  await record(tx, { action: state === 'sent' ? 'consent.viewed' : 'consent.read', studentId, subject: { kind: 'consent-request', id: requestId } });
}
