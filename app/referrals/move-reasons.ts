/** Why a referral moved, kept as a code and never as free text. Words: `referrals` catalogue, `reason.<code>`. */
export const moveReasons = [
  'asked', 'signed', 'asked_again', 'consent_withdrawn', 'consent_expired',
  'offer_declined', 'offer_expired', 'offer_withdrawn', 'therapist_lost', 'slot_lost', 'booked', 'first_visit_held',
] as const;
export type MoveReason = (typeof moveReasons)[number];
