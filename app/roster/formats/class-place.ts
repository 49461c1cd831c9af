import { keep, refuse, type Mapped } from './part.ts';
import { readRole } from './role-name.ts';
import { readDays } from './row-checks.ts';

interface ClassPlaceCells {
  /** The source's own id, or null where the format gives none. */
  id: string | null;
  classId: string;
  personId: string;
  role: string;
  beginDate: string;
  endDate: string;
}

/** A line that puts a person into a class. Without an id of its own it is known by class, person and role, so that the same again is nothing new. */
export function mapClassPlace(cells: ClassPlaceCells): Mapped {
  const role = readRole(cells.role);
  if (role === null) return refuse('role-missing');
  if (cells.classId === '' || cells.personId === '') return refuse('reference-missing');
  const days = readDays(cells.beginDate, cells.endDate);
  if (!days.ok) return refuse(days.reason);
  return keep(
    [
      {
        kind: 'class-place',
        id: cells.id ?? `${cells.classId}|${cells.personId}|${role.role}`,
        classId: cells.classId,
        personId: cells.personId,
        role: role.role,
        firstDay: days.firstDay,
        lastDay: days.lastDay,
      },
    ],
    role.known ? [] : ['unknown-role'],
  );
}
