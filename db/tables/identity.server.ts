import { sql } from 'drizzle-orm';
import { bigint, boolean, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../instant.server.ts';
import { daterange, int4range, tstzrange } from '../range.server.ts';

export const installation = pgTable('installation', {
  one: boolean().notNull().default(sql`true`),
  kind: text({ enum: ['real', 'demo', 'test'] }).notNull().default(sql`'real'::text`),
  demoPartnershipId: uuid('demo_partnership_id'),
  era: integer().notNull().default(sql`1`),
  systemIdentifier: text('system_identifier').notNull(),
  keyVersion: integer('key_version').notNull().default(sql`1`),
  timeline: integer(),
  settledEra: integer('settled_era').notNull().default(sql`1`),
  backupsBy: text('backups_by', { enum: ['hallway', 'operator'] }),
  databaseOid: bigint('database_oid', { mode: 'number' }),
  tableOid: bigint('table_oid', { mode: 'number' }),
  keyChecks: jsonb('key_checks').notNull().default(sql`'{}'::jsonb`),
});

export const partnership = pgTable('partnership', {
  id: uuid().notNull().defaultRandom(),
  name: text().notNull(),
  zone: text().notNull(),
  defaultLanguage: text('default_language').notNull().default(sql`'en'::text`),
  listId: uuid('list_id').notNull().defaultRandom(),
  madeUp: boolean('made_up').notNull().default(sql`false`),
  smallGroupUnder: integer('small_group_under').notNull().default(sql`10`),
  createdAt: instant('created_at').notNull().default(sql`clock_now()`),
});

export const organisation = pgTable('organisation', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  kind: text({ enum: ['district', 'school', 'agency'] }).notNull(),
  name: text().notNull(),
  parentId: uuid('parent_id'),
  state: text(),
  zone: text(),
  phone: text(),
  source: text(),
  sourcedId: text('sourced_id'),
  createdAt: instant('created_at').notNull().default(sql`clock_now()`),
  endedAt: instant('ended_at'),
});

export const person = pgTable('person', {
  id: uuid().notNull().defaultRandom(),
  givenName: text('given_name').notNull(),
  familyName: text('family_name').notNull(),
  email: text(),
  phone: text(),
  language: text().notNull().default(sql`'en'::text`),
  madeUp: boolean('made_up').notNull().default(sql`false`),
  createdAt: instant('created_at').notNull().default(sql`clock_now()`),
});

export const addressChange = pgTable('address_change', {
  id: uuid().notNull().defaultRandom(),
  personId: uuid('person_id').notNull(),
  changedBy: uuid('changed_by').notNull(),
  changedAt: instant('changed_at').notNull().default(sql`clock_now()`),
});

export const personSeen = pgTable('person_seen', {
  partnershipId: uuid('partnership_id').notNull(),
  personId: uuid('person_id').notNull(),
  seerId: uuid('seer_id').notNull(),
  reason: text({ enum: ['membership', 'engagement', 'enrolment', 'student', 'guardianship', 'guardian', 'care'] }).notNull(),
  reasonId: uuid('reason_id').notNull(),
  during: tstzrange().notNull().default(sql`tstzrange(NULL::timestamp with time zone, NULL::timestamp with time zone)`),
  since: instant('since').default(sql`clock_now()`),
});

export const personSeenPast = pgTable('person_seen_past', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  personId: uuid('person_id').notNull(),
  seerId: uuid('seer_id').notNull(),
  reason: text().notNull(),
  reasonId: uuid('reason_id').notNull(),
  during: tstzrange().notNull(),
});

export const membershipPast = pgTable('membership_past', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  membershipId: uuid('membership_id').notNull(),
  personId: uuid('person_id').notNull(),
  organisationId: uuid('organisation_id').notNull(),
  role: text().notNull(),
  during: tstzrange().notNull(),
});

export const membership = pgTable('membership', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  personId: uuid('person_id').notNull(),
  organisationId: uuid('organisation_id').notNull(),
  role: text().notNull(),
  during: daterange().notNull(),
  source: text(),
  sourcedId: text('sourced_id'),
  createdAt: instant('created_at').notNull().default(sql`clock_now()`),
  endedAt: instant('ended_at'),
});

export const engagement = pgTable('engagement', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  therapistId: uuid('therapist_id').notNull(),
  agencyId: uuid('agency_id').notNull(),
  during: daterange().notNull(),
  caseloadLimit: integer('caseload_limit').notNull(),
  caseloadCount: integer('caseload_count').notNull().default(sql`0`),
  places: text().array().notNull().default(sql`'{school,home}'::text[]`),
  ages: int4range().notNull().default(sql`int4range(5, 20)`),
  identity: text().array().notNull().default(sql`'{}'::text[]`),
});
