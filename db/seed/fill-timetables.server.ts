import { sql } from 'drizzle-orm';
import { schoolYearsOf } from '../../app/partnership/school-years.server.ts';
import { bellsOf } from '../../app/school-time/bells.server.ts';
import { spansOf, spanToShow } from '../../app/school-time/spans.ts';
import { keepTimetable, timetableStudent } from '../../app/school-time/timetable.server.ts';
import { timetablePlaces } from '../../app/school-time/timetable.ts';
import type { Tx } from '../connect.server.ts';

/** Whose timetable is filled in: students for whom no story books a time, so that nothing told here meets a lesson that is not missed. */
const students = ['Omar Diaz', 'Kofi Darko'];
const courses = ['Algebra', 'English', 'Science', 'Art', 'History', 'Physical education', 'Music', 'Study hall'];
/** What neither of them is taken out of. */
const protectedCourses = ['Algebra', 'English'];

/** Fills in the timetables of a few students for the term of that day. */
export async function fillTimetables(tx: Tx, today: string): Promise<void> {
  const span = spanToShow(spansOf(await schoolYearsOf(tx), today), null, today);
  for (const name of students) {
    const [row] = await tx.execute<{ id: string }>(sql`select s.id from student s join person p on p.id = s.id where s.partnership_id = ctx_partnership() and p.given_name || ' ' || p.family_name = ${name}`);
    const student = row && (await timetableStudent(tx, row.id, null));
    if (!student || 'notEnrolled' in student) throw new Error(`the demo has no ${name} at a school`);
    const places = timetablePlaces(await bellsOf(tx, student.schoolId), today);
    const lines = places.map((place, at) => ({ ...place, course: courses[at % courses.length] ?? '' })).map((line) => ({ ...line, protected: protectedCourses.includes(line.course) }));
    await keepTimetable(tx, student, span, lines);
  }
}
