import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { FoundStudent } from './students.server.ts';

/** A list of students on a page; `found` is undefined before anything was asked, `more` says that there are others. */
export type StudentList = { found: FoundStudent[] | undefined; more: boolean };

/** Nothing was asked yet. */
export const noStudents: StudentList = { found: undefined, more: false };

/** Reads so many students for a list, and writes into the trail that it was looked at. */
export async function listStudents(tx: Tx, most: number, read: (most: number) => Promise<FoundStudent[]>): Promise<StudentList> {
  const some = await read(most + 1);
  const found = some.slice(0, most);
  await record(tx, { action: 'student.searched', body: { count: found.length } });
  return { found, more: some.length > most };
}
