import { mapClassPlace } from './class-place.ts';
import { readCalendarDay } from './calendar-day.ts';
import { readGrade } from './grade.ts';
import { keep, part, refuse } from './part.ts';
import type { Note } from './reasons.ts';
import { readRelationship } from './role-name.ts';
import { orNull, readEmail, wrongIds, wrongName } from './row-checks.ts';
import type { PersonRow, RosterRole, RosterRow } from './roster-row.ts';
import { isActive } from './sds-1-places.ts';

/** Ids of people. Guardians have no number in this format: their address is their id. */
const studentId = (number: string) => `student/${number}`;
const teacherId = (number: string) => `teacher/${number}`;
const guardianId = (email: string) => `guardian/${email.toLowerCase()}`;

const PERSON = ['SIS ID', 'School SIS ID', 'First Name', 'Last Name'] as const;
const MORE = ['Secondary Email', 'Status', 'Grade', 'Birthdate', 'Phone'] as const;
type PersonCells = Record<(typeof PERSON)[number] | (typeof MORE)[number], string>;

/** A person who is at two schools stands on two lines: the line is their role at the school, and who they are is the same on both. */
function mapPerson(cells: PersonCells, id: string, role: RosterRole) {
  if (!isActive(cells.Status)) return refuse('not-active');
  const wrong = wrongIds(cells['SIS ID']) ?? wrongName(cells['First Name'], cells['Last Name']);
  if (wrong) return refuse(wrong);
  if (cells['School SIS ID'] === '') return refuse('reference-missing');
  const notes: Note[] = [];
  const grade = role === 'student' ? readGrade(cells.Grade) : null;
  const derived: RosterRow[] = [
    {
      kind: 'person',
      id,
      givenName: cells['First Name'],
      familyName: cells['Last Name'],
      preferredName: null,
      email: readEmail(cells['Secondary Email'], notes),
      phone: orNull(cells.Phone),
      grade,
      accountOpen: true,
    } satisfies PersonRow,
  ];
  const birthDate = readCalendarDay(cells.Birthdate);
  if (!birthDate.ok) notes.push('birth-date-unreadable');
  else if (birthDate.day !== null) derived.push({ kind: 'birth-date', id, birthDate: birthDate.day });
  const organisationId = cells['School SIS ID'];
  return keep(
    [
      {
        kind: 'role',
        id: `${id}@${organisationId}`,
        personId: id,
        organisationId,
        role,
        primary: true,
        firstDay: null,
        lastDay: null,
        grade,
        relationship: null,
      },
    ],
    notes,
    derived,
  );
}

export const students = part({
  file: 'student',
  counted: 'users',
  required: PERSON,
  optional: MORE,
  map: (cells) => mapPerson(cells, studentId(cells['SIS ID']), 'student'),
});

export const teachers = part({
  file: 'teacher',
  counted: 'users',
  required: PERSON,
  optional: MORE,
  map: (cells) => mapPerson(cells, teacherId(cells['SIS ID']), 'teacher'),
});

const PLACE = ['Section SIS ID', 'SIS ID'] as const;

export const studentEnrollments = part({
  file: 'studentenrollment',
  counted: 'enrollments',
  required: PLACE,
  optional: ['Status'],
  map: (cells) => mapPlace(cells, studentId, 'student'),
});

export const teacherRosters = part({
  file: 'teacherroster',
  counted: 'enrollments',
  required: PLACE,
  optional: ['Status'],
  map: (cells) => mapPlace(cells, teacherId, 'teacher'),
});

function mapPlace(cells: Record<(typeof PLACE)[number] | 'Status', string>, id: (number: string) => string, role: 'student' | 'teacher') {
  if (!isActive(cells.Status)) return refuse('not-active');
  if (cells['SIS ID'] === '') return refuse('reference-missing');
  return mapClassPlace({ id: null, classId: cells['Section SIS ID'], personId: id(cells['SIS ID']), role, beginDate: '', endDate: '' });
}

export const guardians = part({
  file: 'user',
  counted: 'users',
  required: ['Email', 'First Name', 'Last Name'],
  optional: ['Phone'],
  map(cells) {
    const notes: Note[] = [];
    const email = readEmail(cells.Email, notes);
    if (email === null) return refuse('id-missing');
    const wrong = wrongName(cells['First Name'], cells['Last Name']);
    if (wrong) return refuse(wrong);
    return keep(
      [
        {
          kind: 'person',
          id: guardianId(email),
          givenName: cells['First Name'],
          familyName: cells['Last Name'],
          preferredName: null,
          email,
          phone: orNull(cells.Phone),
          grade: null,
          accountOpen: true,
        },
      ],
      notes,
    );
  },
});

export const guardianRelationships = part({
  file: 'guardianrelationship',
  counted: null,
  required: ['SIS ID', 'Email'],
  optional: ['Role'],
  map(cells) {
    if (cells['SIS ID'] === '' || cells.Email === '') return refuse('reference-missing');
    // The format lets the role be blank; in a file of guardians that is a guardian. Whoever it is grants nothing until staff confirm it.
    const relationship = cells.Role === '' ? 'guardian' : readRelationship(cells.Role);
    const personId = studentId(cells['SIS ID']);
    const agentId = guardianId(cells.Email);
    const notes: Note[] = relationship === null ? ['agent-not-guardian'] : [];
    return keep([{ kind: 'agent', id: `${personId}|${agentId}`, personId, agentId, directed: true, relationship }], notes);
  },
});
