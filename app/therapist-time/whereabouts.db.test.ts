import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { addDays } from '../time/zone.ts';
import { therapistsAsked } from './therapists-asked.server.ts';
import { zoneAt } from './whereabouts.ts';

const t = await testDatabase();
let p: TestPartnership;
beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
});

/** Hours that change from date to date, each part on a clock of its own, with gaps or without an end. */
const anyHours = fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 4 }).chain((days) => {
  const bounds = days.toSorted((a, b) => a - b).map((day) => addDays('2026-11-20', day));
  const part = fc.record({ zone: fc.constantFrom('America/New_York', 'Pacific/Kiritimati', 'Pacific/Honolulu', 'Asia/Kolkata'), weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 3 }), kept: fc.boolean() });
  return fc.tuple(...[null, ...bounds].map((fromDate, at) => part.map((one) => ({ ...one, fromDate, untilDate: bounds[at] ?? null }))));
});

test('the database and the pages count a therapist’s day on the same clock at every instant, however their hours change', async () => {
  const instants = Array.from({ length: 60 }, (_, n) => Date.parse('2026-11-18T00:30:00Z') + n * 10 * 3_600_000);
  await fc.assert(fc.asyncProperty(anyHours, async (parts) => {
    const kept = parts.filter((part) => part.kept);
    await t.owner`delete from therapist_hours`;
    for (const { zone, weekdays, fromDate, untilDate } of kept) {
      for (const weekday of weekdays) await t.owner`insert into therapist_hours (therapist_id, weekday, from_time, until_time, zone, during) values (${p.id.therapist}, ${weekday}, '08:00', '12:00', ${zone}, daterange(${fromDate}::date, ${untilDate}::date))`;
    }
    const { clocks } = (await asActor(t.app, p.coordinator, 'test', (tx) => therapistsAsked(tx, [p.id.therapist], { schoolId: p.id.school, place: 'school' }))).get(p.id.therapist)!;
    const bySql = await t.owner<{ zone: string | null }[]>`select gate.therapist_zone(${p.id.therapist}::uuid, null, u.at::timestamptz) as zone from unnest(${instants.map((ms) => new Date(ms).toISOString())}::text[]) with ordinality u(at, n) order by u.n`;
    expect(instants.map((ms) => zoneAt(clocks, ms))).toEqual(bySql.map(({ zone }) => zone));
  }), { numRuns: 40 });
}, 60_000);
