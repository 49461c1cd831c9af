import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../instant.server.ts';

export const recoveryRequest = pgTable('recovery_request', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  personId: uuid('person_id').notNull(),
  askedAt: instant('asked_at').notNull().default(sql`clock_now()`),
  answer: text({ enum: ['confirmed', 'declined'] }),
  answeredAt: instant('answered_at'),
  answeredBy: uuid('answered_by'),
  answeredByPerson: uuid('answered_by_person'),
});
