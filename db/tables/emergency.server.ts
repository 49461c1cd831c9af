import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../instant.server.ts';
import { bytea } from '../range.server.ts';

export const emergencyAccess = pgTable('emergency_access', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull(),
  studentId: uuid('student_id').notNull(),
  schoolId: uuid('school_id').notNull(),
  openedBy: uuid('opened_by').notNull(),
  membershipId: uuid('membership_id').notNull(),
  organisationId: uuid('organisation_id').notNull(),
  openedAt: instant('opened_at').notNull().default(sql`clock_now()`),
  endsAt: instant('ends_at').notNull().default(sql`clock_now() + interval '60 minutes'`),
  endedAt: instant('ended_at'),
  endedBy: uuid('ended_by'),
  threat: text().notNull(),
  parties: text().array().notNull(),
  reasonSealed: bytea('reason_sealed'),
  outcome: text({ enum: ['appropriate', 'not_appropriate'] }),
  reviewedAt: instant('reviewed_at'),
  reviewedBy: uuid('reviewed_by'),
  wordsSealed: bytea('words_sealed'),
});
