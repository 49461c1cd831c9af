import type { Translation } from '../catalogue.ts';
import type { identity as original } from '../en/identity.ts';

export const identity: Translation<typeof original> = {};
