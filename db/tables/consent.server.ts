import { sql } from 'drizzle-orm';
import { boolean, date, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../instant.server.ts';
import { bytea, tstzrange } from '../range.server.ts';

export const consentDocument = pgTable('consent_document', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  purpose: text({ enum: ['service', 'telehealth', 'release_to_agency', 'release_to_school'] }).notNull(),
  version: integer().notNull(),
  required: boolean().notNull(),
  publishedAt: instant('published_at').notNull().default(sql`clock_now()`),
});

export const consentText = pgTable('consent_text', {
  partnershipId: uuid('partnership_id').notNull(),
  documentId: uuid('document_id').notNull(),
  language: text().notNull(),
  title: text().notNull(),
  summary: text().notNull(),
  body: text().notNull(),
  sha256: bytea().notNull(),
});

export const consentRequest = pgTable('consent_request', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  referralId: uuid('referral_id').notNull(),
  studentId: uuid('student_id').notNull(),
  guardianId: uuid('guardian_id').notNull(),
  schoolId: uuid('school_id').notNull(),
  language: text().notNull(),
  state: text({ enum: ['draft', 'sent', 'viewed', 'signed', 'declined', 'withdrawn', 'superseded', 'expired'] }).notNull().default(sql`'draft'::text`),
  askedBy: uuid('asked_by').notNull(),
  askedAt: instant('asked_at').notNull().default(sql`clock_now()`),
  sentAt: instant('sent_at'),
  viewedAt: instant('viewed_at'),
  answeredAt: instant('answered_at'),
  wantsToTalkAt: instant('wants_to_talk_at'),
  endsOn: date('ends_on').notNull(),
});

export const consentRequestAgency = pgTable('consent_request_agency', {
  partnershipId: uuid('partnership_id').notNull(),
  requestId: uuid('request_id').notNull(),
  agencyId: uuid('agency_id').notNull(),
});

export const consentSignature = pgTable('consent_signature', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull(),
  requestId: uuid('request_id').notNull(),
  studentId: uuid('student_id').notNull(),
  signerId: uuid('signer_id').notNull(),
  capacity: text({ enum: ['guardian', 'minor', 'adult_student'] }).notNull(),
  guardianshipId: uuid('guardianship_id'),
  language: text().notNull(),
  textSealed: bytea('text_sealed').notNull(),
  textSha256: bytea('text_sha256').notNull(),
  signedNameSealed: bytea('signed_name_sealed').notNull(),
  signedAt: instant('signed_at').notNull().default(sql`clock_now()`),
  hmac: bytea().notNull(),
});

export const consent = pgTable('consent', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  requestId: uuid('request_id').notNull(),
  signatureId: uuid('signature_id').notNull(),
  studentId: uuid('student_id').notNull(),
  purpose: text({ enum: ['service', 'telehealth', 'release_to_agency', 'release_to_school'] }).notNull(),
  documentId: uuid('document_id').notNull(),
  agencyId: uuid('agency_id').notNull(),
  schoolId: uuid('school_id').notNull(),
  answer: boolean().notNull(),
  during: tstzrange().notNull(),
  withdrawnAt: instant('withdrawn_at'),
  withdrawnBy: uuid('withdrawn_by'),
});
