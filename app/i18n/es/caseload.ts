import type { Translation } from '../catalogue.ts';
import type { caseload as original } from '../en/caseload.ts';

export const caseload: Translation<typeof original> = {};
