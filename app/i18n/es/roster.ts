import type { Translation } from '../catalogue.ts';
import type { roster as original } from '../en/roster.ts';

export const roster: Translation<typeof original> = {};
