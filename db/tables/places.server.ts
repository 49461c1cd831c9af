import { sql } from 'drizzle-orm';
import { boolean, integer, pgTable, text, time, uuid } from 'drizzle-orm/pg-core';
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
