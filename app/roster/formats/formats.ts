import * as people from './one-roster-people.ts';
import * as places from './one-roster-places.ts';
import type { Part } from './part.ts';
import * as sds1People from './sds-1-people.ts';
import * as sds1Places from './sds-1-places.ts';
import * as sds2 from './sds-2.ts';

export type RosterFormat = 'oneroster-1.1' | 'oneroster-1.2' | 'sds-1' | 'sds-2.0' | 'sds-2.1';

export interface FormatParts {
  /** Files without which the set is not whole. */
  required: Part[];
  /** Files that may be there. */
  optional: Part[];
}

/** Which files make up a set of each format, in an order in which a row mostly follows what it refers to. */
export const FORMATS: Record<RosterFormat, FormatParts> = {
  'oneroster-1.1': {
    required: [places.orgs, people.usersWithRoles],
    optional: [places.academicSessions, places.courses, places.classes, people.demographics, people.enrollments],
  },
  'oneroster-1.2': {
    required: [places.orgs, people.users, people.roles],
    optional: [places.academicSessions, places.courses, places.classes, people.demographics, people.enrollments],
  },
  'sds-1': {
    required: [sds1Places.schools, sds1People.students],
    optional: [
      sds1People.teachers,
      sds1Places.sections,
      sds1People.studentEnrollments,
      sds1People.teacherRosters,
      sds1People.guardians,
      sds1People.guardianRelationships,
    ],
  },
  'sds-2.0': { required: [places.orgs, sds2.usersWithRoles], optional: [sds2.classes, sds2.enrollments] },
  'sds-2.1': {
    required: [places.orgs, sds2.users, sds2.roles],
    optional: [places.academicSessions, places.courses, sds2.classes, sds2.demographics, sds2.relationships, sds2.enrollments],
  },
};

/** Files that say who is in special education or gets free meals, or hold passwords and nothing else we need. They are not opened. */
export const NEVER_READ = new Set(['userflags', 'userprofiles']);
