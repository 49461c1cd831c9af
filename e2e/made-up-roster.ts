/** A file as a browser's file field takes it. */
export type RosterFile = Readonly<{ name: string; mimeType: 'text/csv'; buffer: Buffer }>;

/** Everyone of the journey whom a roster names. All invented. */
export const rosterSchool = 'Juniper Ridge Middle';
export const rosterStudent = { given: 'Lucía', family: 'Arriaga' } as const;
export const rosterGuardian = { given: 'Elena', family: 'Arriaga', email: 'elena.arriaga@example.org' } as const;
export const rosterCounselor = { given: 'Iris', family: 'Calloway', email: 'iris.calloway@example.org' } as const;

const names = [['Lucía', 'Arriaga'], ['Theo', 'Marsh'], ['Priscilla', 'Okafor'], ['Ben', 'Lindgren'], ['Zoe', 'Tamura'], ['Isaac', 'Whitlock']] as const;

/**
 * A small roster of one school as a student system exports it (OneRoster CSV 1.1, bulk): six students, a counselor, a teacher, one guardian.
 *
 * @param schoolYear the calendar year in which it began
 */
export function madeUpRoster(schoolYear: number): RosterFile[] {
  const [from, until] = [`${schoolYear}-08-17`, `${schoolYear + 1}-06-18`];
  const students = names.map(([given, family], at) => [`s-${at + 1}`, 'jr', 'student', given, family, '', at === 0 ? 'g-1' : '', '07']);
  const grownUps = [
    ['c-1', 'jr', 'counselor', rosterCounselor.given, rosterCounselor.family, rosterCounselor.email, '', ''],
    ['t-1', 'jr', 'teacher', 'Howard', 'Bell', 'howard.bell@example.org', '', ''],
    ['g-1', 'jr', 'guardian', rosterGuardian.given, rosterGuardian.family, rosterGuardian.email, 's-1', ''],
  ];
  return [
    csv('manifest', ['propertyName', 'value'], [['manifest.version', '1.0'], ['oneroster.version', '1.1'], ...['orgs', 'users', 'academicSessions', 'courses', 'classes', 'enrollments', 'demographics'].map((file) => [`file.${file}`, 'bulk']), ['source.systemName', 'Juniper Ridge SIS']]),
    csv('orgs', ['sourcedId', 'name', 'type', 'identifier', 'parentSourcedId'], [['jrd', 'Juniper Ridge Schools', 'district', '', ''], ['jr', rosterSchool, 'school', '', 'jrd']]),
    csv('academicSessions', ['sourcedId', 'title', 'type', 'startDate', 'endDate', 'parentSourcedId', 'schoolYear'], [['year', `${schoolYear}-${schoolYear + 1}`, 'schoolYear', from, until, '', String(schoolYear + 1)]]),
    csv('courses', ['sourcedId', 'schoolYearSourcedId', 'title', 'courseCode', 'grades', 'orgSourcedId', 'subjects', 'subjectCodes'], [['math', 'year', 'Math', 'M7', '07', 'jr', '', '']]),
    csv('classes', ['sourcedId', 'title', 'grades', 'courseSourcedId', 'classCode', 'classType', 'location', 'schoolSourcedId', 'termSourcedIds', 'subjects', 'subjectCodes', 'periods'], [['math-7', 'Math 7', '07', 'math', '', 'scheduled', '', 'jr', 'year', '', '', '']]),
    csv('users', ['sourcedId', 'orgSourcedIds', 'role', 'givenName', 'familyName', 'email', 'agentSourcedIds', 'grades', 'enabledUser', 'username', 'userIds', 'middleName', 'identifier', 'sms', 'phone', 'password'],
      [...students, ...grownUps].map((row) => [...row, 'true', '', '', '', '', '', '', ''])),
    csv('demographics', ['sourcedId', 'birthDate'], names.map((_, at) => [`s-${at + 1}`, `${schoolYear - 12}-0${at + 1}-14`])),
    csv('enrollments', ['sourcedId', 'classSourcedId', 'schoolSourcedId', 'userSourcedId', 'role', 'primary', 'beginDate', 'endDate'],
      [['e-t', 'math-7', 'jr', 't-1', 'teacher', 'true', from, until], ...names.map((_, at) => [`e-${at + 1}`, 'math-7', 'jr', `s-${at + 1}`, 'student', '', from, until])]),
  ];
}

function csv(name: string, header: readonly string[], rows: readonly (readonly string[])[]): RosterFile {
  const text = [header, ...rows].map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\r\n');
  return { name: `${name}.csv`, mimeType: 'text/csv', buffer: Buffer.from(`${text}\r\n`) };
}
