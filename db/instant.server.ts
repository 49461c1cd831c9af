import { customType } from 'drizzle-orm/pg-core';
import { instantText } from './range.server.ts';

/** An instant as ISO 8601 text in UTC (`2026-11-24T13:00:00.000Z`). */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamptz',
  fromDriver: instantText,
});
