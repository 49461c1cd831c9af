import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { bellsById } from './bells.server.ts';
import { daysEffect } from './days-effect.ts';
import type { KeptDay } from './different-days.ts';
import { lookAtBellsFile } from './import-bells.server.ts';
import { keepBells } from './keep-bells.server.ts';
import { forgetSchoolDays, keepSchoolDays } from './keep-school-days.server.ts';
import { isToBeSeen, lookAtBells } from './look-at-bells.server.ts';
import { mustMove, standingTime, whyToMove } from './standing-visits.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
let appointmentId: string;
beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  s = await studentInCare(t, p);
  appointmentId = await as(p.coordinator, (tx) => take(tx, p, s, '2026-12-01T13:10:00Z'));
});

const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => asActor(t.app, actor, 'test', work);
const school = () => ({ id: p.id.school, zone: 'America/New_York' });
const closed: KeptDay = { date: '2026-12-01', dayTypeName: null, closedFor: 'weather', label: 'Snow', skipsTurn: true, source: 'hand' };
const whoMoves = (actor: Actor) => as(actor, async (tx) => (await mustMove(tx)).map(({ student, why }) => [student, why]));

describe('what a change does to appointments', () => {
  test('is told before it is saved, to a front office by initials, and nothing is saved by looking', async () => {
    const effect = await as(p.frontOffice, async (tx) => {
      const time = await standingTime(tx, school());
      return daysEffect({ say: [closed], forget: [] }, [], time.visits, time);
    });
    expect(effect.mustMove).toMatchObject([{ student: 'M. I.', room: 'Room 114', why: 'no-school' }]);
    expect(await whoMoves(p.coordinator)).toEqual([]);
  });

  test('stays on the list of those who can move or cancel them, until the day is as usual again; the appointment stays booked', async () => {
    await as(p.frontOffice, (tx) => keepSchoolDays(tx, p.id.school, [closed]));
    for (const actor of [p.coordinator, p.counselor, p.therapist]) expect(await whoMoves(actor)).toEqual([['Mateo Ibarra', 'no-school']]);
    expect(await whoMoves(p.otherCounselor)).toEqual([]);
    expect(await as(p.therapist, (tx) => whyToMove(tx, appointmentId))).toBe('no-school');
    const [row] = await t.owner`select state from appointment where id = ${appointmentId}`;
    expect(row).toEqual({ state: 'booked' });
    await as(p.frontOffice, (tx) => forgetSchoolDays(tx, p.id.school, ['2026-12-01']));
    expect(await whoMoves(p.coordinator)).toEqual([]);
  });

  test('of a room’s hours stands on the list too, until the room is open again', async () => {
    const opens = (time: string) => t.owner`update room_hours set from_time = ${time} where room_id = ${p.id.room}`;
    await opens('09:00');
    for (const actor of [p.coordinator, p.counselor, p.therapist]) expect(await whoMoves(actor)).toEqual([['Mateo Ibarra', 'room-closed']]);
    expect(await as(p.therapist, (tx) => whyToMove(tx, appointmentId))).toBe('room-closed');
    await opens('08:00');
    for (const actor of [p.coordinator, p.counselor, p.therapist]) expect(await whoMoves(actor)).toEqual([]);
  });

  test('of a room that is out of order stands on the list too, until it is mended', async () => {
    await as(p.frontOffice, (tx) => tx.execute(sql`insert into room_out_of_order (partnership_id, id, school_id, room_id, during, reason) values (${p.id.partnership}, gen_random_uuid(), ${p.id.school}, ${p.id.room}, '[2026-12-01 05:00+00,)', 'heat')`));
    for (const actor of [p.coordinator, p.counselor, p.therapist]) expect(await whoMoves(actor)).toEqual([['Mateo Ibarra', 'room-out-of-order']]);
    expect(await as(p.therapist, (tx) => whyToMove(tx, appointmentId))).toBe('room-out-of-order');
    await as(p.frontOffice, (tx) => tx.execute(sql`delete from room_out_of_order`));
    expect(await whoMoves(p.coordinator)).toEqual([]);
  });

  test('of bells is told when they change, are replaced from a date on, or are taken away', async () => {
    const later = { name: 'Winter', fromDate: '2026-11-30', untilDate: null, dayTypes: [{ name: 'Regular', weekdays: [1, 2, 3, 4, 5], periods: [{ name: 'Period 1', startMinute: 600, endMinute: 650, bookable: true }] }] };
    const look = (change: Parameters<typeof lookAtBells>[2]) => as(p.frontOffice, (tx) => lookAtBells(tx, school(), change));
    const replacing = await look({ kept: { ...later, id: '00000000-0000-4000-8000-0000000000b2', replaces: p.id.bells } });
    expect([isToBeSeen(replacing), replacing.mustMove.map(({ why }) => why)]).toEqual([true, ['outside-periods']]);
    expect((await look({ removed: p.id.bells })).mustMove.map(({ why }) => why)).toEqual(['no-school']);
    const after = await look({ kept: { ...later, fromDate: '2026-12-02', id: '00000000-0000-4000-8000-0000000000b2', replaces: p.id.bells } });
    expect([isToBeSeen(after), after.mustMove]).toEqual([false, []]);
  });

  test('also counts days of the calendar that would be left without bells', async () => {
    await as(p.frontOffice, (tx) => keepSchoolDays(tx, p.id.school, [{ ...closed, dayTypeName: 'Regular', closedFor: null }]));
    const bells = await as(p.frontOffice, (tx) => bellsById(tx, p.id.bells));
    const renamed = { ...bells!, dayTypes: bells!.dayTypes.map((one) => ({ ...one, name: 'Usual' })) };
    expect(await as(p.frontOffice, (tx) => lookAtBells(tx, school(), { kept: renamed }))).toMatchObject({ withoutBells: 1, mustMove: [{ why: 'no-school' }] });
    await as(p.frontOffice, (tx) => forgetSchoolDays(tx, p.id.school, ['2026-12-01']));
  });

  test('bells that replace others end them where they begin, and the dates that differ hold on', async () => {
    await as(p.frontOffice, (tx) => keepSchoolDays(tx, p.id.school, [{ ...closed, date: '2027-03-01' }]));
    const id = '00000000-0000-4000-8000-0000000000b3';
    await as(p.frontOffice, (tx) => keepBells(tx, p.id.school, { id, name: 'Spring', fromDate: '2027-02-01', untilDate: '2027-06-12', replaces: p.id.bells, dayTypes: [{ name: 'Regular', weekdays: [1, 2, 3, 4, 5], periods: [{ name: 'P1', startMinute: 500, endMinute: 550, bookable: true }] }] }));
    const [old, fresh] = [await as(p.therapist, (tx) => bellsById(tx, p.id.bells)), await as(p.therapist, (tx) => bellsById(tx, id))];
    expect([old?.untilDate, fresh?.days]).toEqual(['2027-02-01', [{ date: '2027-03-01', dayTypeName: null, skipsTurn: true }]]);
  });

  test('was not seen by whoever looked before an appointment was booked', async () => {
    const file = { schedules: '* regular # Regular\n8:00 Period 1\n8:10 Break\n15:00 Free', calendar: '* Default Week\nTue regular', meta: '', name: 'Late', fromDate: '2026-11-30', lastDay: null };
    const look = () => as(p.frontOffice, (tx) => lookAtBellsFile(tx, school(), file));
    const before = await look();
    expect((await look()).seen).toBe(before.seen);
    await as(p.coordinator, (tx) => take(tx, p, s, '2026-12-08T13:10:00Z'));
    const after = await look();
    expect([before, after].map(({ effect }) => effect.mustMove.length)).toEqual([1, 2]);
    expect(after.seen).not.toBe(before.seen);
  });
});
