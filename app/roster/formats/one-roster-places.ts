import { readList } from './columns.ts';
import { readOrganisationKind } from './organisation-kind.ts';
import { keep, part, refuse } from './part.ts';
import { orNull, readDays, wrongIds, wrongName } from './row-checks.ts';
import type { SessionRow } from './roster-row.ts';

const SESSION_KINDS: Record<string, SessionRow['sessionKind']> = {
  schoolyear: 'school_year',
  term: 'term',
  semester: 'semester',
  gradingperiod: 'grading_period',
};

/** A bulk file has no status; a row that is marked for deletion all the same is not brought in. */
export function isToBeDeleted(status: string): boolean {
  return status.toLowerCase() === 'tobedeleted';
}

/** `orgs.csv` of OneRoster 1.1 and 1.2, and of School Data Sync 2.0 and 2.1, which kept these columns. */
export const orgs = part({
  file: 'orgs',
  counted: 'orgs',
  required: ['sourcedId', 'name', 'type'],
  optional: ['status', 'parentSourcedId'],
  map(cells) {
    if (isToBeDeleted(cells.status)) return refuse('to-be-deleted');
    const wrong = wrongIds(cells.sourcedId) ?? wrongName(cells.name);
    if (wrong) return refuse(wrong);
    const organisationKind = readOrganisationKind(cells.type);
    if (organisationKind === null) return refuse('organisation-kind-unknown');
    return keep([
      {
        kind: 'organisation',
        id: cells.sourcedId,
        name: cells.name,
        organisationKind,
        parentId: orNull(cells.parentSourcedId),
      },
    ]);
  },
});

export const academicSessions = part({
  file: 'academicsessions',
  counted: null,
  required: ['sourcedId', 'title', 'type', 'startDate', 'endDate'],
  optional: ['status', 'parentSourcedId', 'schoolYear'],
  map(cells) {
    if (isToBeDeleted(cells.status)) return refuse('to-be-deleted');
    const wrong = wrongIds(cells.sourcedId) ?? wrongName(cells.title);
    if (wrong) return refuse(wrong);
    const days = readDays(cells.startDate, cells.endDate);
    if (!days.ok) return refuse(days.reason);
    if (days.firstDay === null || days.lastDay === null) return refuse('date-missing');
    return keep([
      {
        kind: 'session',
        id: cells.sourcedId,
        title: cells.title,
        sessionKind: SESSION_KINDS[cells.type.toLowerCase()] ?? 'other',
        firstDay: days.firstDay,
        lastDay: days.lastDay,
        schoolYear: orNull(cells.schoolYear),
        parentId: orNull(cells.parentSourcedId),
      },
    ]);
  },
});

export const courses = part({
  file: 'courses',
  counted: null,
  required: ['sourcedId', 'title'],
  optional: ['status', 'courseCode', 'code', 'orgSourcedId'],
  map(cells) {
    if (isToBeDeleted(cells.status)) return refuse('to-be-deleted');
    const wrong = wrongIds(cells.sourcedId) ?? wrongName(cells.title);
    if (wrong) return refuse(wrong);
    const code = orNull(cells.courseCode) ?? orNull(cells.code);
    return keep([{ kind: 'course', id: cells.sourcedId, title: cells.title, code, organisationId: orNull(cells.orgSourcedId) }]);
  },
});

export const classes = part({
  file: 'classes',
  counted: 'classes',
  required: ['sourcedId', 'title', 'schoolSourcedId'],
  optional: ['status', 'classCode', 'courseSourcedId', 'termSourcedIds', 'periods'],
  map(cells) {
    if (isToBeDeleted(cells.status)) return refuse('to-be-deleted');
    const wrong = wrongIds(cells.sourcedId) ?? wrongName(cells.title);
    if (wrong) return refuse(wrong);
    if (cells.schoolSourcedId === '') return refuse('reference-missing');
    return keep([
      {
        kind: 'class',
        id: cells.sourcedId,
        title: cells.title,
        code: orNull(cells.classCode),
        schoolId: cells.schoolSourcedId,
        courseId: orNull(cells.courseSourcedId),
        sessionIds: readList(cells.termSourcedIds),
        periods: readList(cells.periods),
      },
    ]);
  },
});
