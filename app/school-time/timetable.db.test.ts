import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { mustMove } from './standing-visits.server.ts';
import { keepTimetable, lookAtTimetable, timetableOf, timetableStudent, type TimetableStudent } from './timetable.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
const fall = { title: 'Fall', firstDay: '2026-08-24', lastDay: '2027-01-15' };
const spring = { title: 'Spring', firstDay: '2027-01-19', lastDay: '2027-06-11' };
const year = { title: 'Year', firstDay: '2026-08-24', lastDay: '2027-06-11' };
const line = (periodName: string, course: string, isProtected = false, dayTypeName: string | null = null) => ({ periodName, dayTypeName, course, protected: isProtected });
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
let student: TimetableStudent & { zone: string };
const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => asActor(t.app, actor, 'test', work);

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  s = await studentInCare(t, p);
  const classId = randomUUID();
  await t.owner`insert into class (partnership_id, id, school_id, title, periods) values (${p.id.partnership}, ${classId}, ${p.id.school}, 'Algebra', '{1}')`;
  await t.owner`insert into class_enrolment (partnership_id, class_id, person_id, part) values (${p.id.partnership}, ${classId}, ${s.id.student}, 'student')`;
  const found = await as(p.frontOffice, (tx) => timetableStudent(tx, s.id.student, p.id.school));
  if (!found || 'notEnrolled' in found) throw new Error('not enrolled');
  student = { ...found, zone: 'America/New_York' };
});

test('a student is found at their school with the classes that the roster knows; another school has no timetable of theirs', async () => {
  expect(student).toMatchObject({ school: 'Alder Creek Middle', classes: [{ title: 'Algebra', periods: ['1'] }] });
  expect(await as(p.otherCounselor, (tx) => timetableStudent(tx, s.id.student, p.id.otherSchool))).toBeNull();
  expect(await as(p.coordinator, (tx) => timetableStudent(tx, s.id.student, p.id.otherSchool))).toMatchObject({ notEnrolled: true });
});

test('a term is kept as a whole, and what was kept for other terms stays', async () => {
  const kept = (span: typeof fall) => as(p.counselor, (tx) => timetableOf(tx, student, span));
  await as(p.frontOffice, (tx) => keepTimetable(tx, student, year, [line('Period 1', 'Algebra', true), line('Period 2', 'Art')]));
  await as(p.counselor, (tx) => keepTimetable(tx, student, spring, [line('Period 1', 'Geometry')]));
  expect(await kept(fall)).toEqual([line('Period 1', 'Algebra', true), line('Period 2', 'Art')]);
  expect(await kept(spring)).toEqual([line('Period 1', 'Geometry')]);
  await as(p.counselor, (tx) => keepTimetable(tx, student, fall, []));
  expect([await kept(fall), await kept(spring)]).toEqual([[], [line('Period 1', 'Geometry')]]);
});

test('what a protected lesson does to booked appointments is told before it is saved, and stays on a list after', async () => {
  await as(p.coordinator, (tx) => take(tx, p, s, '2026-12-01T13:10:00Z'));
  const look = (lines: ReturnType<typeof line>[], span = fall) => as(p.frontOffice, async (tx) => (await lookAtTimetable(tx, student, span, lines)).mustMove.map(({ why }) => why));
  expect(await look([line('Period 1', 'Algebra', true)])).toEqual(['protected-lesson']);
  expect(await look([line('Period 2', 'Art', true)])).toEqual([]);
  expect(await look([line('Period 1', 'Algebra', true)], spring)).toEqual([]);
  await as(p.counselor, (tx) => keepTimetable(tx, student, fall, [line('Period 1', 'Algebra', true)]));
  expect(await as(p.therapist, async (tx) => (await mustMove(tx)).map(({ why }) => why))).toEqual(['protected-lesson']);
});
