import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { studentInCare, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { bellsById } from './bells.server.ts';
import { isProtected, type LessonRule } from './lessons.ts';
import { isToBeSeen, lookAtBells } from './look-at-bells.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  s = await studentInCare(t, p);
});

const periods = ['Period 1', 'Period 1 (2)', 'Period 1 (2) (3)', 'Period 1 (b)', 'Lunch'] as const;
const kinds = ['Regular', 'Early'] as const;
const anyRule = fc.record({ periodName: fc.constantFrom(...periods), dayTypeName: fc.constantFrom(null, ...kinds), fromDate: fc.constantFrom('2026-09-01', '2026-12-01'), untilDate: fc.constantFrom(null, '2026-12-15'), protected: fc.boolean() });
const anyTimetable = fc.uniqueArray(anyRule, { maxLength: 8, selector: ({ periodName, dayTypeName }) => `${periodName} ${dayTypeName}` });

test('the database and the pages say the same of which period is not missed, whatever the timetable', async () => {
  let protectedOnes = 0;
  const types = kinds.map((name) => ({ name, id: randomUUID() }));
  await t.owner`delete from day_type where bell_schedule_id = ${p.id.bells}`;
  for (const { name, id } of types) await t.owner`insert into day_type (partnership_id, id, bell_schedule_id, name, weekdays) values (${p.id.partnership}, ${id}, ${p.id.bells}, ${name}, '{}')`;
  await fc.assert(fc.asyncProperty(anyTimetable, async (lessons: readonly LessonRule[]) => {
    const asked = periods.flatMap((period) => types.flatMap(({ name, id }) => ['2026-11-30', '2026-12-01', '2026-12-15'].map((date) => ({ period, name, id, date }))));
    const answers = await t.owner.begin(async (owner) => {
      await owner`delete from lesson where student_id = ${s.id.student}`;
      for (const one of lessons) {
        await owner`insert into lesson (partnership_id, student_id, school_id, during, period_name, day_type_name, course, protected)
          values (${p.id.partnership}, ${s.id.student}, ${p.id.school}, daterange(${one.fromDate}::date, ${one.untilDate}::date), ${one.periodName}, ${one.dayTypeName}, 'Art', ${one.protected})`;
      }
      await owner`select gate.enter_as_job(${p.id.partnership}::uuid, 'test')`;
      return owner<{ answer: boolean }[]>`select gate.lesson_is_protected(${s.id.student}::uuid, ${p.id.school}::uuid, a.id, a.period, a.date) as answer
        from unnest(${asked.map(({ period }) => period)}::text[], ${asked.map(({ id }) => id)}::uuid[], ${asked.map(({ date }) => date)}::date[]) with ordinality a(period, id, date, n) order by a.n`;
    });
    const expected = asked.map(({ period, name, date }) => isProtected(lessons, date, name, period));
    expect(answers.map(({ answer }) => answer)).toEqual(expected);
    protectedOnes += expected.filter(Boolean).length;
  }), { numRuns: 80 });
  expect(protectedOnes).toBeGreaterThan(100);
}, 60_000);

test('bells that rename a period are to be seen first, with how many lessons they leave open; a look without such lessons is not', async () => {
  const school = { id: p.id.school, zone: 'America/New_York' };
  const look = () => asActor(t.app, p.frontOffice, 'test', async (tx) => {
    const bells = (await bellsById(tx, p.id.bells))!;
    return lookAtBells(tx, school, { kept: { ...bells, dayTypes: [{ name: 'Regular', weekdays: [1, 2, 3, 4, 5], periods: [{ name: '1st', startMinute: 490, endMinute: 540, bookable: true }] }] } });
  });
  await t.owner`delete from lesson`;
  await t.owner`insert into period (partnership_id, day_type_id, name, from_time, until_time) select partnership_id, id, 'Period 1', '08:10', '09:00' from day_type where bell_schedule_id = ${p.id.bells}`;
  expect(isToBeSeen(await look())).toBe(false);
  await asActor(t.app, p.counselor, 'test', (tx) => tx.execute(sql`insert into lesson (partnership_id, student_id, school_id, during, period_name, course, protected) values (ctx_partnership(), ${s.id.student}, ${p.id.school}, '[2026-08-24,2027-06-12)', 'Period 1', 'Algebra', true)`));
  const effect = await look();
  expect([isToBeSeen(effect), effect.periodsGone]).toEqual([true, [{ periodName: 'Period 1', dayTypeName: null, lessons: 1 }]]);
});
