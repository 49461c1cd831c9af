import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { ownerPartOf, type ReferralState } from './states.ts';

/** What the choice of an owner looks at. */
export type Owned = Readonly<{ id: string; ownerId: string | null }>;

/**
 * Who answers for a referral in a state, so that it never rests unowned:
 * the counselor who referred, or when they have left the one who has been longest at that school; the coordinator who acts, else the one who
 * has been longest in the partnership; the therapist in whose care the student is. Where there is nobody of that kind today it stays with
 * whoever has it: somebody who can hand it on is better than nobody.
 *
 * @returns a person's id; null only for a closed referral
 */
export async function ownerFor(tx: Tx, referral: Owned, state: ReferralState): Promise<string | null> {
  const part = ownerPartOf(state);
  if (part === null) return null;
  const [row] = await tx.execute<{ id: string | null }>(part === 'therapist'
    ? sql`select therapist_id as id from episode_of_care where partnership_id = ctx_partnership() and referral_id = ${referral.id}::uuid and ended_at is null`
    : sql`select gate.who_answers(${referral.id}::uuid, ${part}) as id`);
  return row?.id ?? referral.ownerId;
}
