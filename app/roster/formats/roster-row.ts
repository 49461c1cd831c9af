/**
 * The one shape into which every roster format is read. Ids are the source's own (`sourcedId`), unique only among rows of one `kind`: one vendor
 * numbers schools, sections and courses alike. Days are calendar days `YYYY-MM-DD` and both ends are days on which the thing still holds: the
 * standard calls an end exclusive, every file seen writes the last day, and reading one day too many loses nobody.
 *
 * What is not here is never read: passwords, special-education and meal flags, race, sex and place of birth.
 */
export type RosterRow =
  | OrganisationRow
  | SessionRow
  | CourseRow
  | ClassRow
  | PersonRow
  | RoleRow
  | BirthDateRow
  | AgentRow
  | ClassPlaceRow;

export interface OrganisationRow {
  kind: 'organisation';
  id: string;
  name: string;
  /** A department is a part of the school or district above it, not a place of its own. */
  organisationKind: 'district' | 'school' | 'department';
  parentId: string | null;
}

export interface SessionRow {
  kind: 'session';
  id: string;
  title: string;
  sessionKind: 'school_year' | 'term' | 'semester' | 'grading_period' | 'other';
  firstDay: string;
  lastDay: string;
  /** The calendar year in which the school year ends, as written; null when the file does not say. */
  schoolYear: string | null;
  parentId: string | null;
}

export interface CourseRow {
  kind: 'course';
  id: string;
  title: string;
  /** Text, not a number: codes begin with zeros. */
  code: string | null;
  organisationId: string | null;
}

export interface ClassRow {
  kind: 'class';
  id: string;
  title: string;
  code: string | null;
  schoolId: string;
  courseId: string | null;
  sessionIds: string[];
  periods: string[];
}

export interface PersonRow {
  kind: 'person';
  id: string;
  givenName: string;
  familyName: string;
  /** The given name that the person goes by, where the source has one. */
  preferredName: string | null;
  email: string | null;
  phone: string | null;
  /** A student's grade, as `readGrade` writes it. */
  grade: string | null;
  /** False when the source closed the account: says nothing about whether a student is enrolled. */
  accountOpen: boolean;
}

/** What somebody is at an organisation. `staff` is everybody who works there in a role that means nothing here. */
export type RosterRole = 'student' | 'guardian' | 'counselor' | 'principal' | 'front_office' | 'teacher' | 'staff';

export interface RoleRow {
  kind: 'role';
  id: string;
  personId: string;
  organisationId: string;
  role: RosterRole;
  primary: boolean;
  firstDay: string | null;
  lastDay: string | null;
  grade: string | null;
  /** What a guardian's role says about how they belong to their students; null for every other role. */
  relationship: Relationship | null;
}

export interface BirthDateRow {
  kind: 'birth-date';
  id: string;
  birthDate: string | null;
}

/** Two people whom the file ties together. Which one is the student may stand only in another file, so `directed` says whether this row knew. */
export interface AgentRow {
  kind: 'agent';
  id: string;
  personId: string;
  agentId: string;
  /** True: `personId` is the student and `agentId` the guardian. False: whoever of the two is a student is the student. */
  directed: boolean;
  relationship: Relationship | null;
}

export type Relationship = 'parent' | 'guardian' | 'relative';

/** A person's place in a class. `id` is the source's own, or class, person and role when the format gives none. */
export interface ClassPlaceRow {
  kind: 'class-place';
  id: string;
  classId: string;
  personId: string;
  role: RosterRole;
  firstDay: string | null;
  lastDay: string | null;
}

/** The four things whose rows are counted, read and refused. */
export type Counted = 'orgs' | 'users' | 'classes' | 'enrollments';
