import type { Role } from './permissions.ts';

/**
 * Whose records a role reaches at all, whatever it may do with them. The database keeps it (who sees whom, `person_seen`); `record-access.db.test.ts`
 * asks every page by this table, and the page of permissions is drawn from it.
 *
 * - `school`: of the school the membership is at, while a student is enrolled there.
 * - `partnership`: of every school of the partnership.
 * - `care`: of students in whose care they are, while that lasts; and their own.
 * - `agency`: of therapists whom the agency engages, while it does; no student.
 * - `children`: of their own children, while the school has confirmed it.
 */
export const reach = {
  counselor: 'school',
  front_office: 'school',
  therapist: 'care',
  coordinator: 'partnership',
  agency_administrator: 'agency',
  privacy_officer: 'partnership',
  guardian: 'children',
} as const satisfies Record<Role, string>;

export type Reach = (typeof reach)[Role];
