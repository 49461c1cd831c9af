import { sql } from 'drizzle-orm';
import { boolean, integer, pgTable, text, time, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../instant.server.ts';
import { daterange, tstzrange, xid8 } from '../range.server.ts';

export const guardianWindow = pgTable('guardian_window', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  studentId: uuid('student_id').notNull(),
  guardianId: uuid('guardian_id').notNull(),
  weekday: integer().notNull(),
  fromTime: time('from_time').notNull(),
  untilTime: time('until_time').notNull(),
  zone: text().notNull(),
});

export const appointment = pgTable('appointment', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull(),
  episodeId: uuid('episode_id').notNull(),
  therapistId: uuid('therapist_id').notNull(),
  agencyId: uuid('agency_id').notNull(),
  schoolId: uuid('school_id').notNull(),
  place: text({ enum: ['school', 'home'] }).notNull(),
  roomId: uuid('room_id'),
  during: tstzrange().notNull(),
  zone: text().notNull(),
  stateCode: text('state_code').notNull(),
  state: text({ enum: ['held', 'booked', 'in_progress', 'completed', 'not_held', 'cancelled'] }).notNull(),
  heldUntil: instant('held_until'),
  outsideWindowsYesBy: uuid('outside_windows_yes_by'),
  calendarUid: uuid('calendar_uid').notNull().defaultRandom(),
  calendarSequence: integer('calendar_sequence').notNull().default(sql`0`),
  madeBy: uuid('made_by'),
  madeAt: instant('made_at').notNull().default(sql`clock_now()`),
  bookedAt: instant('booked_at'),
  endedBy: uuid('ended_by'),
  endedAt: instant('ended_at'),
  endedBecause: text('ended_because'),
  movedBy: uuid('moved_by'),
  movedAt: instant('moved_at'),
  movedFrom: tstzrange('moved_from'),
  movedByFamily: integer('moved_by_family').notNull().default(sql`0`),
});

export const appointmentStudent = pgTable('appointment_student', {
  partnershipId: uuid('partnership_id').notNull(),
  appointmentId: uuid('appointment_id').notNull(),
  studentId: uuid('student_id').notNull(),
});

export const occupancy = pgTable('occupancy', {
  id: uuid().notNull().defaultRandom(),
  partnershipId: uuid('partnership_id').notNull(),
  appointmentId: uuid('appointment_id'),
  kind: text({ enum: ['therapist', 'room', 'student', 'interpreter', 'guardian'] }).notNull(),
  resourceId: uuid('resource_id').notNull(),
  during: tstzrange().notNull(),
  blocked: tstzrange().notNull(),
  heldUntil: instant('held_until'),
  releasedAt: instant('released_at'),
  roomUseId: uuid('room_use_id'),
});

export const roomUse = pgTable('room_use', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull(),
  schoolId: uuid('school_id').notNull(),
  roomId: uuid('room_id').notNull(),
  seriesId: uuid('series_id').notNull(),
  during: tstzrange().notNull(),
  kind: text({ enum: ['nurse', 'test', 'meeting', 'class', 'group', 'other'] }).notNull(),
  words: text().notNull().default(''),
  madeBy: uuid('made_by'),
  madeAt: instant('made_at').notNull().default(sql`clock_now()`),
  releasedBy: uuid('released_by'),
  releasedAt: instant('released_at'),
});

export const roomOutOfOrder = pgTable('room_out_of_order', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull(),
  schoolId: uuid('school_id').notNull(),
  roomId: uuid('room_id').notNull(),
  during: tstzrange().notNull(),
  reason: text({ enum: ['heat', 'water', 'light', 'network', 'device', 'furniture', 'building', 'other'] }).notNull(),
  words: text().notNull().default(''),
  reportedBy: uuid('reported_by'),
  reportedAt: instant('reported_at').notNull().default(sql`clock_now()`),
  mendedBy: uuid('mended_by'),
  mendedAt: instant('mended_at'),
});

export const resourceChange = pgTable('resource_change', {
  xid: xid8().notNull().default(sql`pg_current_xact_id()`),
  resourceId: uuid('resource_id'),
  days: daterange(),
  at: instant().notNull().default(sql`now()`),
});

export const familyRules = pgTable('family_rules', {
  partnershipId: uuid('partnership_id').notNull(),
  booksAtHome: boolean('books_at_home').notNull().default(sql`true`),
  movesAtHome: boolean('moves_at_home').notNull().default(sql`true`),
  movesAtSchool: boolean('moves_at_school').notNull().default(sql`false`),
  noticeHours: integer('notice_hours').notNull().default(sql`24`),
  movesAtMost: integer('moves_at_most').notNull().default(sql`2`),
});
