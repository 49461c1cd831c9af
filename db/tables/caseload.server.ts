import { sql } from 'drizzle-orm';
import { date, integer, jsonb, pgTable, text, time, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../instant.server.ts';
import { daterange } from '../range.server.ts';

export const license = pgTable('license', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  therapistId: uuid('therapist_id').notNull(),
  state: text().notNull(),
  kind: text({ enum: ['counselor', 'social_worker', 'psychologist', 'marriage_family', 'privilege'] }).notNull(),
  number: text().notNull(),
  during: daterange().notNull(),
  verifiedOn: date('verified_on'),
  verifiedBy: uuid('verified_by'),
});

export const therapistLanguage = pgTable('therapist_language', {
  partnershipId: uuid('partnership_id').notNull(),
  therapistId: uuid('therapist_id').notNull(),
  language: text().notNull(),
});

export const therapistConcern = pgTable('therapist_concern', {
  partnershipId: uuid('partnership_id').notNull(),
  therapistId: uuid('therapist_id').notNull(),
  concern: text().notNull(),
  experience: integer().notNull().default(sql`2`),
});

export const therapistHours = pgTable('therapist_hours', {
  id: uuid().notNull().defaultRandom(),
  therapistId: uuid('therapist_id').notNull(),
  weekday: integer().notNull(),
  fromTime: time('from_time').notNull(),
  untilTime: time('until_time').notNull(),
  zone: text().notNull(),
  during: daterange().notNull().default(sql`daterange(NULL::date, NULL::date)`),
});

export const offer = pgTable('offer', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  referralId: uuid('referral_id').notNull(),
  therapistId: uuid('therapist_id').notNull(),
  engagementId: uuid('engagement_id').notNull(),
  schoolId: uuid('school_id').notNull(),
  state: text({ enum: ['open', 'accepted', 'declined', 'expired', 'withdrawn'] }).notNull().default(sql`'open'::text`),
  answerBy: instant('answer_by').notNull(),
  madeAt: instant('made_at').notNull().default(sql`clock_now()`),
  madeBy: uuid('made_by').notNull(),
  answeredAt: instant('answered_at'),
  declinedBecause: text('declined_because', { enum: ['no_time', 'not_my_field', 'know_the_family', 'other'] }),
  ageYears: integer('age_years'),
  concern: text().notNull(),
  urgency: text().notNull(),
  language: text().notNull(),
  place: text({ enum: ['school', 'home'] }).notNull(),
  score: jsonb().notNull(),
});

export const episodeOfCare = pgTable('episode_of_care', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  studentId: uuid('student_id').notNull(),
  referralId: uuid('referral_id').notNull(),
  offerId: uuid('offer_id').notNull(),
  therapistId: uuid('therapist_id').notNull(),
  engagementId: uuid('engagement_id').notNull(),
  agencyId: uuid('agency_id').notNull(),
  beganAt: instant('began_at').notNull().default(sql`clock_now()`),
  endedAt: instant('ended_at'),
});
