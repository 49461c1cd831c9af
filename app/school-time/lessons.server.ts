import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { ProtectedLessons } from './lessons-without-period.ts';
import type { LessonRule } from './lessons.ts';

/** Which periods a student is not taken out of at a school, for whoever looks for a time: never which course it is. */
export async function lessonRulesOf(tx: Tx, studentId: string, schoolId: string): Promise<LessonRule[]> {
  const [row] = await tx.execute<{ rules: LessonRule[] }>(sql`select gate.protected_lessons(${studentId}, ${schoolId}) as rules`);
  return row?.rules ?? [];
}

/** The lessons at a school that are not to be missed and not over, of the students whom the reader sees, alike ones counted: never whose they are. */
export async function protectedLessonsAt(tx: Tx, schoolId: string, today: string): Promise<ProtectedLessons[]> {
  return [...await tx.execute<ProtectedLessons>(sql`
    select period_name as "periodName", day_type_name as "dayTypeName", lower(during)::text as "fromDate", upper(during)::text as "untilDate", count(*)::int as count from lesson
    where partnership_id = ctx_partnership() and school_id = ${schoolId} and protected and (upper(during) is null or upper(during) > ${today}::date) group by period_name, day_type_name, during order by period_name`)];
}
