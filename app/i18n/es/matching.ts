import type { Translation } from '../catalogue.ts';
import type { matching as original } from '../en/matching.ts';

export const matching: Translation<typeof original> = {};
