import { sql } from 'drizzle-orm';
import { integer, pgTable, text, time, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../instant.server.ts';
import { daterange, tstzrange } from '../range.server.ts';

export const interpreter = pgTable('interpreter', {
  partnershipId: uuid('partnership_id').notNull(),
  personId: uuid('person_id').notNull(),
  during: daterange().notNull(),
});

export const interpreterLanguage = pgTable('interpreter_language', {
  partnershipId: uuid('partnership_id').notNull(),
  personId: uuid('person_id').notNull(),
  language: text().notNull(),
});

export const interpreterHours = pgTable('interpreter_hours', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  personId: uuid('person_id').notNull(),
  weekday: integer().notNull(),
  fromTime: time('from_time').notNull(),
  untilTime: time('until_time').notNull(),
  zone: text().notNull(),
  during: daterange().notNull().default(sql`daterange(null, null)`),
});

export const interpreterAway = pgTable('interpreter_away', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull(),
  personId: uuid('person_id').notNull(),
  during: tstzrange().notNull(),
  zone: text().notNull(),
});

export const interpreterNeed = pgTable('interpreter_need', {
  partnershipId: uuid('partnership_id').notNull(),
  referralId: uuid('referral_id').notNull(),
  language: text(),
  decidedBy: uuid('decided_by'),
  decidedAt: instant('decided_at').notNull().default(sql`clock_now()`),
});

export const sitsIn = pgTable('sits_in', {
  partnershipId: uuid('partnership_id').notNull(),
  studentId: uuid('student_id').notNull(),
  guardianId: uuid('guardian_id').notNull(),
  place: text({ enum: ['school', 'home'] }).notNull(),
  saidBy: uuid('said_by'),
  saidAt: instant('said_at').notNull().default(sql`clock_now()`),
});
