import { sql } from 'drizzle-orm';
import { bigint, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../instant.server.ts';
import { bytea, xid8 } from '../range.server.ts';

export const dataKey = pgTable('data_key', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  studentId: uuid('student_id').notNull(),
  regime: text({ enum: ['school', 'clinical'] }).notNull(),
  keyVersion: integer('key_version').notNull(),
  wrapped: bytea(),
  createdAt: instant('created_at').notNull().default(sql`clock_now()`),
  destroyedAt: instant('destroyed_at'),
});

export const auditEntry = pgTable('audit_entry', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull(),
  era: integer().notNull().default(sql`current_era()`),
  xid: xid8().notNull().default(sql`pg_current_xact_id()`),
  at: instant().notNull().default(sql`now()`),
  body: jsonb().notNull(),
  hmac: bytea().notNull(),
  studentId: uuid('student_id').generatedAlwaysAs(sql`((body ->> 'studentId'::text))::uuid`),
  actorId: uuid('actor_id').generatedAlwaysAs(sql`((body ->> 'personId'::text))::uuid`),
  action: text().generatedAlwaysAs(sql`(body ->> 'action'::text)`),
  clock: text().generatedAlwaysAs(sql`(body ->> 'clock'::text)`),
});

export const auditSeal = pgTable('audit_seal', {
  n: bigint({ mode: 'number' }).notNull(),
  era: integer().notNull(),
  fromXid: xid8('from_xid').notNull(),
  toXid: xid8('to_xid').notNull(),
  rows: integer().notNull(),
  root: bytea().notNull(),
  prev: bytea().notNull(),
  seal: bytea().notNull(),
  at: instant().notNull().default(sql`now()`),
});

export const disclosure = pgTable('disclosure', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull(),
  era: integer().notNull().default(sql`current_era()`),
  xid: xid8().notNull().default(sql`pg_current_xact_id()`),
  at: instant().notNull().default(sql`clock_now()`),
  studentId: uuid('student_id').notNull(),
  fromOrganisationId: uuid('from_organisation_id').notNull(),
  toOrganisationId: uuid('to_organisation_id').notNull(),
  toPersonId: uuid('to_person_id'),
  what: text().notNull(),
  purpose: text().notNull(),
  basis: text({ enum: ['release', 'emergency', 'law'] }).notNull(),
  consentId: uuid('consent_id'),
  byPerson: uuid('by_person'),
  hmac: bytea().notNull(),
});

export const erasure = pgTable('erasure', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull(),
  studentId: uuid('student_id').notNull(),
  regime: text({ enum: ['school', 'clinical', 'both'] }).notNull(),
  reason: text({ enum: ['family-request', 'retention-ended', 'court-order'] }).notNull(),
  at: instant().notNull().default(sql`clock_now()`),
});

export const backupRun = pgTable('backup_run', {
  id: uuid().notNull(),
  startedAt: instant('started_at').notNull(),
  endedAt: instant('ended_at').notNull(),
  failed: text(),
  bytes: bigint({ mode: 'number' }),
});
