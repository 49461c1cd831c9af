import { readCalendarDay } from './calendar-day.ts';
import { mapClassPlace } from './class-place.ts';
import { readList, readTruth, type Cells } from './columns.ts';
import { readGrade } from './grade.ts';
import { isToBeDeleted } from './one-roster-places.ts';
import { keep, part, refuse, type Mapped } from './part.ts';
import type { Note } from './reasons.ts';
import { readRelationship, readRole } from './role-name.ts';
import { orNull, readDays, readEmail, wrongIds, wrongName } from './row-checks.ts';
import type { AgentRow, PersonRow, RoleRow } from './roster-row.ts';

const OPTIONAL = [
  'status',
  'enabledUser',
  'preferredGivenName',
  'email',
  'sms',
  'phone',
  'grades',
  'agentSourcedIds',
] as const;

type UserCells = Cells<'sourcedId' | 'givenName' | 'familyName' | (typeof OPTIONAL)[number]>;

/** `users.csv` of OneRoster 1.1, where a user has one role at one or more organisations. */
export const usersWithRoles = part({
  file: 'users',
  counted: 'users',
  required: ['sourcedId', 'givenName', 'familyName', 'role', 'orgSourcedIds'],
  optional: OPTIONAL,
  map(cells) {
    const role = readRole(cells.role);
    if (role === null) return refuse('role-missing');
    const roles = readList(cells.orgSourcedIds).map(
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
    if (roles.length === 0) return refuse('reference-missing');
    return mapUser(cells, roles, role.known ? [] : ['unknown-role']);
  },
});

/** `users.csv` of OneRoster 1.2, whose roles stand in `roles.csv`. */
export const users = part({
  file: 'users',
  counted: 'users',
  required: ['sourcedId', 'givenName', 'familyName'],
  optional: OPTIONAL,
  map: (cells) => mapUser(cells, [], []),
});

function mapUser(cells: UserCells, roles: RoleRow[], notes: Note[]): Mapped {
  if (isToBeDeleted(cells.status)) return refuse('to-be-deleted');
  const wrong = wrongIds(cells.sourcedId) ?? wrongName(cells.givenName, cells.familyName);
  if (wrong) return refuse(wrong);
  const person: PersonRow = {
    kind: 'person',
    id: cells.sourcedId,
    givenName: cells.givenName,
    familyName: cells.familyName,
    preferredName: orNull(cells.preferredGivenName),
    email: readEmail(cells.email, notes),
    phone: orNull(cells.phone) ?? orNull(cells.sms),
    grade: readGrade(cells.grades),
    accountOpen: readTruth(cells.enabledUser) ?? true,
  };
  const agents = readList(cells.agentSourcedIds)
    .filter((agentId) => agentId !== cells.sourcedId)
    .map((agentId): AgentRow => {
      const id = pairId(cells.sourcedId, agentId);
      return { kind: 'agent', id, personId: cells.sourcedId, agentId, directed: false, relationship: null };
    });
  return keep([person, ...roles, ...agents], notes);
}

/** Files name a pair from either side or from both: one id for the two. */
function pairId(one: string, other: string): string {
  return one < other ? `${one}|${other}` : `${other}|${one}`;
}

export const roles = part({
  file: 'roles',
  counted: null,
  required: ['sourcedId', 'userSourcedId', 'role', 'orgSourcedId'],
  optional: ['status', 'roleType', 'beginDate', 'endDate'],
  map(cells) {
    if (isToBeDeleted(cells.status)) return refuse('to-be-deleted');
    const wrong = wrongIds(cells.sourcedId);
    if (wrong) return refuse(wrong);
    const role = readRole(cells.role);
    if (role === null) return refuse('role-missing');
    if (cells.userSourcedId === '' || cells.orgSourcedId === '') return refuse('reference-missing');
    const days = readDays(cells.beginDate, cells.endDate);
    if (!days.ok) return refuse(days.reason);
    return keep(
      [
        {
          kind: 'role',
          id: cells.sourcedId,
          personId: cells.userSourcedId,
          organisationId: cells.orgSourcedId,
          role: role.role,
          primary: cells.roleType.toLowerCase() !== 'secondary',
          firstDay: days.firstDay,
          lastDay: days.lastDay,
          grade: null,
          relationship: readRelationship(cells.role),
        },
      ],
      role.known ? [] : ['unknown-role'],
    );
  },
});

/** Of `demographics.csv` only the birth date is read: age decides who may consent and which therapist fits; the rest decides nothing here. */
export const demographics = part({
  file: 'demographics',
  counted: null,
  required: ['sourcedId'],
  optional: ['status', 'birthDate'],
  map(cells) {
    const wrong = wrongIds(cells.sourcedId);
    if (wrong) return refuse(wrong);
    return mapBirthDate(cells.sourcedId, cells.birthDate);
  },
});

export function mapBirthDate(id: string, cell: string): Mapped {
  const read = readCalendarDay(cell);
  if (!read.ok) return refuse('date-unreadable');
  return keep([{ kind: 'birth-date', id, birthDate: read.day }]);
}

export const enrollments = part({
  file: 'enrollments',
  counted: 'enrollments',
  required: ['sourcedId', 'classSourcedId', 'userSourcedId', 'role'],
  optional: ['status', 'beginDate', 'endDate'],
  map(cells) {
    if (isToBeDeleted(cells.status)) return refuse('to-be-deleted');
    const wrong = wrongIds(cells.sourcedId);
    if (wrong) return refuse(wrong);
    const { classSourcedId: classId, userSourcedId: personId, role, beginDate, endDate } = cells;
    return mapClassPlace({ id: cells.sourcedId, classId, personId, role, beginDate, endDate });
  },
});
