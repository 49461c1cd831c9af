import { sql } from 'drizzle-orm';
import { date, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../instant.server.ts';
import { bytea } from '../range.server.ts';

export const referral = pgTable('referral', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull(),
  studentId: uuid('student_id').notNull(),
  schoolId: uuid('school_id').notNull(),
  referredBy: uuid('referred_by').notNull(),
  state: text().notNull().default(sql`'received'::text`),
  ownerId: uuid('owner_id'),
  nextActionOn: date('next_action_on'),
  since: instant().notNull().default(sql`clock_now()`),
  concern: text().notNull(),
  urgency: text().notNull(),
  language: text().notNull(),
  place: text({ enum: ['school', 'home'] }).notNull(),
  whySealed: bytea('why_sealed').notNull(),
  triedSealed: bytea('tried_sealed'),
  safetySealed: bytea('safety_sealed').notNull(),
  reach: text({ enum: ['email', 'phone', 'letter'] }).notNull(),
  askedFor: text('asked_for').array().notNull().default(sql`'{}'::text[]`),
  outcome: text(),
  createdAt: instant('created_at').notNull().default(sql`clock_now()`),
});

export const referralStep = pgTable('referral_step', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  referralId: uuid('referral_id').notNull(),
  fromState: text('from_state'),
  toState: text('to_state').notNull(),
  at: instant().notNull().default(sql`clock_now()`),
  byPerson: uuid('by_person'),
  byRole: text('by_role').notNull(),
  reason: text(),
});

export const referralLimit = pgTable('referral_limit', {
  partnershipId: uuid('partnership_id').notNull(),
  state: text().notNull(),
  limitDays: integer('limit_days').notNull(),
});

export const safetyEvent = pgTable('safety_event', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull(),
  studentId: uuid('student_id').notNull(),
  schoolId: uuid('school_id').notNull(),
  referralId: uuid('referral_id'),
  state: text({ enum: ['raised', 'acknowledged', 'resolved'] }).notNull().default(sql`'raised'::text`),
  raisedAt: instant('raised_at').notNull().default(sql`clock_now()`),
  raisedBy: uuid('raised_by').notNull(),
  acknowledgedAt: instant('acknowledged_at'),
  acknowledgedBy: uuid('acknowledged_by'),
  resolvedAt: instant('resolved_at'),
  resolvedBy: uuid('resolved_by'),
  whatSealed: bytea('what_sealed').notNull(),
  doneSealed: bytea('done_sealed'),
});
