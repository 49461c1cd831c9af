import type { Translation } from '../catalogue.ts';
import type { consent as original } from '../en/consent.ts';

export const consent: Translation<typeof original> = {};
