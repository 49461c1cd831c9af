import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { rangeSql } from '../occupancy/taken.server.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';

import { bookUse, type BookUse } from './book-use.server.ts';
import { moveUse, releaseUse } from './move-use.server.ts';
import { endOutOfOrder, outOfOrderAhead, outOfOrderRefusals, putOutOfOrder } from './out-of-order.server.ts';
import { roomUseOf, usesAhead } from './room-uses.server.ts';
import { keepRoom, retireRoom } from './keep-room.server.ts';
import { roomOf } from './rooms.server.ts';
import { utilisationOf } from './utilisation.server.ts';
import { takenAhead, takenFrom } from './visits-in-room.server.ts';

const t = await testDatabase();
const zone = 'America/New_York';
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;

beforeAll(async () => {
  holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  s = await studentInCare(t, p, 'Maya', 'Robinson');
});

afterEach(async () => {
  await t.moveClockTo(tuesdayMorning);
  await as(p.coordinator, async (tx) => {
    const ids = (await tx.execute<{ id: string }>(sql`select id from room_use where released_at is null`)).map(({ id }) => id);
    for (const id of ids) await releaseUse(tx, id, false);
    for (const { id, roomId } of await outOfOrderAhead(tx, p.id.room)) await endOutOfOrder(tx, roomId, id);
    await tx.execute(sql`update room set before_minutes = 0, after_minutes = 0`);
    await tx.execute(sql`update occupancy set released_at = clock_now() where appointment_id is not null and released_at is null`);
    await tx.execute(sql`update appointment set state = 'cancelled', held_until = null, ended_at = clock_now(), ended_because = 'other' where state in ('held', 'booked')`);
  });
});

const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => asActor(t.app, actor, 'test', work);
/** Tuesday 1 December, 8:10 to 9:00 unless said otherwise. */
const wanted = (over: Partial<BookUse> = {}): BookUse => ({ roomId: p.id.room, kind: 'test', words: 'Make-up test', date: '2026-12-01', startMinute: 490, endMinute: 540, repeat: 'once', weekdays: [], lastDate: null, leaveOut: '', key: randomUUID(), ...over });
const book = (over?: Partial<BookUse>, actor = p.frontOffice) => bookUse(t.app, actor, wanted(over));
const ids = (answer: Awaited<ReturnType<typeof bookUse>>) => (answer.ok ? answer.useIds : []);
const times = async () => (await as(p.frontOffice, (tx) => usesAhead(tx, p.id.room))).map(({ fromMs }) => new Date(fromMs).toISOString().slice(0, 16));
const move = (useId: string, over: Partial<Parameters<typeof moveUse>[2]> = {}) =>
  moveUse(t.app, p.frontOffice, { useId, roomId: p.id.room, date: '2026-12-01', startMinute: 490, endMinute: 540, kind: 'test', words: '', following: false, leaveOut: '', key: randomUUID(), ...over });

describe('a use that is booked by hand', () => {
  test('takes the room once, however often the form arrives', async () => {
    const one = wanted();
    const answers = await Promise.all([bookUse(t.app, p.frontOffice, one), bookUse(t.app, p.frontOffice, one), bookUse(t.app, p.frontOffice, one)]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(await times()).toEqual(['2026-12-01T13:10']);
  });

  test('that loses a race learns who has the room and for what, and the three nearest free times of it', async () => {
    await book();
    const answer = await book({ startMinute: 500, words: 'Staff talk' }, p.counselor);
    if (answer.ok || answer.reason !== 'room-taken') throw new Error('not refused');
    expect(answer.inTheWay).toMatchObject([{ what: 'use', kind: 'test', words: 'Make-up test', by: 'Joan Tran' }]);
    expect(answer.nearest?.map(({ fromMs }) => new Date(fromMs).toISOString().slice(0, 16))).toEqual(['2026-12-01T14:00', '2026-11-30T19:50', '2026-12-02T13:00']);
    expect(await times()).toEqual(['2026-12-01T13:10']);
  });

  test('that meets a visit learns that there is one, and never whose', async () => {
    await as(p.coordinator, (tx) => take(tx, p, s, '2026-12-01T13:10:00Z'));
    const answer = await book();
    expect(answer).toMatchObject({ ok: false, reason: 'room-taken', inTheWay: [{ what: 'visit', kind: null, words: '', by: null }] });
    expect(JSON.stringify(answer)).not.toMatch(/Maya|Robinson/);
  });

  test('keeps the room’s own minutes to its neighbours', async () => {
    await as(p.frontOffice, async (tx) => keepRoom(tx, p.id.school, { ...(await roomOf(tx, p.id.room))!, beforeMinutes: 5, afterMinutes: 10 }));
    await book();
    expect((await book({ startMinute: 554, endMinute: 580 })).ok).toBe(false);
    expect((await book({ startMinute: 555, endMinute: 580 })).ok).toBe(true);
  });

  test('names no student', async () => {
    expect(await book({ words: 'Test of Maya Robinson' })).toEqual({ ok: false, reason: 'names-a-student' });
  });

  test('is not for another school’s people', async () => {
    expect(await book({}, p.otherCounselor)).toEqual({ ok: false, reason: 'not-found' });
    expect(await times()).toEqual([]);
  });
});

describe('a use that comes again', () => {
  const weekly = { repeat: 'weekly', lastDate: '2026-12-22' } as const;

  test('each week until a day is all of them', async () => {
    expect(ids(await book(weekly))).toHaveLength(4);
    expect(await times()).toEqual(['2026-12-01T13:10', '2026-12-08T13:10', '2026-12-15T13:10', '2026-12-22T13:10']);
  });

  test('or none: what cannot be had is named, and left out only when exactly that is agreed to', async () => {
    await as(p.coordinator, (tx) => take(tx, p, s, '2026-12-08T13:10:00Z'));
    await as(p.frontOffice, (tx) => tx.execute(sql`insert into school_day (partnership_id, school_id, day, closed_for, skips_turn, source) values (${p.id.partnership}, ${p.id.school}, '2026-12-22', 'break', true, 'hand')`));
    const asked = await book(weekly);
    expect(asked).toEqual({ ok: false, reason: 'exceptions', days: [{ date: '2026-12-08', why: 'taken' }, { date: '2026-12-22', why: 'no-school' }], count: 2 });
    expect(await times()).toEqual([]);
    expect(await book({ ...weekly, leaveOut: '2026-12-08' })).toMatchObject({ reason: 'exceptions' });
    expect(ids(await book({ ...weekly, leaveOut: '2026-12-08 2026-12-22' }))).toHaveLength(2);
    expect(await times()).toEqual(['2026-12-01T13:10', '2026-12-15T13:10']);
    await t.owner`delete from school_day`;
  });

  test('on chosen school days leaves out days without school by itself', async () => {
    await as(p.frontOffice, (tx) => tx.execute(sql`insert into school_day (partnership_id, school_id, day, closed_for, skips_turn, source) values (${p.id.partnership}, ${p.id.school}, '2026-12-03', 'weather', true, 'hand')`));
    expect(ids(await book({ repeat: 'school-days', weekdays: [2, 4], lastDate: '2026-12-10' }))).toHaveLength(3);
    expect((await times()).map((at) => at.slice(8, 10))).toEqual(['01', '08', '10']);
    await t.owner`delete from school_day`;
  });

  test('moves alone, or with all that follow, as many days on', async () => {
    const [first, second] = ids(await book(weekly));
    expect(ids(await move(first!, { date: '2026-12-02' }))).toHaveLength(1);
    expect(ids(await move(second!, { date: '2026-12-09', startMinute: 600, endMinute: 650, following: true }))).toHaveLength(3);
    expect(await times()).toEqual(['2026-12-02T13:10', '2026-12-09T15:00', '2026-12-16T15:00', '2026-12-23T15:00']);
  });

  test('that cannot all move names those, and leaves them where they are when that is agreed to', async () => {
    const [first] = ids(await book(weekly));
    await as(p.coordinator, (tx) => take(tx, p, s, '2026-12-09T13:10:00Z'));
    const asked = await move(first!, { date: '2026-12-02', following: true });
    expect(asked).toMatchObject({ reason: 'exceptions', days: [{ date: '2026-12-08', why: 'taken' }], count: 3 });
    expect(ids(await move(first!, { date: '2026-12-02', following: true, leaveOut: '2026-12-08' }))).toHaveLength(3);
    expect(await times()).toEqual(['2026-12-02T13:10', '2026-12-08T13:10', '2026-12-16T13:10', '2026-12-23T13:10']);
  });

  test('leaves those that stay untouched, though their room went out of order meanwhile', async () => {
    const [first] = ids(await book(weekly));
    const gone = { roomId: p.id.room, fromMs: Date.parse('2026-12-08T13:00:00Z'), untilMs: Date.parse('2026-12-10T21:00:00Z') };
    await as(p.frontOffice, (tx) => tx.execute(sql`insert into room_out_of_order (partnership_id, id, school_id, room_id, during, reason) values (${p.id.partnership}, ${randomUUID()}, ${p.id.school}, ${gone.roomId}, ${rangeSql(gone)}, 'other')`));
    expect(await move(first!, { date: '2026-12-02', following: true })).toMatchObject({ reason: 'exceptions', days: [{ date: '2026-12-08', why: 'taken' }], count: 3 });
    expect(ids(await move(first!, { date: '2026-12-02', following: true, leaveOut: '2026-12-08' }))).toHaveLength(3);
    expect(await times()).toEqual(['2026-12-02T13:10', '2026-12-08T13:10', '2026-12-16T13:10', '2026-12-23T13:10']);
  });

  test('moves none onto one of the series that stays, and says so first', async () => {
    const [first] = ids(await book({ repeat: 'school-days', weekdays: [2, 4], lastDate: '2026-12-10' }));
    expect((await book({ date: '2026-12-13' })).ok).toBe(true);
    // Five days on: that of the 8th finds the 13th taken, and so does that of the 3rd the 8th.
    const asked = await move(first!, { date: '2026-12-06', following: true });
    expect(asked).toMatchObject({ reason: 'exceptions', days: [{ date: '2026-12-03', why: 'taken' }, { date: '2026-12-08', why: 'taken' }], count: 2 });
    expect(ids(await move(first!, { date: '2026-12-06', following: true, leaveOut: '2026-12-03 2026-12-08' }))).toHaveLength(2);
    expect((await times()).map((at) => at.slice(8, 10))).toEqual(['03', '06', '08', '13', '15']);
  });

  test('is released alone, or with all that follow; again changes nothing', async () => {
    const [first, second] = ids(await book(weekly));
    expect(await as(p.frontOffice, (tx) => releaseUse(tx, first!, false))).toEqual({ roomId: p.id.room, released: 1 });
    expect(await as(p.frontOffice, (tx) => releaseUse(tx, first!, false))).toBeNull();
    expect(await as(p.frontOffice, (tx) => releaseUse(tx, second!, true))).toMatchObject({ released: 3 });
    expect(await as(p.otherCounselor, (tx) => roomUseOf(tx, second!))).toBeNull();
    await as(p.coordinator, (tx) => take(tx, p, s, '2026-12-08T13:10:00Z'));
  });

  test('and a release and a move of it at once leave the room with one of the two', async () => {
    const [use] = ids(await book());
    const [moved, released] = await Promise.all([move(use!, { date: '2026-12-03' }), as(p.counselor, (tx) => releaseUse(tx, use!, false)).then(() => 'released', (error: unknown) => error)]);
    const [row] = await t.owner`select u.released_at is null as lives, (select count(*)::int from occupancy o where o.room_use_id = u.id and o.released_at is null) as takes from room_use u where u.id = ${use!}`;
    expect([moved.ok, released]).toContain('released');
    expect(row!.takes).toBe(row!.lives ? 1 : 0);
  });
});

describe('a room out of order', () => {
  const at = (text: string) => Date.parse(text);

  test('shows what is booked in it then, by initials to a front office; ended early it is booked again', async () => {
    await as(p.coordinator, (tx) => take(tx, p, s, '2026-12-01T13:10:00Z'));
    await book({ date: '2026-12-02' });
    const open = { fromMs: at('2026-12-01T05:00:00Z'), untilMs: null };
    expect((await as(p.frontOffice, (tx) => takenFrom(tx, p.id.room, open))).map(({ label }) => label)).toEqual(['M. R.', 'Make-up test']);
    expect((await as(p.counselor, (tx) => takenFrom(tx, p.id.room, open)))[0]!.label).toBe('Maya Robinson');
    const tape = (fromMs: number) => refusing(outOfOrderRefusals, () => as(p.frontOffice, (tx) => putOutOfOrder(tx, { id: p.id.room, schoolId: p.id.school }, { fromMs, untilMs: null, reason: 'heat', words: 'No heat' })));
    const id = await tape(open.fromMs);
    expect(await tape(at('2026-12-10T05:00:00Z'))).toMatchObject({ ok: false, reason: 'already' });
    expect(await book({ date: '2026-12-03' })).toMatchObject({ reason: 'room-taken', inTheWay: [{ what: 'out-of-order', kind: 'heat', words: 'No heat' }] });
    await t.moveClockTo('2026-12-02T20:00:00Z');
    expect(id.ok && (await as(p.frontOffice, (tx) => endOutOfOrder(tx, p.id.room, id.value)))).toBe(true);
    expect(id.ok && (await as(p.frontOffice, (tx) => endOutOfOrder(tx, p.id.room, id.value)))).toBe(false);
    expect((await book({ date: '2026-12-03' })).ok).toBe(true);
  });

  test('is taken out of use though it is out of order, and not while it is booked for something', async () => {
    const id = randomUUID();
    await as(p.frontOffice, (tx) => keepRoom(tx, p.id.school, { id, name: 'Room 9', seats: 2, adultOnSite: null, adultPhone: null, hours: [] }));
    const [use] = ids(await book({ roomId: id }));
    await as(p.frontOffice, (tx) => putOutOfOrder(tx, { id, schoolId: p.id.school }, { fromMs: at('2026-12-01T15:00:00Z'), untilMs: null, reason: 'water', words: '' }));
    expect(await as(p.frontOffice, (tx) => retireRoom(tx, p.id.school, id))).toEqual({ ok: false, reason: 'room-has-visits' });
    await as(p.frontOffice, (tx) => releaseUse(tx, use!, false));
    expect(await as(p.frontOffice, (tx) => retireRoom(tx, p.id.school, id))).toEqual({ ok: true });
  });
});

test('how rooms are used counts visits, other uses and time out of order, and names nobody', async () => {
  await as(p.coordinator, (tx) => take(tx, p, s, '2026-12-01T13:10:00Z'));
  await book({ date: '2026-12-01', startMinute: 780, endMinute: 805 });
  await as(p.frontOffice, (tx) => putOutOfOrder(tx, { id: p.id.room, schoolId: p.id.school }, { fromMs: Date.parse('2026-12-01T18:30:00Z'), untilMs: Date.parse('2026-12-01T20:00:00Z'), reason: 'light', words: '' }));
  const used = await as(p.frontOffice, (tx) => utilisationOf(tx, { id: p.id.school, zone }, { fromMs: Date.parse('2026-12-01T05:00:00Z'), untilMs: Date.parse('2026-12-02T05:00:00Z') }));
  expect(used.byRoom.get(p.id.room)).toEqual({ open: 150, visits: 50, uses: 25, out: 20, free: 55 });
  expect((await as(p.frontOffice, (tx) => takenAhead(tx, p.id.room))).map(({ visit }) => visit)).toEqual([true, false]);
});
