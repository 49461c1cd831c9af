import type { Tx } from '../../db/connect.server.ts';
import { noLimits, ownAbove, type Limits } from '../therapist-time/limits.ts';
import { ownLimitsOf, partnershipLimits } from '../therapist-time/limits.server.ts';
import type { BookingRules } from './booking-rules.ts';

/** The rules by which each of these therapists is booked: the given ones, what the partnership says above them, what the therapist says above that. */
export async function rulesInForce(tx: Tx, therapistIds: readonly string[], rules: BookingRules): Promise<Map<string, BookingRules>> {
  const [partnership, own] = await Promise.all([partnershipLimits(tx), ownLimitsOf(tx, therapistIds)]);
  return new Map(therapistIds.map((id) => [id, withLimits(rules, ownAbove(own.get(id) ?? noLimits, partnership))]));
}

/** The same for one therapist. */
export async function rulesWith(tx: Tx, therapistId: string, rules: BookingRules): Promise<BookingRules> {
  return (await rulesInForce(tx, [therapistId], rules)).get(therapistId) ?? rules;
}

/** Those rules with what limits say instead. */
export function withLimits(rules: BookingRules, limits: Pick<Limits, 'beforeMinutes' | 'afterMinutes' | 'noticeHours' | 'horizonDays'>): BookingRules {
  const { therapist } = rules.buffers;
  return {
    ...rules,
    noticeHours: limits.noticeHours ?? rules.noticeHours,
    horizonDays: limits.horizonDays ?? rules.horizonDays,
    buffers: { ...rules.buffers, therapist: { beforeMinutes: limits.beforeMinutes ?? therapist.beforeMinutes, afterMinutes: limits.afterMinutes ?? therapist.afterMinutes } },
  };
}
