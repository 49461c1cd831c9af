import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { studentInCare, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { addAway, addInterpreter, keepInterpreterHours, letGo } from '../interpreters/keep-interpreter.server.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { usualRules } from './booking-rules.ts';
import { candidateTimes } from './candidate-times.server.ts';
import { careToBook } from './care-to-book.server.ts';
import { changeTime } from './change-time.server.ts';
import { confirmBooking } from './confirm-booking.server.ts';
import { holdSlot } from './hold-slot.server.ts';
import { moveAppointment } from './move-appointment.server.ts';
import { visitsAgainstTime } from './visits-against-time.server.ts';

holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
const t = await testDatabase();
const zone = 'America/New_York';
/** Columbus: Wednesday periods 1 and 2, Thursday period 1. */
const [wednesday1, wednesday2, thursday1] = ['2026-12-02T13:10:00Z', '2026-12-02T14:05:00Z', '2026-12-03T13:10:00Z'].map((iso) => Date.parse(iso)) as [number, number, number];
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
let [linh, an] = ['', ''];

const asCoordinator = <T>(work: (tx: Tx) => Promise<T>) => asActor(t.app, p.coordinator, 'test', work);
const need = (language: string | null) => asCoordinator((tx) => tx.execute(sql`insert into interpreter_need (partnership_id, referral_id, language) values (${p.id.partnership}, ${s.referralId}, ${language}) on conflict (partnership_id, referral_id) do update set language = excluded.language`));
const times = () => asCoordinator(async (tx) => {
  const found = await candidateTimes(tx, (await careToBook(tx, s.referralId))!, usualRules);
  if (!found.ok) throw new Error(found.reason);
  return found;
});
const startsOn = async (day: string) => (await times()).slots.flatMap(({ startMs, interpreterIds }) => (new Date(startMs).toISOString().startsWith(day) ? [[new Date(startMs).toISOString().slice(11, 16), interpreterIds] as const] : []));
async function book(startMs: number): Promise<string> {
  const held = await holdSlot(t.app, p.coordinator, { referralId: s.referralId, startMs, key: randomUUID() });
  if (!held.ok) throw new Error(held.reason);
  const booked = await confirmBooking(t.app, p.coordinator, { referralId: s.referralId, appointmentId: held.appointmentId, key: randomUUID() });
  if (!booked.ok) throw new Error(booked.reason);
  return booked.appointmentId;
}
const taken = async (appointmentId: string) => Object.fromEntries((await t.owner`select kind, resource_id as id from occupancy where appointment_id = ${appointmentId} and released_at is null`).map(({ kind, id }) => [kind, id]));

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  s = await studentInCare(t, p);
  const said = (givenName: string) => ({ givenName, familyName: 'Pham', email: `${givenName}@example.org`.toLowerCase(), phone: null, languages: ['vi'] });
  [linh, an] = await asCoordinator(async (tx) => [await addInterpreter(tx, said('Linh'), true), await addInterpreter(tx, said('An'), true)] as const);
  await asCoordinator(async (tx) => {
    await keepInterpreterHours(tx, linh, zone, [3, 4].map((weekday) => ({ weekday, startMinute: 480, endMinute: 600 })));
    await keepInterpreterHours(tx, an, zone, [{ weekday: 3, startMinute: 540, endMinute: 660 }]);
  });
});

test('times are joint with a free interpreter of the language, and with none where none is needed', async () => {
  expect(await startsOn('2026-12-02')).toEqual([['13:10', undefined], ['14:05', undefined], ['18:00', undefined]]);
  await need('vi');
  expect(await startsOn('2026-12-01')).toEqual([]);
  expect(await startsOn('2026-12-02')).toEqual([['13:10', [linh]], ['14:05', [an, linh]]]);
});

test('where none is free, what is missing is an interpreter, on that day', async () => {
  await need('so');
  const { slots, missing, leftovers, interpreter } = await times();
  expect([slots, interpreter, leftovers.get('interpreter-away')]).toEqual([[], 'so', expect.any(Number)]);
  expect(missing).toMatchObject({ piece: 'interpreter' });
  await need('vi');
});

test('booking takes the first who is free; the next visit keeps the one of the last; moving carries them over, or takes another', async () => {
  const id = await book(wednesday1);
  expect(await taken(id)).toMatchObject({ interpreter: linh });
  // Linh now has another time; An works only on Wednesday from nine.
  const moved = await moveAppointment(t.app, p.coordinator, { appointmentId: id, startMs: wednesday2, key: randomUUID() });
  expect(moved.ok).toBe(true);
  expect(await taken(id)).toMatchObject({ interpreter: linh });
  await asCoordinator((tx) => addAway(tx, linh, { fromMs: Date.parse('2026-12-09T05:00:00Z'), untilMs: Date.parse('2026-12-10T05:00:00Z'), zone }));
  const week = 7 * 86_400_000;
  expect((await moveAppointment(t.app, p.coordinator, { appointmentId: id, startMs: wednesday2 + week, key: randomUUID() })).ok).toBe(true);
  expect(await taken(id)).toMatchObject({ interpreter: an });
  const refused = await moveAppointment(t.app, p.coordinator, { appointmentId: id, startMs: wednesday1 + week, key: randomUUID() });
  expect(refused.ok).toBe(false);
});

test('what letting one go does to booked visits is shown before it is saved, and they stand on the list afterwards', async () => {
  const id = await book(thursday1);
  const go = (sure?: string) => asCoordinator((tx) => changeTime(tx, { until: '2026-12-01' }, sure, (inner) => letGo(inner, linh, '2026-12-01')));
  const asked = await go();
  if (asked.saved) throw new Error('saved at once');
  expect(asked.ask.visits).toMatchObject([{ id, because: 'interpreter' }]);
  expect(await asCoordinator(visitsAgainstTime)).toEqual([]);
  expect(await go(asked.ask.sure)).toEqual({ saved: true });
  expect(await asCoordinator(visitsAgainstTime)).toMatchObject([{ id, because: 'interpreter' }]);
  await asCoordinator((tx) => letGo(tx, linh, null));
  expect(await asCoordinator(visitsAgainstTime)).toEqual([]);
});

test('a guardian who sits in is part of the joint time, and of the visit; the wish counts from the next booking on', async () => {
  await need(null);
  const before = await book(wednesday1);
  await asActor(t.app, s.guardian, 'test', async (tx) => {
    await tx.execute(sql`insert into sits_in (partnership_id, student_id, guardian_id, place) values (${p.id.partnership}, ${s.id.student}, ${s.id.guardian}, 'school')`);
    await tx.execute(sql`insert into guardian_window (partnership_id, student_id, guardian_id, weekday, from_time, until_time, zone) values (${p.id.partnership}, ${s.id.student}, ${s.id.guardian}, 5, '09:00', '11:00', ${zone})`);
  });
  expect(await startsOn('2026-12-08')).toEqual([]);
  expect(await startsOn('2026-12-11')).toEqual([['14:05', undefined]]);
  expect((await times()).leftovers.get('guardian-away')).toBeGreaterThan(0);
  expect(await taken(before)).not.toHaveProperty('guardian');
  const id = await book(Date.parse('2026-12-11T14:05:00Z'));
  expect(await taken(id)).toMatchObject({ guardian: s.id.guardian });
  await asActor(t.app, s.guardian, 'test', (tx) => tx.execute(sql`delete from guardian_window`));
  expect((await startsOn('2026-12-08')).map(([at]) => at)).toContain('13:10');
});
