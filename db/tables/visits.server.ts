import { sql } from 'drizzle-orm';
import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../instant.server.ts';
import { bytea, tstzrange } from '../range.server.ts';

export const visit = pgTable('visit', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  appointmentId: uuid('appointment_id').notNull(),
  studentId: uuid('student_id').notNull(),
  therapistId: uuid('therapist_id').notNull(),
  roomName: text('room_name').notNull(),
  epoch: integer().notNull().default(sql`1`),
  mediaKeySealed: bytea('media_key_sealed').notNull(),
  state: text({ enum: ['open', 'live', 'ended'] }).notNull().default(sql`'open'::text`),
  openedAt: instant('opened_at').notNull().default(sql`clock_now()`),
  liveAt: instant('live_at'),
  endedAt: instant('ended_at'),
});

export const visitPlace = pgTable('visit_place', {
  partnershipId: uuid('partnership_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  n: integer().notNull(),
  stateCode: text('state_code').notNull(),
  answersSealed: bytea('answers_sealed').notNull(),
  confirmedAt: instant('confirmed_at').notNull().default(sql`clock_now()`),
  confirmedBy: uuid('confirmed_by').notNull(),
});

export const visitParticipant = pgTable('visit_participant', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  visitId: uuid('visit_id').notNull(),
  personId: uuid('person_id').notNull(),
  part: text({ enum: ['therapist', 'student', 'guardian', 'interpreter'] }).notNull(),
  identity: text().notNull(),
  deviceSha256: bytea('device_sha256'),
  waitingSince: instant('waiting_since'),
  admittedAt: instant('admitted_at'),
  admittedBy: uuid('admitted_by'),
  leftAt: instant('left_at'),
  lastSeenAt: instant('last_seen_at'),
});

export const visitCode = pgTable('visit_code', {
  partnershipId: uuid('partnership_id').notNull(),
  appointmentId: uuid('appointment_id').notNull(),
  studentId: uuid('student_id').notNull(),
  schoolId: uuid('school_id').notNull(),
  code: text().notNull(),
  during: tstzrange().notNull(),
});

export const codeAttempt = pgTable('code_attempt', {
  partnershipId: uuid('partnership_id').notNull(),
  kioskId: uuid('kiosk_id').notNull(),
  at: instant().notNull().default(sql`clock_now()`),
  id: uuid().notNull().defaultRandom(),
});

export const mediaEvent = pgTable('media_event', {
  partnershipId: uuid('partnership_id').notNull(),
  id: text().notNull(),
  visitId: uuid('visit_id').notNull(),
  kind: text({ enum: ['joined', 'left', 'seen', 'missing', 'room_finished', 'other'] }).notNull(),
  room: text().notNull(),
  identity: text(),
  sessionId: text('session_id'),
  joinedAt: instant('joined_at'),
  at: instant().notNull(),
  source: text({ enum: ['webhook', 'poll'] }).notNull(),
  receivedAt: instant('received_at').notNull().default(sql`clock_timestamp()`),
});

export const attendance = pgTable('attendance', {
  partnershipId: uuid('partnership_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  personId: uuid('person_id').notNull(),
  part: text({ enum: ['therapist', 'student', 'guardian', 'interpreter'] }).notNull(),
  proposed: text({ enum: ['attended', 'late', 'left_early', 'absent'] }).notNull(),
  status: text({ enum: ['attended', 'late', 'left_early', 'absent'] }),
  cause: text({ enum: ['student_absent', 'assembly', 'therapist', 'room', 'network', 'family', 'ill', 'other'] }),
  firstJoinedAt: instant('first_joined_at'),
  lastLeftAt: instant('last_left_at'),
  minutes: integer().notNull().default(sql`0`),
  confirmedAt: instant('confirmed_at'),
  confirmedBy: uuid('confirmed_by'),
});
