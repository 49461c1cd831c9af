import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { refusalIn } from '../../db/refusals.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { studentInCare, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { usualRules } from './booking-rules.ts';
import { candidateTimes } from './candidate-times.server.ts';
import { careToBook, type CareToBook } from './care-to-book.server.ts';
import { confirmBooking } from './confirm-booking.server.ts';
import { holdSlot } from './hold-slot.server.ts';
import { guardianWindowsOf } from './guardian-windows.server.ts';
import { keepGuardianWindows } from './keep-guardian-windows.server.ts';
import { takeSlot } from './take-slot.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;

/** The family lives in Indianapolis' zone under Ohio law; the therapist's hours are on New York's clock. */
const zone = 'America/Chicago';

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  s = await studentInCare(t, p);
  await t.owner`update referral set place = 'home' where id = ${s.referralId}`;
});

const care = () => asActor(t.app, p.coordinator, 'test', async (tx) => (await careToBook(tx, s.referralId))!);
const times = () => asActor(t.app, p.coordinator, 'test', async (tx) => candidateTimes(tx, (await careToBook(tx, s.referralId))!, usualRules));
const keep = (hours: { weekday: number; startMinute: number; endMinute: number }[], actor = s.guardian) => asActor(t.app, actor, 'test', (tx) => keepGuardianWindows(tx, s.id.student, s.id.guardian, zone, hours));

describe('a visit at home', () => {
  test('needs a declared place first', async () => {
    expect(await times()).toEqual({ ok: false, reason: 'home-without-place' });
    await t.owner`update student set home_state = 'OH', home_zone = ${zone} where id = ${s.id.student}`;
    expect(await times()).toMatchObject({ ok: true, slots: [], state: 'OH', zone });
  });

  test('is offered within the family’s windows on the clock at home, and the therapist’s hours on theirs', async () => {
    await keep([{ weekday: 4, startMinute: 14 * 60, endMinute: 15 * 60 }, { weekday: 4, startMinute: 15 * 60, endMinute: 17 * 60 }]);
    expect(await asActor(t.app, s.guardian, 'test', (tx) => guardianWindowsOf(tx, s.id.student))).toMatchObject([{ weekday: 4, startMinute: 840, endMinute: 1020, zone }]);
    const found = await times();
    // Thursday 26 November: 14:00 in Chicago is 15:00 in New York, where the therapist's day ends at 16:00.
    expect(found.ok && found.slots.filter((slot) => slot.startMs < Date.parse('2026-11-28T00:00:00Z')).map((slot) => [new Date(slot.startMs).toISOString(), slot.roomIds])).toEqual([
      ['2026-11-26T20:00:00.000Z', []],
    ]);
  });

  test('takes therapist and student, no room, and is told to the family', async () => {
    const held = await holdSlot(t.app, p.therapist, { referralId: s.referralId, startMs: Date.parse('2026-11-26T20:00:00Z'), key: `form-${randomUUID()}` });
    if (!held.ok) throw new Error(held.reason);
    expect(await confirmBooking(t.app, p.therapist, { referralId: s.referralId, appointmentId: held.appointmentId, key: `form-${randomUUID()}` })).toMatchObject({ ok: true, told: 1 });
    const rows = await t.owner`select kind, (upper(blocked) - upper(during))::text after from occupancy where appointment_id = ${held.appointmentId} order by kind`;
    expect(rows.map((row) => ({ ...row }))).toEqual([{ kind: 'student', after: '00:00:00' }, { kind: 'therapist', after: '00:10:00' }]);
  });

  test('outside the windows the database itself refuses', async () => {
    const outside = (wanted: CareToBook) => asActor(t.app, p.coordinator, 'test', (tx) => takeSlot(tx, wanted, { startMs: Date.parse('2026-12-01T15:00:00Z'), endMs: Date.parse('2026-12-01T15:50:00Z'), roomId: null, interpreterId: null, zone, state: 'OH' }, usualRules));
    await expect(outside(await care()).catch((error: unknown) => refusalIn(error)?.promise)).resolves.toBe('a_home_visit_lies_in_a_guardian_window');
  });

  test('windows are the guardian’s own: another family’s guardian neither sees nor keeps them', async () => {
    const other = await studentInCare(t, p, 'Maya', 'Robinson');
    expect(await asActor(t.app, other.guardian, 'test', (tx) => guardianWindowsOf(tx, s.id.student))).toEqual([]);
    await expect(keep([{ weekday: 1, startMinute: 600, endMinute: 660 }], other.guardian)).rejects.toThrow();
    expect(await asActor(t.app, p.counselor, 'test', (tx) => guardianWindowsOf(tx, s.id.student))).toHaveLength(1);
  });
});
