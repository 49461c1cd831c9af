import type { Relationship, RosterRole } from './roster-row.ts';

const ROLES: Record<string, RosterRole> = {
  student: 'student',
  guardian: 'guardian',
  parent: 'guardian',
  relative: 'guardian',
  counselor: 'counselor',
  counsellor: 'counselor',
  principal: 'principal',
  officestaff: 'front_office',
  teacher: 'teacher',
  professor: 'teacher',
  lecturer: 'teacher',
  instructor: 'teacher',
  substitute: 'teacher',
  faculty: 'teacher',
};

/** Words of OneRoster 1.1 and 1.2 and of School Data Sync's list for people who work at a school and whose work means nothing here. */
const STAFF = new Set(
  (
    'administrator aide proctor districtadministrator siteadministrator systemadministrator chair researcher adjunct affiliate occupationaltherapist ' +
    'physicaltherapist speechtherapist visiontherapist paraprofessional specialservices advisor nurse itadmin staff teacherassistant assistant coach'
  ).split(' '),
);

/** Reads a role's name whatever its capitals. A word nobody has heard of is a member of staff who may do nothing, and `known` is false. */
export function readRole(text: string): { role: RosterRole; known: boolean } | null {
  const word = text.trim().toLowerCase();
  if (word === '') return null;
  const role = ROLES[word];
  if (role) return { role, known: true };
  return { role: 'staff', known: STAFF.has(word) };
}

/** What ties a guardian to a student, or null for words that tie no guardian (an aide, a doctor, another child). */
export function readRelationship(text: string): Relationship | null {
  const word = text.trim().toLowerCase();
  return word === 'parent' || word === 'guardian' || word === 'relative' ? word : null;
}
