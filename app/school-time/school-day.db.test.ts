import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { addDays } from '../time/zone.ts';
import { bellsOf } from './bells.server.ts';
import { keepBells } from './keep-bells.server.ts';
import { keepSchoolDays } from './keep-school-days.server.ts';
import { dayTypeOn, type DayType } from './school-day.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
});

const first = '2026-08-24';
const names = ['A', 'B', 'Early release', 'Testing'] as const;
const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 });

/** Any bells: kinds of day with and without turns, on any weekdays, even the same ones. */
const anyDayTypes = fc.uniqueArray(fc.record({ name: fc.constantFrom(...names), weekdays, turns: fc.boolean() }), { minLength: 1, maxLength: 4, selector: (one) => one.name }).map((kinds) =>
  kinds.map(({ name, weekdays: on, turns }, at): DayType => ({ name, weekdays: on, turn: turns ? at + 1 : null, periods: [{ name: 'Period 1', startMinute: 490, endMinute: 530, bookable: true }] })));
/** Days that differ: closed, of a kind, or of one that these bells do not know. */
const anyDays = fc.uniqueArray(fc.record({ at: fc.integer({ min: -3, max: 45 }), dayTypeName: fc.constantFrom(null, ...names, 'Unknown'), skipsTurn: fc.boolean() }), { maxLength: 12, selector: (one) => one.at });

async function kindsBySql(tx: Tx, from: string, count: number): Promise<(string | null)[]> {
  const rows = await tx.execute<{ name: string | null }>(sql`
    select (select d.name from day_type d where d.id = gate.day_type_on(${p.id.school}, g.day::date)) as name
    from generate_series(${from}::date, ${from}::date + ${count - 1}::int, interval '1 day') g(day) order by g.day`);
  return rows.map((row) => row.name);
}

test('the database and the pages say the same of what day it is, whatever the bells and the calendar', async () => {
  let heldSchool = 0;
  await fc.assert(
    fc.asyncProperty(anyDayTypes, anyDays, fc.integer({ min: 0, max: 6 }), fc.integer({ min: 10, max: 40 }), async (dayTypes, days, later, length) => {
      const back = new Error('back');
      await asActor(t.app, p.frontOffice, 'test', async (tx) => {
        await tx.execute(sql`delete from bell_schedule where school_id = ${p.id.school}`);
        const fromDate = addDays(first, later);
        await keepBells(tx, p.id.school, { id: randomUUID(), name: 'Any', fromDate, untilDate: addDays(fromDate, length), dayTypes });
        await keepSchoolDays(tx, p.id.school, days.map(({ at, dayTypeName, skipsTurn }) => ({ date: addDays(first, at), dayTypeName, closedFor: dayTypeName === null ? 'holiday' as const : null, label: '', skipsTurn, source: 'hand' as const })));
        const bells = await bellsOf(tx, p.id.school);
        const dates = Array.from({ length: 50 }, (_, n) => addDays(first, n));
        const expected = dates.map((date) => dayTypeOn(bells, date)?.name ?? null);
        expect(await kindsBySql(tx, first, dates.length)).toEqual(expected);
        heldSchool += expected.filter((name) => name !== null).length;
        throw back;
      }).catch((error: unknown) => {
        if (error !== back) throw error;
      });
    }),
    { numRuns: 60 },
  );
  expect(heldSchool).toBeGreaterThan(100);
}, 60_000);
