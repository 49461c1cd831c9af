import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { refusalIn } from '../../db/refusals.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { admit } from './admit.server.ts';
import { endVisit } from './end-visit.server.ts';
import { givePass } from './give-pass.server.ts';
import { openVisit } from './open-visit.server.ts';
import { peopleOf } from './people.server.ts';
import { startGateOf } from './start-gate.server.ts';
import { takeSeat } from './take-seat.server.ts';
import { answers, bookedVisit, nineOClock, schoolDaysLater, seatOf, startsAt } from './test-visit.server.ts';
import { therapistVisit } from './therapist-visit.server.ts';
import { visitorState } from './visitor-state.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
});

const promiseBroken = (work: Promise<unknown>): Promise<string | undefined> => work.then(() => undefined, (error: unknown) => refusalIn(error)?.promise ?? String(error));
const open = (appointmentId: string, actor: Actor = p.job) => asActor(t.app, actor, 'test', (tx) => openVisit(tx, appointmentId)).then((id) => id as string);
const seat = (actor: Actor, visitId: string, part: 'student' | 'guardian' | 'therapist') => asActor(t.app, actor, 'test', (tx) => takeSeat(tx, { visitId, part }));
const letIn = (visitId: string, seatId: string, actor: Actor = p.therapist) => asActor(t.app, actor, 'test', (tx) => admit(tx, { visitId, seatId }));
const pass = (actor: Actor, visitId: string, device = 'tablet', takeOver = false) => asActor(t.app, actor, 'test', (tx) => givePass(tx, { visitId, device, takeOver }));

/** Each test has its own morning, so that one room and one therapist are free. */
let morning = 0;
async function freshVisit() {
  morning += 1;
  const [start, nine] = [schoolDaysLater(startsAt, morning), schoolDaysLater(nineOClock, morning)];
  await t.moveClockTo(tuesdayMorning);
  await t.owner`update engagement set caseload_limit = 50`;
  const v = await bookedVisit(t, p, `Mateo${morning}`, 'Ibarra', start);
  await t.owner`update link set begins_at = ${nine}::timestamptz - interval '10 minutes', expires_at = ${nine}::timestamptz + interval '85 minutes' where appointment_id = ${v.appointmentId}`;
  await t.moveClockTo(nine);
  return { ...v, start, nine };
}

describe('opening', () => {
  test('happens in the window of a booked appointment, and twice is once', async () => {
    const v = await freshVisit();
    const [first, second] = await Promise.all([open(v.appointmentId), open(v.appointmentId, p.therapist)]);
    expect(first).toBe(second);
    expect(await open(v.appointmentId)).toBe(first);
  });

  test('is refused sixteen minutes before, and long after', async () => {
    const v = await freshVisit();
    await t.moveClockTo(new Date(Date.parse(v.start) - 16 * 60_000).toISOString());
    expect(await promiseBroken(open(v.appointmentId))).toBe('a_visit_opens_in_its_window');
    await t.moveClockTo(new Date(Date.parse(v.start) + 90 * 60_000).toISOString());
    expect(await promiseBroken(open(v.appointmentId))).toBe('a_visit_opens_in_its_window');
  });

  test('check 5: is refused without consent in force at that moment', async () => {
    const v = await freshVisit();
    await v.withdrawConsent();
    expect(await promiseBroken(open(v.appointmentId))).toBe('no_visit_without_consent');
  });

  test('is refused for a cancelled appointment', async () => {
    const v = await freshVisit();
    await t.owner.begin(async (owner) => {
      await owner`update occupancy set released_at = now() where appointment_id = ${v.appointmentId}`;
      await owner`update appointment set state = 'cancelled', ended_at = now(), ended_because = 'other' where id = ${v.appointmentId}`;
    });
    expect(await promiseBroken(open(v.appointmentId))).toBe('a_visit_opens_for_a_booked_appointment');
  });
});

describe('the waiting room', () => {
  test('shows the therapist everybody who waits, not only the first', async () => {
    const v = await freshVisit();
    const visitId = await open(v.appointmentId);
    await seat(v.asStudent, visitId, 'student');
    await seat(v.asGuardian, visitId, 'guardian');
    const people = await asActor(t.app, p.therapist, 'test', (tx) => peopleOf(tx, visitId));
    expect(people.map(({ part, name, admitted, gone }) => ({ part, name, admitted, gone }))).toEqual(expect.arrayContaining([
      { part: 'student', name: `Mateo${morning} I.`, admitted: false, gone: false },
      { part: 'guardian', name: 'Rosa Ibarra', admitted: false, gone: false },
    ]));
  });

  test('keeps one seat a person, however often they come', async () => {
    const v = await freshVisit();
    const visitId = await open(v.appointmentId);
    const seats = await Promise.all([seat(v.asStudent, visitId, 'student'), seat(v.asStudent, visitId, 'student'), seat(v.asStudent, visitId, 'student')]);
    expect(new Set(seats).size).toBe(1);
  });

  test('lets nobody in by themselves', async () => {
    const v = await freshVisit();
    const visitId = await open(v.appointmentId);
    const mine = await seat(v.asStudent, visitId, 'student');
    await v.confirmGate(visitId);
    expect(await promiseBroken(letIn(visitId, mine, v.asStudent))).toBe('only_the_therapist_admits');
    const state = await asActor(t.app, v.asStudent, 'test', visitorState);
    expect(state).toMatchObject({ stage: 'waiting', therapist: 'Nadia Haddad', room: 'Room 114' });
  });

  test('shows a visitor their own seat and no other', async () => {
    const v = await freshVisit();
    const visitId = await open(v.appointmentId);
    await seat(v.asStudent, visitId, 'student');
    await seat(v.asGuardian, visitId, 'guardian');
    const seen = await asActor(t.app, v.asGuardian, 'test', (tx) => tx.execute<{ part: string }>(sql`select part from visit_participant`));
    expect(seen.map((row) => row.part)).toEqual(['guardian']);
  });
});

describe('the start gate', () => {
  test('check 5: stands before everybody but the therapist', async () => {
    const v = await freshVisit();
    const visitId = await open(v.appointmentId);
    const mine = await seat(v.asStudent, visitId, 'student');
    expect(await promiseBroken(letIn(visitId, mine))).toBe('nobody_is_admitted_before_the_start_gate');
    await seat(p.therapist, visitId, 'therapist');
    expect(await pass(p.therapist, visitId)).toMatchObject({ ok: true });
  });

  test('keeps its answers sealed, each revision beside the one before', async () => {
    const v = await freshVisit();
    const visitId = await open(v.appointmentId);
    await v.confirmGate(visitId);
    await v.confirmGate(visitId, { where: 'Room 116' });
    const now = await asActor(t.app, p.therapist, 'test', (tx) => startGateOf(tx, { id: visitId, studentId: v.id.student }));
    expect(now).toMatchObject({ ...answers, where: 'Room 116', n: 2, licensed: true });
    const rows = await t.owner`select answers_sealed from visit_place where visit_id = ${visitId} order by n`;
    expect(rows).toHaveLength(2);
    expect(rows.every((row) => !(row['answers_sealed'] as Buffer).includes(Buffer.from('Room 11')))).toBe(true);
  });

  test('lets nobody in where the therapist has no license', async () => {
    const v = await freshVisit();
    const visitId = await open(v.appointmentId);
    const mine = await seat(v.asStudent, visitId, 'student');
    await v.confirmGate(visitId, { state: 'KY', where: '12 River Road' });
    expect(await promiseBroken(letIn(visitId, mine))).toBe('no_visit_without_license');
    expect(await asActor(t.app, p.therapist, 'test', (tx) => startGateOf(tx, { id: visitId, studentId: v.id.student }))).toMatchObject({ licensed: false });
    await v.confirmGate(visitId);
    expect(await letIn(visitId, mine)).toEqual({ ok: true });
  });
});

describe('a pass', () => {
  test('is given to those let in, with the same room and key for all and a name of its own for each', async () => {
    const v = await freshVisit();
    const visitId = await open(v.appointmentId);
    const mine = await seat(v.asStudent, visitId, 'student');
    await seat(p.therapist, visitId, 'therapist');
    expect(await pass(v.asStudent, visitId)).toEqual({ ok: false, reason: 'not-admitted' });
    await v.confirmGate(visitId);
    await letIn(visitId, mine);
    const [student, therapist] = [await pass(v.asStudent, visitId), await pass(p.therapist, visitId, 'laptop')];
    if (!student.ok || !therapist.ok) throw new Error('no pass');
    expect([student.room, student.mediaKey]).toEqual([therapist.room, therapist.mediaKey]);
    expect(student.identity).not.toBe(therapist.identity);
    expect(Buffer.from(student.mediaKey, 'base64')).toHaveLength(32);
    const [row] = await t.owner`select a.state, v.state as visit from visit v join appointment a on a.id = v.appointment_id where v.id = ${visitId}`;
    expect(row).toEqual({ state: 'in_progress', visit: 'live' });
  });

  test('check 3: is refused from the moment consent is taken back, though the visit runs', async () => {
    const v = await freshVisit();
    const visitId = await open(v.appointmentId);
    const mine = await seat(v.asStudent, visitId, 'student');
    await v.confirmGate(visitId);
    await letIn(visitId, mine);
    expect(await pass(v.asStudent, visitId)).toMatchObject({ ok: true });
    await v.withdrawConsent();
    expect(await promiseBroken(pass(v.asStudent, visitId))).toBe('no_visit_without_consent');
  });

  test('is refused after the end, and an ended visit lets nobody in', async () => {
    const v = await freshVisit();
    const visitId = await open(v.appointmentId);
    const [student, guardian] = [await seat(v.asStudent, visitId, 'student'), await seat(v.asGuardian, visitId, 'guardian')];
    await v.confirmGate(visitId);
    await letIn(visitId, student);
    await asActor(t.app, p.therapist, 'test', (tx) => endVisit(tx, visitId));
    expect(await pass(v.asStudent, visitId)).toEqual({ ok: false, reason: 'visit-ended' });
    expect(await promiseBroken(letIn(visitId, guardian))).toBe('an_ended_visit_admits_nobody');
    expect(await asActor(t.app, v.asStudent, 'test', visitorState)).toMatchObject({ stage: 'over' });
  });

  test('is refused to a second device until it takes over; then the first one is the other', async () => {
    const v = await freshVisit();
    const visitId = await open(v.appointmentId);
    const mine = await seat(v.asStudent, visitId, 'student');
    await v.confirmGate(visitId);
    await letIn(visitId, mine);
    expect(await pass(v.asStudent, visitId, 'one')).toMatchObject({ ok: true });
    expect(await pass(v.asStudent, visitId, 'one')).toMatchObject({ ok: true });
    expect(await pass(v.asStudent, visitId, 'two')).toMatchObject({ ok: false, reason: 'elsewhere' });
    expect(await pass(v.asStudent, visitId, 'two', true)).toMatchObject({ ok: true });
    expect(await pass(v.asStudent, visitId, 'one')).toMatchObject({ ok: false, reason: 'elsewhere' });
    await t.owner`update visit_participant set last_seen_at = last_seen_at - interval '1 minute' where id = ${mine}`;
    expect(await pass(v.asStudent, visitId, 'one')).toMatchObject({ ok: true });
  });

  test('is given to nobody by way of a link that ended', async () => {
    const v = await freshVisit();
    const visitId = await open(v.appointmentId);
    await seat(v.asStudent, visitId, 'student');
    await t.moveClockTo(new Date(Date.parse(v.nine) + 86 * 60_000).toISOString());
    expect(await promiseBroken(pass(v.asStudent, visitId))).toBe('a_link_ends_in_time');
  });
});

describe('a therapist of another partnership', () => {
  test('does not find the visit, its people or its key', async () => {
    const v = await freshVisit();
    const visitId = await open(v.appointmentId);
    const mine = await seat(v.asStudent, visitId, 'student');
    await v.confirmGate(visitId);
    const other = await testPartnership(t, `Birch ${randomUUID()}`);
    const as = <T>(work: Parameters<typeof asActor<T>>[3]) => asActor(t.app, other.therapist, 'test', work);
    expect(await as((tx) => therapistVisit(tx, v.appointmentId))).toBeNull();
    expect(await as((tx) => peopleOf(tx, visitId))).toEqual([]);
    expect(await as((tx) => startGateOf(tx, { id: visitId, studentId: v.id.student }))).toBeNull();
    expect(await letIn(visitId, mine, other.therapist)).toEqual({ ok: false, reason: 'not-found' });
    expect(await pass(other.therapist, visitId)).toEqual({ ok: false, reason: 'not-found' });
    // … but all of it is there.
    expect(await asActor(t.app, p.therapist, 'test', (tx) => therapistVisit(tx, v.appointmentId))).toMatchObject({ visit: { id: visitId } });
    expect(await asActor(t.app, p.therapist, 'test', (tx) => seatOf(tx, visitId, v.id.student))).toMatchObject({ id: mine });
  });
});
