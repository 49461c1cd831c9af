import { sql } from 'drizzle-orm';
import { date, integer, pgTable, text, time, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../instant.server.ts';
import { bytea, daterange, tstzrange } from '../range.server.ts';

export const therapistDay = pgTable('therapist_day', {
  id: uuid().notNull().defaultRandom(),
  therapistId: uuid('therapist_id').notNull(),
  day: date().notNull(),
  fromTime: time('from_time'),
  untilTime: time('until_time'),
  zone: text().notNull(),
});

export const timeOff = pgTable('time_off', {
  id: uuid().notNull().defaultRandom(),
  therapistId: uuid('therapist_id').notNull(),
  during: tstzrange().notNull(),
  zone: text().notNull(),
  reason: text({ enum: ['vacation', 'illness', 'training', 'family', 'other'] }).notNull(),
  addedAt: instant('added_at').notNull().default(sql`clock_now()`),
});

export const visitRules = pgTable('visit_rules', {
  partnershipId: uuid('partnership_id').notNull(),
  beforeMinutes: integer('before_minutes'),
  afterMinutes: integer('after_minutes'),
  noticeHours: integer('notice_hours'),
  horizonDays: integer('horizon_days'),
  dailyMaximum: integer('daily_maximum'),
  weeklyMaximum: integer('weekly_maximum'),
  staleHours: integer('stale_hours').notNull().default(sql`24`),
});

export const therapistRules = pgTable('therapist_rules', {
  therapistId: uuid('therapist_id').notNull(),
  beforeMinutes: integer('before_minutes'),
  afterMinutes: integer('after_minutes'),
  noticeHours: integer('notice_hours'),
  horizonDays: integer('horizon_days'),
  dailyMaximum: integer('daily_maximum'),
  weeklyMaximum: integer('weekly_maximum'),
});

export const therapistSchool = pgTable('therapist_school', {
  partnershipId: uuid('partnership_id').notNull(),
  therapistId: uuid('therapist_id').notNull(),
  schoolId: uuid('school_id').notNull(),
});

export const onSiteDay = pgTable('on_site_day', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  therapistId: uuid('therapist_id').notNull(),
  schoolId: uuid('school_id').notNull(),
  weekday: integer().notNull(),
  during: daterange().notNull().default(sql`daterange(null, null)`),
});

export const outsideCalendar = pgTable('outside_calendar', {
  id: uuid().notNull().defaultRandom(),
  therapistId: uuid('therapist_id').notNull(),
  addressSealed: bytea('address_sealed').notNull(),
  host: text().notNull(),
  etag: text(),
  modified: text(),
  addedAt: instant('added_at').notNull().default(sql`clock_now()`),
  nextCheckAt: instant('next_check_at').notNull().default(sql`clock_now()`),
  checkedAt: instant('checked_at'),
  readAt: instant('read_at'),
  readUntil: instant('read_until'),
  readZone: text('read_zone'),
  failedBecause: text('failed_because', { enum: ['not-reached', 'not-allowed', 'refused', 'too-large', 'too-many-redirects', 'not-a-calendar', 'broken-off'] }),
  unreadable: integer().notNull().default(sql`0`),
});

export const outsideBusy = pgTable('outside_busy', {
  therapistId: uuid('therapist_id').notNull(),
  calendarId: uuid('calendar_id').notNull(),
  during: tstzrange().notNull(),
});
