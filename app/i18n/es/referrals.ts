import type { Translation } from '../catalogue.ts';
import type { referrals as original } from '../en/referrals.ts';

export const referrals: Translation<typeof original> = {};
