import type { Tx } from '../../db/connect.server.ts';

/**
 * What consent needs of the referral it belongs to. A referral knows about consent and not the other way round, so whoever calls hands these
 * in: `moveReferral` and `bringForward` of `app/referrals`.
 */
export type MoveReferral = (tx: Tx, move: { referralId: string; to: 'awaiting_consent' | 'waiting'; reason: 'asked' | 'signed' | 'consent_withdrawn' }) => Promise<{ ok: true } | { ok: false; reason: 'not-found' | 'moved-on' }>;
export type BringForward = (tx: Tx, referralId: string) => Promise<void>;
export type CloseReferral = (tx: Tx, referralId: string, outcome: 'declined_by_family') => Promise<{ ok: true } | { ok: false; reason: string }>;
