import type { Translation } from '../catalogue.ts';
import type { scheduling as original } from '../en/scheduling.ts';

export const scheduling: Translation<typeof original> = {};
