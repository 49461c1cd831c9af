import { sql } from 'drizzle-orm';
import { boolean, date, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../instant.server.ts';
import { daterange } from '../range.server.ts';

export const student = pgTable('student', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull(),
  birthDate: date('birth_date'),
  grade: text(),
  preferredName: text('preferred_name'),
  preferredNameSeenBy: text('preferred_name_seen_by', { enum: ['care_team', 'school', 'everyone'] }).notNull().default(sql`'care_team'::text`),
  homeState: text('home_state'),
  homeZone: text('home_zone'),
  createdAt: instant('created_at').notNull().default(sql`clock_now()`),
});

export const schoolYear = pgTable('school_year', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  title: text().notNull(),
  during: daterange().notNull(),
  source: text(),
  sourcedId: text('sourced_id'),
});

export const term = pgTable('term', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  schoolYearId: uuid('school_year_id'),
  title: text().notNull(),
  kind: text({ enum: ['term', 'semester', 'grading_period', 'other'] }).notNull(),
  during: daterange().notNull(),
  source: text(),
  sourcedId: text('sourced_id'),
  schoolId: uuid('school_id'),
});

export const enrolment = pgTable('enrolment', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  studentId: uuid('student_id').notNull(),
  schoolId: uuid('school_id').notNull(),
  during: daterange().notNull(),
  source: text(),
  sourcedId: text('sourced_id'),
});

export const schoolClass = pgTable('class', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  schoolId: uuid('school_id').notNull(),
  title: text().notNull(),
  courseCode: text('course_code'),
  courseTitle: text('course_title'),
  periods: text().array().notNull().default(sql`'{}'::text[]`),
  source: text(),
  sourcedId: text('sourced_id'),
});

export const classTerm = pgTable('class_term', {
  partnershipId: uuid('partnership_id').notNull(),
  classId: uuid('class_id').notNull(),
  termId: uuid('term_id').notNull(),
});

export const classEnrolment = pgTable('class_enrolment', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  classId: uuid('class_id').notNull(),
  personId: uuid('person_id').notNull(),
  part: text({ enum: ['student', 'teacher', 'other'] }).notNull(),
  during: daterange(),
  source: text(),
  sourcedId: text('sourced_id'),
});

export const rosterPerson = pgTable('roster_person', {
  partnershipId: uuid('partnership_id').notNull(),
  source: text().notNull(),
  sourcedId: text('sourced_id').notNull(),
  personId: uuid('person_id').notNull(),
  active: boolean().notNull().default(sql`true`),
  said: text(),
});

export const guardianship = pgTable('guardianship', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  studentId: uuid('student_id').notNull(),
  guardianId: uuid('guardian_id').notNull(),
  relationship: text({ enum: ['mother', 'father', 'parent', 'stepparent', 'grandparent', 'aunt_uncle', 'sibling', 'foster_parent', 'legal_guardian', 'other'] }).notNull(),
  decisionRight: boolean('decision_right').notNull().default(sql`false`),
  accessRight: boolean('access_right').notNull().default(sql`false`),
  courtOrder: boolean('court_order').notNull().default(sql`false`),
  during: daterange().notNull(),
  language: text().notNull().default(sql`'en'::text`),
  channels: text().array().notNull().default(sql`'{}'::text[]`),
  source: text(),
  sourcedId: text('sourced_id'),
  confirmedAt: instant('confirmed_at'),
  confirmedBy: uuid('confirmed_by'),
});

export const rosterImport = pgTable('roster_import', {
  partnershipId: uuid('partnership_id').notNull(),
  id: uuid().notNull().defaultRandom(),
  source: text().notNull(),
  format: text().notNull(),
  state: text({ enum: ['running', 'done', 'refused'] }).notNull(),
  byPerson: uuid('by_person'),
  startedAt: instant('started_at').notNull().default(sql`clock_now()`),
  finishedAt: instant('finished_at'),
  counts: jsonb().notNull().default(sql`'{}'::jsonb`),
  refusedWhy: text('refused_why'),
  rowsRead: integer('rows_read').notNull().default(0),
  rowsInFiles: integer('rows_in_files'),
  touchedAt: instant('touched_at').notNull().default(sql`now()`),
});

export const rosterRefusal = pgTable('roster_refusal', {
  partnershipId: uuid('partnership_id').notNull(),
  importId: uuid('import_id').notNull(),
  n: integer().notNull(),
  file: text().notNull(),
  line: integer(),
  reason: text().notNull(),
  what: text(),
  kept: boolean().notNull().default(false),
});

export const rosterRow = pgTable('roster_row', {
  partnershipId: uuid('partnership_id').notNull(),
  importId: uuid('import_id').notNull(),
  kind: text().notNull(),
  id: text().notNull(),
  refersTo: text('refers_to'),
  alsoTo: text('also_to'),
  file: text().notNull(),
  line: integer().notNull(),
  counted: text(),
  own: boolean().notNull(),
  mayBeCut: boolean('may_be_cut').notNull(),
  data: jsonb().notNull(),
  notes: text().array().notNull(),
  refused: text(),
  ready: boolean().notNull().default(false),
  target: uuid(),
});
