import type { Translation } from '../catalogue.ts';
import type { partnership as original } from '../en/partnership.ts';

export const partnership: Translation<typeof original> = {};
