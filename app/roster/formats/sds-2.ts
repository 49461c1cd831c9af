import { mapClassPlace } from './class-place.ts';
import { readList } from './columns.ts';
import { readGrade } from './grade.ts';
import { mapBirthDate } from './one-roster-people.ts';
import { keep, part, refuse } from './part.ts';
import type { Note } from './reasons.ts';
import { readRelationship, readRole } from './role-name.ts';
import { orNull, readDays, readEmail, wrongIds, wrongName } from './row-checks.ts';
import type { PersonRow, RoleRow } from './roster-row.ts';

/*
 * Microsoft School Data Sync CSV, formats 2.0 and 2.1. Organisations and sessions are OneRoster's. 2.0 writes role, organisations and grade into
 * users.csv; 2.1 has roles.csv and, for guardians, relationships.csv. `userFlags.csv` (special education, meals) is never opened.
 */

type UserCells = Record<'sourcedId' | 'givenName' | 'familyName' | 'email' | 'phone' | 'sms', string>;

function person(cells: UserCells, grade: string | null, notes: Note[]): PersonRow {
  return {
    kind: 'person',
    id: cells.sourcedId,
    givenName: cells.givenName,
    familyName: cells.familyName,
    preferredName: null,
    email: readEmail(cells.email, notes),
    phone: orNull(cells.phone) ?? orNull(cells.sms),
    grade,
    accountOpen: true,
  };
}

export const usersWithRoles = part({
  file: 'users',
  counted: 'users',
  required: ['sourcedId', 'givenName', 'familyName', 'role', 'orgSourcedIds'],
  optional: ['grade', 'email', 'phone', 'sms'],
  map(cells) {
    const wrong = wrongIds(cells.sourcedId) ?? wrongName(cells.givenName, cells.familyName);
    if (wrong) return refuse(wrong);
    const role = readRole(cells.role);
    if (role === null) return refuse('role-missing');
    const organisationIds = readList(cells.orgSourcedIds);
    if (organisationIds.length === 0) return refuse('reference-missing');
    const notes: Note[] = role.known ? [] : ['unknown-role'];
    const roles = organisationIds.map(
      (organisationId, index): RoleRow => ({
        kind: 'role',
        id: `${cells.sourcedId}@${organisationId}`,
        personId: cells.sourcedId,
        organisationId,
        role: role.role,
        primary: index === 0,
        firstDay: null,
        lastDay: null,
        grade: null,
        relationship: readRelationship(cells.role),
      }),
    );
    return keep([person(cells, readGrade(cells.grade), notes), ...roles], notes);
  },
});

export const users = part({
  file: 'users',
  counted: 'users',
  required: ['sourcedId', 'givenName', 'familyName'],
  optional: ['email', 'phone', 'sms'],
  map(cells) {
    const wrong = wrongIds(cells.sourcedId) ?? wrongName(cells.givenName, cells.familyName);
    if (wrong) return refuse(wrong);
    const notes: Note[] = [];
    return keep([person(cells, null, notes)], notes);
  },
});

export const roles = part({
  file: 'roles',
  counted: null,
  required: ['userSourcedId', 'orgSourcedId', 'role'],
  optional: ['sessionSourcedId', 'grade', 'isPrimary', 'roleStartDate', 'roleEndDate'],
  map(cells) {
    const role = readRole(cells.role);
    if (role === null) return refuse('role-missing');
    if (cells.userSourcedId === '' || cells.orgSourcedId === '') return refuse('reference-missing');
    const days = readDays(cells.roleStartDate, cells.roleEndDate);
    if (!days.ok) return refuse(days.reason);
    const own: RoleRow = {
      kind: 'role',
      // One person may hold a role in one place once a session and grade; the format gives the line no id.
      id: [cells.userSourcedId, cells.orgSourcedId, role.role, cells.sessionSourcedId, cells.grade].join('|'),
      personId: cells.userSourcedId,
      organisationId: cells.orgSourcedId,
      role: role.role,
      primary: cells.isPrimary.toLowerCase() !== 'false',
      firstDay: days.firstDay,
      lastDay: days.lastDay,
      grade: readGrade(cells.grade),
      relationship: readRelationship(cells.role),
    };
    return keep([own], role.known ? [] : ['unknown-role']);
  },
});

export const classes = part({
  file: 'classes',
  counted: 'classes',
  required: ['sourcedId', 'orgSourcedId', 'title'],
  optional: ['code', 'sessionSourcedIds', 'courseSourcedId'],
  map(cells) {
    const wrong = wrongIds(cells.sourcedId) ?? wrongName(cells.title);
    if (wrong) return refuse(wrong);
    if (cells.orgSourcedId === '') return refuse('reference-missing');
    return keep([
      {
        kind: 'class',
        id: cells.sourcedId,
        title: cells.title,
        code: orNull(cells.code),
        schoolId: cells.orgSourcedId,
        courseId: orNull(cells.courseSourcedId),
        sessionIds: readList(cells.sessionSourcedIds),
        periods: [],
      },
    ]);
  },
});

export const enrollments = part({
  file: 'enrollments',
  counted: 'enrollments',
  required: ['classSourcedId', 'userSourcedId', 'role'],
  optional: [],
  map: (cells) =>
    mapClassPlace({ id: null, classId: cells.classSourcedId, personId: cells.userSourcedId, role: cells.role, beginDate: '', endDate: '' }),
});

export const relationships = part({
  file: 'relationships',
  counted: null,
  required: ['userSourcedId', 'relationshipUserSourcedId', 'relationshipRole'],
  optional: [],
  map(cells) {
    const { userSourcedId: personId, relationshipUserSourcedId: agentId } = cells;
    if (personId === '' || agentId === '') return refuse('reference-missing');
    const relationship = readRelationship(cells.relationshipRole);
    const notes: Note[] = relationship === null ? ['agent-not-guardian'] : [];
    return keep([{ kind: 'agent', id: `${personId}|${agentId}`, personId, agentId, directed: true, relationship }], notes);
  },
});

export const demographics = part({
  file: 'demographics',
  counted: null,
  required: ['userSourcedId'],
  optional: ['birthDate'],
  map(cells) {
    const wrong = wrongIds(cells.userSourcedId);
    if (wrong) return refuse(wrong);
    return mapBirthDate(cells.userSourcedId, cells.birthDate);
  },
});
