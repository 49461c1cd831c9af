import type { Translation } from '../catalogue.ts';
import type { audit as original } from '../en/audit.ts';

export const audit: Translation<typeof original> = {};
