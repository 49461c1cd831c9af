import { sql } from 'drizzle-orm';
import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../instant.server.ts';
import { bytea } from '../range.server.ts';

export const link = pgTable('link', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull(),
  kind: text({ enum: ['invitation', 'sign_in', 'visit'] }).notNull(),
  tokenSha256: bytea('token_sha256').notNull(),
  personId: uuid('person_id').notNull(),
  part: text({ enum: ['student', 'guardian', 'interpreter'] }),
  consentRequestId: uuid('consent_request_id'),
  appointmentId: uuid('appointment_id'),
  membershipId: uuid('membership_id'),
  madeAt: instant('made_at').notNull().default(sql`clock_now()`),
  beginsAt: instant('begins_at').notNull().default(sql`clock_now()`),
  expiresAt: instant('expires_at').notNull(),
  firstOpenedAt: instant('first_opened_at'),
  spentAt: instant('spent_at'),
  deviceSha256: bytea('device_sha256'),
  revokedAt: instant('revoked_at'),
  sentTo: uuid('sent_to'),
});

export const outbox = pgTable('outbox', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  personId: uuid('person_id').notNull(),
  channel: text().notNull(),
  template: text().notNull(),
  language: text(),
  sealed: bytea(),
  dedupeKey: text('dedupe_key').notNull(),
  state: text({ enum: ['promised', 'sent', 'dropped', 'dead'] }).notNull().default(sql`'promised'::text`),
  attempts: integer().notNull().default(sql`0`),
  promisedAt: instant('promised_at').notNull().default(sql`clock_now()`),
  notAfter: instant('not_after'),
  nextTryAt: instant('next_try_at').notNull().default(sql`now()`),
  sentAt: instant('sent_at'),
  lastError: text('last_error'),
  studentId: uuid('student_id'),
});

export const handedOver = pgTable('handed_over', {
  partnershipId: uuid('partnership_id').notNull(),
  mark: bytea().notNull(),
  at: instant().notNull(),
});

export const idempotency = pgTable('idempotency', {
  partnershipId: uuid('partnership_id').notNull(),
  actorId: uuid('actor_id').notNull(),
  key: text().notNull(),
  bodySha256: bytea('body_sha256').notNull(),
  answer: jsonb(),
  at: instant().notNull().default(sql`clock_now()`),
});
