import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { LessonRule } from './lessons.ts';

/** Which periods a student is not taken out of at a school, for whoever looks for a time: never which course it is. */
export async function lessonRulesOf(tx: Tx, studentId: string, schoolId: string): Promise<LessonRule[]> {
  const [row] = await tx.execute<{ rules: LessonRule[] }>(sql`select gate.protected_lessons(${studentId}, ${schoolId}) as rules`);
  return row?.rules ?? [];
}
