import type { Tx } from '../../db/connect.server.ts';

/**
 * What consent needs of the referral it belongs to. A referral knows about consent and not the other way round, so whoever calls hands these
 * in: `moveReferral`, `bringForward` and `closeReferral` of `app/referrals`, `cancelBookedVisits` of `app/scheduling`.
 */
export type MoveReferral = (tx: Tx, move: { referralId: string; to: 'awaiting_consent' | 'waiting'; reason: 'signed' | 'consent_withdrawn' }) => Promise<{ ok: boolean }>;
export type BringForward = (tx: Tx, referralId: string) => Promise<void>;
export type CancelVisits = (tx: Tx, referralId: string, because: 'consent_withdrawn') => Promise<void>;
export type CloseReferral = (tx: Tx, closing: { referralId: string; outcome: 'declined_by_family' }) => Promise<{ ok: boolean }>;
