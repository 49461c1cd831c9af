import { Temporal } from 'temporal-polyfill';
import type { ReferralState } from './states.ts';

/** What the date depends on. Dates are `YYYY-MM-DD` in the school's zone, limits whole calendar days. */
export type NextActionInput = Readonly<{
  state: ReferralState;
  today: string;
  /** The partnership's limit for that state, else the default (`referral_limit`, `reference.referral_state`). */
  limitDays: number;
  /** What the referral's urgency lets a family expect (`reference.urgency.within_days`). */
  urgencyDays: number;
}>;

/** States in which the student has not been seen yet, so that urgency shortens the limit. */
const beforeFirstVisit: readonly ReferralState[] = ['received', 'triaged', 'awaiting_consent', 'waiting', 'offered', 'accepted'];
const saturday = 6;

/**
 * The last day on which nobody has to worry: the owner acts on it or before it, and from the next morning on the referral is past its limit
 * and on somebody's list.
 *
 * Today plus the state's limit. An urgency that promises less shortens it, until a visit stands in the calendar: a student who should be
 * seen in two days does not wait fourteen for a match. A Saturday or Sunday becomes the Monday after, as schools are shut.
 *
 * `gate.referral_due_on` is the same rule where a therapist's answer moves a referral inside the database; a guarantee holds the two together.
 */
export function nextActionOn({ state, today, limitDays, urgencyDays }: NextActionInput): string {
  const days = beforeFirstVisit.includes(state) ? Math.min(limitDays, urgencyDays) : limitDays;
  const day = Temporal.PlainDate.from(today).add({ days });
  return (day.dayOfWeek < saturday ? day : day.add({ days: 8 - day.dayOfWeek })).toString();
}
