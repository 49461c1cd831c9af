import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { askGuardian, type Asked } from '../consent/ask-guardian.server.ts';
import { sendInvitation, type SentBy } from '../consent/send-invitation.server.ts';
import type { Config } from '../http/config.server.ts';
import { once, type KeyReused } from '../messages/once.server.ts';
import { dueOn, moveReferral } from './move-referral.server.ts';
import type { ReferralState } from './states.ts';

export type FamilyAsked =
  | { ok: true; letters: string[] }
  | Extract<Asked, { ok: false }>
  | { ok: false; reason: 'not-found' | 'moved-on' | 'nobody-picked' }
  | KeyReused;

/**
 * The counselor asks the guardians they picked. Each gets their own request, link and mail, and the referral goes on to the family, all in one
 * transaction: if one of them cannot be asked, nobody was. Asking again (after a no, a withdrawal, or somebody else) starts the family's days
 * anew. A student who waits may be asked for again as well, when an agency has come that no release names: they are the family's once more until somebody has signed.
 *
 * @returns the requests whose guardians have no mail: those letters are to be printed
 */
export function askFamily(tx: Tx, config: Pick<Config, 'origin' | 'key'>, { key, referralId, guardianIds }: { key: string; referralId: string; guardianIds: readonly string[] }): Promise<FamilyAsked> {
  return once<FamilyAsked>(tx, { key, action: 'consent.send', body: { referralId, guardianIds: [...guardianIds] } }, async (inner) => {
    if (guardianIds.length === 0) return { ok: false, reason: 'nobody-picked' };
    const state = await stateOf(inner, referralId);
    if (!state) return { ok: false, reason: 'not-found' };
    if (!mayBeAsked(state)) return { ok: false, reason: 'moved-on' };
    if (!(await areGuardians(inner, referralId, guardianIds))) return { ok: false, reason: 'not-found' };
    const letters: string[] = [];
    for (const guardianId of new Set(guardianIds)) {
      const asked = await askGuardian(inner, config, { referralId, guardianId });
      if (!asked.ok) return asked;
      if (asked.sentBy === 'letter') letters.push(asked.requestId);
    }
    if (state !== 'awaiting_consent') await moveReferral(inner, { referralId, to: 'awaiting_consent', reason: state === 'waiting' ? 'asked_again' : 'asked' });
    if (state !== 'triaged') await startAnew(inner, referralId);
    return { ok: true, letters };
  });
}

/** Whether the family can be asked now: it is its turn, or nobody has been offered the student yet. */
export function mayBeAsked(state: ReferralState): boolean {
  return state === 'triaged' || state === 'awaiting_consent' || state === 'waiting';
}

export type SentAgain = { ok: true; sentBy: SentBy } | { ok: false; reason: 'not-found' | 'already-answered' } | KeyReused;

/**
 * Sends an invitation again: it was lost, has ended, or somebody has talked with the family. The family's days start anew, and a wish to talk
 * first counts as met.
 */
export function sendAgain(tx: Tx, config: Pick<Config, 'origin' | 'key'>, { key, referralId, requestId }: { key: string; referralId: string; requestId: string }): Promise<SentAgain> {
  return once<SentAgain>(tx, { key, action: 'consent.send-again', body: { referralId, requestId } }, async (inner) => {
    const [request] = await inner.execute<{ referralId: string }>(sql`select referral_id as "referralId" from consent_request where partnership_id = ctx_partnership() and id = ${requestId}::uuid and referral_id = ${referralId}::uuid`);
    if (!request) return { ok: false, reason: 'not-found' };
    const sentBy = await sendInvitation(inner, config, requestId);
    if (!sentBy) return { ok: false, reason: 'already-answered' };
    await inner.execute(sql`update consent_request set wants_to_talk_at = null where partnership_id = ctx_partnership() and id = ${requestId}::uuid`);
    await startAnew(inner, request.referralId);
    return { ok: true, sentBy };
  });
}

/** Whether each of them is (or was) a guardian of the referral's student, whatever their rights. */
async function areGuardians(tx: Tx, referralId: string, guardianIds: readonly string[]): Promise<boolean> {
  const known = await tx.execute<{ id: string }>(sql`select distinct g.guardian_id as id from guardianship g join referral r on r.partnership_id = g.partnership_id and r.student_id = g.student_id
    where g.partnership_id = ctx_partnership() and r.id = ${referralId}::uuid and g.guardian_id = any(${sql.param([...guardianIds])}::uuid[])`);
  return known.length === new Set(guardianIds).size;
}

async function stateOf(tx: Tx, referralId: string): Promise<ReferralState | undefined> {
  const [row] = await tx.execute<{ state: ReferralState }>(sql`select state from referral where partnership_id = ctx_partnership() and id = ${referralId}::uuid for update`);
  return row?.state;
}

async function startAnew(tx: Tx, referralId: string): Promise<void> {
  const [row] = await tx.execute<{ schoolId: string; urgency: string }>(sql`select school_id as "schoolId", urgency from referral where partnership_id = ctx_partnership() and id = ${referralId}::uuid and state = 'awaiting_consent'`);
  if (row) await tx.execute(sql`update referral set next_action_on = ${await dueOn(tx, row, 'awaiting_consent')}::date where partnership_id = ctx_partnership() and id = ${referralId}::uuid`);
}
