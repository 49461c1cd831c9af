import { sql } from 'drizzle-orm';
import { boolean, pgTable } from 'drizzle-orm/pg-core';
import { instant } from '../instant.server.ts';
import { bytea } from '../range.server.ts';

export const setUpCode = pgTable('set_up_code', {
  one: boolean().notNull().default(sql`true`),
  codeSha256: bytea('code_sha256').notNull(),
  madeAt: instant('made_at').notNull().default(sql`clock_now()`),
});
