import { sql } from 'drizzle-orm';
import { giveReason, nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import { record } from '../audit/record.server.ts';
import type { MoveReason } from './move-reasons.ts';
import { nextActionOn } from './next-action.ts';
import { ownerFor } from './owner.server.ts';
import { mayMove, type Outcome, type ReferralState } from './states.ts';

/** A move along the chart. */
export type Move = Readonly<{
  referralId: string;
  /** `closed` is `closeReferral`'s business. */
  to: Exclude<ReferralState, 'closed'>;
  /** Why, as a code of `moveReasons`; kept with the step. */
  reason?: MoveReason;
  /** The new owner's person id, where the rule cannot know it: the therapist to whom a referral is offered. */
  ownerId?: string;
  /** `YYYY-MM-DD`, where something else than the state's limit sets it: the day an offer must be answered by. */
  nextActionOn?: string;
}>;

export type Moved = { ok: true } | { ok: false; reason: 'not-found' | 'moved-on' };

/**
 * The one way in which code moves a referral: along the chart, with an owner and a date for the next action, in the caller's transaction.
 * (`gate.accept_offer` and `gate.decline_offer` move inside the database, for the same reasons.) The database writes the step.
 *
 * Refuses `moved-on` when somebody else has moved the referral meanwhile, so that the move no longer fits. The row stays locked until the
 * transaction ends: of two who move at once the second sees what the first did.
 */
export async function moveReferral(tx: Tx, move: Move): Promise<Moved> {
  const referral = await lockReferral(tx, move.referralId);
  if (!referral) return { ok: false, reason: 'not-found' };
  if (!mayMove(referral.state, move.to)) return { ok: false, reason: 'moved-on' };
  const ownerId = move.ownerId ?? await ownerFor(tx, referral, move.to);
  // Back with the family and nobody asked: whoever owns it has to talk with them today.
  const backToFamily = move.to === 'awaiting_consent' && referral.state !== 'triaged';
  const due = move.nextActionOn ?? await dueOn(tx, referral, move.to, backToFamily ? 0 : undefined);
  await giveReason(tx, move.reason ?? '');
  await tx.execute(sql`update referral set state = ${move.to}, owner_id = ${ownerId}::uuid, next_action_on = ${due}::date where id = ${referral.id}::uuid`);
  const action: AuditAction = move.to === 'triaged' ? 'referral.triaged' : 'referral.moved';
  await record(tx, {
    action, studentId: referral.studentId, subject: { kind: 'referral', id: referral.id },
    body: { from: referral.state, to: move.to, reason: move.reason ?? null },
  });
  return { ok: true };
}

/** Ends a referral from whatever state it is in, with a coded outcome. What depended on it ends with it (see `close-referral.server.ts`). */
export async function moveToClosed(tx: Tx, referralId: string, outcome: Outcome): Promise<Moved> {
  const referral = await lockReferral(tx, referralId);
  if (!referral) return { ok: false, reason: 'not-found' };
  if (!mayMove(referral.state, 'closed')) return { ok: false, reason: 'moved-on' };
  await giveReason(tx, '');
  await tx.execute(sql`update referral set state = 'closed', outcome = ${outcome}, owner_id = null, next_action_on = null where id = ${referralId}::uuid`);
  await record(tx, { action: 'referral.closed', studentId: referral.studentId, subject: { kind: 'referral', id: referralId }, body: { from: referral.state, outcome } });
  return { ok: true };
}

type Locked = { id: string; state: ReferralState; studentId: string; schoolId: string; referredBy: string; ownerId: string | null; urgency: string };

async function lockReferral(tx: Tx, id: string): Promise<Locked | undefined> {
  const [row] = await tx.execute<Locked>(sql`
    select id, state, student_id as "studentId", school_id as "schoolId", referred_by as "referredBy", owner_id as "ownerId", urgency
    from referral where partnership_id = ctx_partnership() and id = ${id}::uuid for update`);
  return row;
}

/** The day by which the owner of a referral in that state should act, counted from today on the school's calendar; `limitDays` instead of the state's own limit. */
export async function dueOn(tx: Tx, referral: { schoolId: string; urgency: string }, state: ReferralState, limitDays?: number): Promise<string> {
  const now = await nowOf(tx);
  const [row] = await tx.execute<{ zone: string; limit_days: number; urgency_days: number }>(sql`
    select coalesce(o.zone, pa.zone) as zone, coalesce(l.limit_days, s.limit_days, 0) as limit_days, u.within_days as urgency_days
    from organisation o join partnership pa on pa.id = o.partnership_id
      join reference.referral_state s on s.code = ${state} join reference.urgency u on u.code = ${referral.urgency}
      left join referral_limit l on l.partnership_id = o.partnership_id and l.state = s.code
    where o.partnership_id = ctx_partnership() and o.id = ${referral.schoolId}::uuid`);
  if (!row) throw new Error('a referral has a school');
  return nextActionOn({ state, today: now.toZonedDateTimeISO(row.zone).toPlainDate().toString(), limitDays: limitDays ?? row.limit_days, urgencyDays: row.urgency_days });
}
