import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { refusalIn } from '../../db/refusals.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { bellsOf } from '../school-time/bells.server.ts';
import { keepBells, removeBells } from '../school-time/keep-bells.server.ts';
import { keepRoom, retireRoom } from '../rooms/keep-room.server.ts';
import { keepTherapistHours } from '../therapist-time/keep-therapist-hours.server.ts';
import { roomOf, roomsOf } from '../rooms/rooms.server.ts';
import type { BellSchedule } from '../school-time/school-day.ts';
import { therapistHoursOf } from '../therapist-time/therapist-hours.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
});

const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => asActor(t.app, actor, 'test', work);
const promise = (work: Promise<unknown>) => work.then(() => 'done', (error: unknown) => refusalIn(error)?.promise ?? 'refused');
const room = (changes: object = {}) => ({ id: randomUUID(), name: 'Library study', seats: 3, adultOnSite: 'Joan Tran', adultPhone: '2114', hours: [{ weekday: 1, startMinute: 480, endMinute: 720 }], ...changes });

describe('private rooms', () => {
  test('are kept with their hours as a whole, lines that touch joined', async () => {
    const kept = room({ hours: [{ weekday: 1, startMinute: 720, endMinute: 840 }, { weekday: 1, startMinute: 480, endMinute: 720 }] });
    await as(p.frontOffice, (tx) => keepRoom(tx, p.id.school, kept));
    expect(await as(p.frontOffice, (tx) => roomOf(tx, kept.id))).toEqual({
      ...kept, schoolId: p.id.school, hours: [{ weekday: 1, startMinute: 480, endMinute: 840 }], equipment: [], accessibility: [], words: '', beforeMinutes: 0, afterMinutes: 0,
    });
    await as(p.frontOffice, (tx) => keepRoom(tx, p.id.school, { ...kept, name: 'L2', hours: [] }));
    expect(await as(p.therapist, (tx) => roomsOf(tx, p.id.school))).toMatchObject([{ name: 'L2', hours: [] }, { name: 'Room 114' }]);
  });

  test('have a name of their own at their school, which is free again once a room is out of use', async () => {
    expect(await promise(as(p.frontOffice, (tx) => keepRoom(tx, p.id.school, room({ name: 'Room 114' }))))).toBe('a_school_names_a_room_once');
    const gone = room({ name: 'Portable 3' });
    await as(p.coordinator, (tx) => keepRoom(tx, p.id.school, gone));
    expect(await as(p.coordinator, (tx) => retireRoom(tx, p.id.school, gone.id))).toEqual({ ok: true });
    expect(await as(p.coordinator, (tx) => retireRoom(tx, p.id.school, gone.id))).toEqual({ ok: false, reason: 'not-found' });
    expect(await promise(as(p.frontOffice, (tx) => keepRoom(tx, p.id.school, room({ name: 'Portable 3' }))))).toBe('done');
  });

  test('are not taken out of use while a visit is booked in them', async () => {
    const s = await studentInCare(t, p);
    await as(p.coordinator, (tx) => take(tx, p, s, '2026-12-01T13:10:00Z'));
    expect(await as(p.frontOffice, (tx) => retireRoom(tx, p.id.school, p.id.room))).toEqual({ ok: false, reason: 'room-has-visits' });
  });

  test('of another school are read and not written', async () => {
    expect(await promise(as(p.frontOffice, (tx) => keepRoom(tx, p.id.otherSchool, room())))).toBe('refused');
    expect(await promise(as(p.therapist, (tx) => keepRoom(tx, p.id.school, room())))).toBe('refused');
    expect(await promise(as(p.coordinator, (tx) => keepRoom(tx, p.id.otherSchool, room())))).toBe('done');
  });
});

describe('bell schedules', () => {
  const winter = (changes: object = {}): BellSchedule & { id: string; name: string } => ({
    id: randomUUID(), name: 'Winter', fromDate: '2027-06-12', untilDate: null,
    dayTypes: [
      { name: 'Regular', weekdays: [1, 2, 4, 5], periods: [{ name: 'Period 1', startMinute: 490, endMinute: 533, bookable: true }, { name: 'Lunch', startMinute: 670, endMinute: 700, bookable: false }] },
      { name: 'Early release', weekdays: [3], periods: [{ name: 'Period 1', startMinute: 490, endMinute: 522, bookable: true }] },
    ],
    ...changes,
  });

  test('come back as they were kept, and are changed as a whole', async () => {
    const bells = winter();
    await as(p.frontOffice, (tx) => keepBells(tx, p.id.school, bells));
    const read = () => as(p.therapist, async (tx) => (await bellsOf(tx, p.id.school)).find((one) => one.id === bells.id));
    expect(await read()).toMatchObject(bells);
    await as(p.frontOffice, (tx) => keepBells(tx, p.id.school, { ...bells, name: 'Spring', dayTypes: bells.dayTypes.slice(1) }));
    expect(await read()).toMatchObject({ name: 'Spring', dayTypes: [{ name: 'Early release' }] });
    expect(await as(p.frontOffice, (tx) => removeBells(tx, p.id.school, bells.id))).toBe(true);
    expect(await as(p.frontOffice, (tx) => removeBells(tx, p.id.school, bells.id))).toBe(false);
  });

  test('hold one at a time, and only the school’s own people and the coordinator write them', async () => {
    expect(await promise(as(p.frontOffice, (tx) => keepBells(tx, p.id.school, winter({ fromDate: '2027-01-04' }))))).toBe('one_bell_schedule_at_a_time');
    expect(await promise(as(p.frontOffice, (tx) => keepBells(tx, p.id.otherSchool, winter())))).toBe('refused');
    expect(await promise(as(p.therapist, (tx) => keepBells(tx, p.id.school, winter())))).toBe('refused');
    expect(await promise(as(p.coordinator, (tx) => keepBells(tx, p.id.otherSchool, winter())))).toBe('done');
  });
});

describe('a therapist’s hours', () => {
  const hours = [{ weekday: 2, startMinute: 540, endMinute: 720 }, { weekday: 2, startMinute: 780, endMinute: 1440 }];

  test('are kept as a whole on the clock of their own zone, and seen where they are engaged', async () => {
    await as(p.therapist, (tx) => keepTherapistHours(tx, p.id.therapist, 'America/Phoenix', hours));
    const expected = hours.map((line) => ({ ...line, zone: 'America/Phoenix', fromDate: null, untilDate: null }));
    expect(await as(p.coordinator, (tx) => therapistHoursOf(tx, p.id.therapist))).toEqual(expected);
    const q = await testPartnership(t, 'Far Away');
    expect(await as(q.coordinator, (tx) => therapistHoursOf(tx, p.id.therapist))).toEqual([]);
  });

  test('are written by nobody else, in a zone that exists', async () => {
    expect(await promise(as(p.coordinator, (tx) => keepTherapistHours(tx, p.id.therapist, 'America/Phoenix', hours)))).toBe('refused');
    expect(await promise(as(p.therapist, (tx) => keepTherapistHours(tx, p.id.therapist, 'America/Nowhere', hours)))).toBe('zone_is_an_iana_name');
  });
});
