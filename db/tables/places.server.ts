import { sql } from 'drizzle-orm';
import { boolean, date, integer, pgTable, text, time, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../instant.server.ts';
import { bytea, daterange } from '../range.server.ts';

export const room = pgTable('room', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  schoolId: uuid('school_id').notNull(),
  name: text().notNull(),
  seats: integer().notNull().default(sql`2`),
  adultOnSite: text('adult_on_site'),
  adultPhone: text('adult_phone'),
  retiredAt: instant('retired_at'),
  equipment: text().array().notNull().default(sql`'{}'`),
  accessibility: text().array().notNull().default(sql`'{}'`),
  words: text().notNull().default(''),
  beforeMinutes: integer('before_minutes').notNull().default(sql`0`),
  afterMinutes: integer('after_minutes').notNull().default(sql`0`),
});

export const roomHours = pgTable('room_hours', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  roomId: uuid('room_id').notNull(),
  weekday: integer().notNull(),
  fromTime: time('from_time').notNull(),
  untilTime: time('until_time').notNull(),
});

export const bellSchedule = pgTable('bell_schedule', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  schoolId: uuid('school_id').notNull(),
  schoolYearId: uuid('school_year_id'),
  name: text().notNull(),
  during: daterange().notNull(),
});

export const dayType = pgTable('day_type', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  bellScheduleId: uuid('bell_schedule_id').notNull(),
  name: text().notNull(),
  weekdays: integer().array().notNull(),
  kind: text({ enum: ['regular', 'early_release', 'late_start', 'testing', 'other'] }).notNull().default('regular'),
  turn: integer(),
});

export const schoolDay = pgTable('school_day', {
  partnershipId: uuid('partnership_id').notNull(),
  schoolId: uuid('school_id').notNull(),
  day: date().notNull(),
  dayTypeName: text('day_type_name'),
  closedFor: text('closed_for', { enum: ['holiday', 'break', 'staff_day', 'weather', 'other'] }),
  label: text().notNull().default(''),
  skipsTurn: boolean('skips_turn').notNull(),
  source: text({ enum: ['hand', 'calendar', 'bells'] }).notNull(),
  changedAt: instant('changed_at').notNull().default(sql`clock_now()`),
  changedBy: uuid('changed_by'),
});

export const lesson = pgTable('lesson', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  studentId: uuid('student_id').notNull(),
  schoolId: uuid('school_id').notNull(),
  during: daterange().notNull(),
  periodName: text('period_name').notNull(),
  dayTypeName: text('day_type_name'),
  course: text().notNull().default(''),
  protected: boolean().notNull(),
  changedAt: instant('changed_at').notNull().default(sql`clock_now()`),
  changedBy: uuid('changed_by'),
});

export const period = pgTable('period', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  dayTypeId: uuid('day_type_id').notNull(),
  name: text().notNull(),
  fromTime: time('from_time').notNull(),
  untilTime: time('until_time').notNull(),
  bookable: boolean().notNull().default(sql`true`),
});

export const kiosk = pgTable('kiosk', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  schoolId: uuid('school_id').notNull(),
  roomId: uuid('room_id').notNull(),
  pairingCode: text('pairing_code'),
  pairingUntil: instant('pairing_until'),
  secretSha256: bytea('secret_sha256'),
  madeAt: instant('made_at').notNull().default(sql`clock_now()`),
  madeBy: uuid('made_by').notNull(),
  pairedAt: instant('paired_at'),
  lastSeenAt: instant('last_seen_at'),
  revokedAt: instant('revoked_at'),
});
