import type { Translation } from '../catalogue.ts';
import type { visits as original } from '../en/visits.ts';

export const visits: Translation<typeof original> = {};
