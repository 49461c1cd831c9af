import { keep, part, refuse } from './part.ts';
import { orNull, readDays, wrongIds, wrongName } from './row-checks.ts';
import type { RosterRow } from './roster-row.ts';

/*
 * Microsoft School Data Sync CSV, format 1: one file for each kind of person, terms and courses repeated on every section. Numbers are unique only
 * within their own file, so a person's id here says which file it came from. A school's principal is a name in School.csv and no row of a person.
 */

/** A row without a status is active. */
export function isActive(status: string): boolean {
  return status === '' || status.toLowerCase() === 'active';
}

export const schools = part({
  file: 'school',
  counted: 'orgs',
  required: ['SIS ID', 'Name'],
  optional: [],
  map(cells) {
    const wrong = wrongIds(cells['SIS ID']) ?? wrongName(cells.Name);
    if (wrong) return refuse(wrong);
    return keep([{ kind: 'organisation', id: cells['SIS ID'], name: cells.Name, organisationKind: 'school', parentId: null }]);
  },
});

export const sections = part({
  file: 'section',
  counted: 'classes',
  required: ['SIS ID', 'School SIS ID', 'Section Name'],
  optional: [
    'Section Number',
    'Term SIS ID',
    'Term Name',
    'Term StartDate',
    'Term EndDate',
    'Course SIS ID',
    'Course Name',
    'Course Number',
    'Periods',
    'Status',
  ],
  map(cells) {
    if (!isActive(cells.Status)) return refuse('not-active');
    const wrong = wrongIds(cells['SIS ID']) ?? wrongName(cells['Section Name']);
    if (wrong) return refuse(wrong);
    if (cells['School SIS ID'] === '') return refuse('reference-missing');
    const derived: RosterRow[] = [];
    const days = readDays(cells['Term StartDate'], cells['Term EndDate']);
    if (cells['Term SIS ID'] !== '' && days.ok && days.firstDay !== null && days.lastDay !== null) {
      const { firstDay, lastDay } = days;
      const title = cells['Term Name'] === '' ? cells['Term SIS ID'] : cells['Term Name'];
      derived.push({ kind: 'session', id: cells['Term SIS ID'], title, sessionKind: 'term', firstDay, lastDay, schoolYear: null, parentId: null });
    }
    if (cells['Course SIS ID'] !== '') {
      const title = cells['Course Name'] === '' ? cells['Section Name'] : cells['Course Name'];
      derived.push({ kind: 'course', id: cells['Course SIS ID'], title, code: orNull(cells['Course Number']), organisationId: cells['School SIS ID'] });
    }
    return keep(
      [
        {
          kind: 'class',
          id: cells['SIS ID'],
          title: cells['Section Name'],
          code: orNull(cells['Section Number']),
          schoolId: cells['School SIS ID'],
          courseId: orNull(cells['Course SIS ID']),
          sessionIds: cells['Term SIS ID'] === '' ? [] : [cells['Term SIS ID']],
          periods: cells.Periods === '' ? [] : [cells.Periods],
        },
      ],
      [],
      derived,
    );
  },
});
