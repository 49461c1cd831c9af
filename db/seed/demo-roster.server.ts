import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { Temporal } from 'temporal-polyfill';
import { openSchoolYear, schoolYearOf } from './demo-calendar.ts';
import { moreFamilies, type ChildOfDemo, type FamilyOfDemo } from './more-families.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';

/** Students of the demo, all schools together. */
export const DEMO_STUDENTS = 300;

/** The school year in which the files in `roster/` are written; read in another one, all days are moved by whole years. */
const WRITTEN_IN = 2026;
/** Everybody has been at their school for so many days at least, so that stories told weeks back can be theirs also when a school year is young. */
const AT_SCHOOL_DAYS = 60;

const files = ['academicSessions', 'classes', 'courses', 'demographics', 'enrollments', 'manifest', 'orgs', 'roles', 'users'] as const;
type Row = Record<string, string>;
type Roster = Record<(typeof files)[number], { columns: string[]; rows: Row[] }>;

/**
 * Writes the demo's roster as a student system would export it (OneRoster CSV 1.2): the people of `roster/`, whom stories name, and as many
 * more families as make 300 students; all days relative to `today`.
 *
 * @param folder an empty folder of the caller's
 * @returns the families beyond those in `roster/`
 */
export function writeDemoRoster(folder: string, today: Temporal.PlainDate): FamilyOfDemo[] {
  const roster = Object.fromEntries(files.map((name) => [name, read(name)])) as Roster;
  const yearOf = moveToYear(roster, today);
  const named = roster.users.rows.map((row) => `${row['givenName']} ${row['familyName']}`);
  const students = roster.roles.rows.filter((row) => row['role'] === 'student').length;
  const families = moreFamilies(DEMO_STUDENTS - students, new Set(named));
  const random = seededRandom(1);
  let [student, guardian] = [students, roster.users.rows.filter((row) => row['sourcedId']?.startsWith('g-')).length + 1];
  for (const family of families) {
    const guardians = family.guardians.map(() => `g-${String((guardian += 1)).padStart(3, '0')}`);
    const children = family.children.map(() => `s-${String((student += 1)).padStart(3, '0')}`);
    family.children.forEach((child, at) => addStudent(roster, { ...yearOf, id: children[at] as string, child, guardians, random }));
    family.guardians.forEach(({ given, family: surname, relationship, channels }, at) => {
      const id = guardians[at] as string;
      const mail = channels.includes('email') ? `${given}.${surname}@example.org`.toLowerCase() : '';
      const phone = mail === '' || random.next() < 0.5 ? `614-555-0${String(100 + (guardian % 100))}` : '';
      roster.users.rows.push({ sourcedId: id, enabledUser: 'true', givenName: given, familyName: surname, email: mail, phone, agentSourcedIds: children.join(','), primaryOrgSourcedId: 'mcsd' });
      roster.roles.rows.push({ sourcedId: `r-${id}`, userSourcedId: id, roleType: 'primary', role: relationship === 'grandparent' ? 'relative' : relationship === 'foster_parent' ? 'guardian' : 'parent', orgSourcedId: 'mcsd' });
    });
  }
  for (const name of files) writeFileSync(path.join(folder, `${name}.csv`), written(roster[name]));
  return families;
}

/** `year` is the one by which children are in their grade; the days are those of the school year that is open. */
type SchoolYear = { year: number; begins: string; ends: string };

function moveToYear(roster: Roster, today: Temporal.PlainDate): SchoolYear {
  const [open, year] = [openSchoolYear(today), schoolYearOf(today)];
  const moved = (day: string, to: number) => (day === '' ? '' : Temporal.PlainDate.from(day).add({ years: to - WRITTEN_IN }).toString());
  for (const row of roster.academicSessions.rows) {
    row['startDate'] = moved(row['startDate'] ?? '', open);
    row['endDate'] = moved(row['endDate'] ?? '', open);
    row['schoolYear'] = String(open + 1);
    row['title'] = row['title']?.replace(/^\d{4}-\d{4}$/, `${open}-${open + 1}`) ?? '';
  }
  const [whole] = roster.academicSessions.rows;
  const begins = [whole?.['startDate'] ?? '', today.subtract({ days: AT_SCHOOL_DAYS }).toString()].sort()[0] as string;
  const ends = whole?.['endDate'] ?? '';
  for (const row of roster.demographics.rows) row['birthDate'] = moved(row['birthDate'] ?? '', year);
  for (const row of roster.roles.rows) if (row['beginDate'] !== '') row['beginDate'] = begins;
  for (const row of roster.enrollments.rows) Object.assign(row, { beginDate: begins, endDate: ends });
  return { year, begins, ends };
}

function addStudent(roster: Roster, { id, child, guardians, random, year, begins, ends }: SchoolYear & { id: string; child: ChildOfDemo; guardians: string[]; random: SeededRandom }): void {
  const school = child.grade < 6 ? 'bes' : child.grade < 9 ? 'acm' : 'lhs';
  const grade = child.grade === 0 ? 'KG' : String(child.grade).padStart(2, '0');
  // Whoever is five on 1 September begins kindergarten.
  const born = new Temporal.PlainDate(year - 6 - child.grade, 9, 2).add({ days: Math.floor(random.next() * 364) });
  roster.users.rows.push({ sourcedId: id, enabledUser: 'true', givenName: child.given, familyName: child.family, agentSourcedIds: guardians.join(','), grades: grade, primaryOrgSourcedId: school });
  roster.roles.rows.push({ sourcedId: `r-${id}`, userSourcedId: id, roleType: 'primary', role: 'student', beginDate: begins, orgSourcedId: school });
  roster.demographics.rows.push({ sourcedId: id, birthDate: born.toString() });
  for (const place of roster.classes.rows) {
    if (place['schoolSourcedId'] !== school || place['grades'] !== grade) continue;
    const classId = place['sourcedId'] ?? '';
    roster.enrollments.rows.push({ sourcedId: `e-${id}-${classId}`, classSourcedId: classId, schoolSourcedId: school, userSourcedId: id, role: 'student', beginDate: begins, endDate: ends });
  }
}

function read(name: string): { columns: string[]; rows: Row[] } {
  const [columns = [], ...lines] = parse(readFileSync(new URL(`./roster/${name}.csv`, import.meta.url), 'utf8')) as string[][];
  return { columns, rows: lines.map((line) => Object.fromEntries(columns.map((column, at) => [column, line[at] ?? '']))) };
}

function written({ columns, rows }: { columns: string[]; rows: Row[] }): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [columns.join(','), ...rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','))].join('\n') + '\n';
}
