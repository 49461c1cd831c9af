import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { admit } from './admit.server.ts';
import { deriveAttendance } from './attendance.server.ts';
import { confirmAttendance, type Confirmed } from './confirm-attendance.server.ts';
import { endVisit } from './end-visit.server.ts';
import { hearWebhook } from './hear-webhook.server.ts';
import { openVisit } from './open-visit.server.ts';
import { reconcilePartnership } from './reconcile-visits.server.ts';
import type { RoomService } from './room-service.server.ts';
import type { SessionAtServer } from './roll-call.ts';
import { takeSeat } from './take-seat.server.ts';
import { bookedVisit, nineOClock, schoolDaysLater, seatOf, startsAt } from './test-visit.server.ts';
import type { VideoEvent } from './verify-webhook.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  await t.owner`update engagement set caseload_limit = 50`;
});

const minute = 60_000;
let day = 0;

/** A live visit with therapist and student in their seats, opened at 9:00. Minutes are counted from there; `realMs` turns one into the video server's own time. */
async function liveVisit() {
  day += 1;
  await t.moveClockTo(tuesdayMorning);
  const v = await bookedVisit(t, p, `Ada${day}`, 'Reyes', schoolDaysLater(startsAt, day));
  await t.owner`update link set begins_at = '2026-11-01', expires_at = '2027-01-01' where appointment_id = ${v.appointmentId}`;
  const nine = Date.parse(schoolDaysLater(nineOClock, day));
  await t.moveClockTo(new Date(nine).toISOString());
  let clockMinute = 0;
  const visitId = (await asActor(t.app, p.job, 'test', (tx) => openVisit(tx, v.appointmentId))) as string;
  const studentSeat = await asActor(t.app, v.asStudent, 'test', (tx) => takeSeat(tx, { visitId, part: 'student' }));
  await asActor(t.app, p.therapist, 'test', (tx) => takeSeat(tx, { visitId, part: 'therapist' }));
  await v.confirmGate(visitId);
  await asActor(t.app, p.therapist, 'test', (tx) => admit(tx, { visitId, seatId: studentSeat }));
  const identities = await asActor(t.app, p.therapist, 'test', async (tx) => ({ student: (await seatOf(tx, visitId, v.id.student)).identity, therapist: (await seatOf(tx, visitId, p.id.therapist)).identity }));
  const [row] = await t.owner`select room_name from visit where id = ${visitId}`;
  return {
    ...v,
    visitId,
    room: String(row?.['room_name']),
    realMs: (minutes: number) => Date.now() + (minutes - clockMinute) * minute,
    goTo: async (minutes: number) => {
      clockMinute = minutes;
      await t.moveClockTo(new Date(nine + minutes * minute).toISOString());
    },
    identities,
  };
}
type Live = Awaited<ReturnType<typeof liveVisit>>;

let eventNumber = 0;
function event(v: Live, kind: VideoEvent['kind'], who: 'student' | 'therapist', minutes: number, session = `PA_${who}_${day}`): VideoEvent {
  eventNumber += 1;
  return {
    eventId: `EV_${eventNumber}`, kind, room: v.room, atMs: v.realMs(minutes),
    session: { sessionId: session, identity: v.identities[who], joinedAtMs: null },
  };
}

/** A video server that knows who is in that visit's room, for asking; closing is remembered. */
function rooms(v: Live, present: () => SessionAtServer[]) {
  const closed: string[] = [];
  const service = { whoIsIn: (room: string) => Promise.resolve({ ok: true as const, sessions: room === v.room ? present() : [] }), close: (room: string) => { closed.push(room); return Promise.resolve({ ok: true as const }); } };
  return { service: service as unknown as RoomService, closed };
}

const derived = (v: Live) => asActor(t.app, p.therapist, 'test', (tx) => deriveAttendance(tx, v.visitId));
const confirm = (v: Live, confirmed: Confirmed[]) => asActor(t.app, p.therapist, 'test', (tx) => confirmAttendance(tx, v.visitId, confirmed));
const both = (v: Live, student: Partial<Confirmed> = {}): Confirmed[] => [
  { personId: p.id.therapist, status: 'attended', cause: null },
  { personId: v.id.student, status: 'attended', cause: null, ...student },
];

describe('what the video server says', () => {
  test('counts once, however often and in whatever order it comes', async () => {
    const v = await liveVisit();
    await v.goTo(60);
    const words = [
      event(v, 'joined', 'therapist', 1), event(v, 'joined', 'student', 5), event(v, 'left', 'student', 50), event(v, 'left', 'therapist', 55),
    ];
    for (const word of [words[3], words[1], words[0], words[3], words[2], words[1]]) if (word) await hearWebhook(t.app, word);
    expect(await hearWebhook(t.app, words[0] as VideoEvent)).toBe('known');
    const found = await derived(v);
    expect(found?.participants.map((who) => [who.party, who.minutes]).sort()).toEqual([['student', 45], ['therapist', 54]]);
  });

  test('about a room that no visit has is taken and forgotten', async () => {
    const v = await liveVisit();
    expect(await hearWebhook(t.app, { ...event(v, 'joined', 'student', 5), room: 'of another installation' })).toBe('no-visit');
    expect(await hearWebhook(t.app, { ...event(v, 'joined', 'student', 5), room: '' })).toBe('no-visit');
  });

  test('is made whole by asking: a leave that was never told is known a minute later', async () => {
    const v = await liveVisit();
    await v.goTo(60);
    let present: SessionAtServer[] = (['student', 'therapist'] as const).map((who) => ({ sessionId: `PA_${who}`, identity: v.identities[who], joinedAtMs: v.realMs(5) }));
    const { service } = rooms(v, () => present);
    for (const minutes of [6, 20, 35, 36]) await reconcilePartnership(t.app, p.id.partnership, service, () => v.realMs(minutes));
    present = [];
    await reconcilePartnership(t.app, p.id.partnership, service, () => v.realMs(37));
    const found = await derived(v);
    const student = found?.participants.find((who) => who.party === 'student');
    expect(student?.minutes).toBe(31);
    expect(student?.doubts.map((doubt) => Math.round((doubt.untilMs - doubt.fromMs) / minute))).toEqual([1]);
  });
});

describe('reconciling', () => {
  test('ends a visit whose time is over and whose room is empty, and proposes attendance', async () => {
    const v = await liveVisit();
    await hearWebhook(t.app, event(v, 'joined', 'therapist', 1));
    const { service } = rooms(v, () => []);
    await v.goTo(84);
    await reconcilePartnership(t.app, p.id.partnership, service, () => v.realMs(84));
    expect(await t.owner`select state from visit where id = ${v.visitId}`).toMatchObject([{ state: 'live' }]);
    await v.goTo(86);
    await reconcilePartnership(t.app, p.id.partnership, service, () => v.realMs(86));
    expect(await t.owner`select state from visit where id = ${v.visitId}`).toMatchObject([{ state: 'ended' }]);
    const rows = await t.owner`select part, proposed, status from attendance where visit_id = ${v.visitId} order by part`;
    expect(rows).toMatchObject([{ part: 'student', proposed: 'absent', status: null }, { part: 'therapist', proposed: 'absent', status: null }]);
  });

  test('closes a room in which somebody still is after the end', async () => {
    const v = await liveVisit();
    await asActor(t.app, p.therapist, 'test', (tx) => endVisit(tx, v.visitId));
    const { service, closed } = rooms(v, () => [{ sessionId: 'PA_x', identity: v.identities.student, joinedAtMs: null }]);
    await reconcilePartnership(t.app, p.id.partnership, service, () => v.realMs(6));
    expect(closed).toContain(v.room);
  });
});

describe('confirming', () => {
  test('a held first visit completes the appointment and brings the referral into care, with the therapist as its owner', async () => {
    const v = await liveVisit();
    expect(await confirm(v, both(v))).toEqual({ ok: false, reason: 'visit-still-on' });
    await v.goTo(57);
    for (const [kind, who, at] of [['joined', 'therapist', 5], ['joined', 'student', 6], ['left', 'student', 54], ['left', 'therapist', 55]] as const) await hearWebhook(t.app, event(v, kind, who, at));
    expect(await confirm(v, both(v))).toEqual({ ok: true, room: v.room, held: true, firstVisitHeld: true });
    const [after] = await t.owner`select a.state, r.state as referral, r.owner_id from appointment a join episode_of_care e on e.id = a.episode_id join referral r on r.id = e.referral_id where a.id = ${v.appointmentId}`;
    expect(after).toEqual({ state: 'completed', referral: 'in_care', owner_id: p.id.therapist });
    const rows = await t.owner`select part, proposed, status, minutes from attendance where visit_id = ${v.visitId} order by part`;
    expect(rows).toMatchObject([{ part: 'student', proposed: 'attended', status: 'attended', minutes: 48 }, { part: 'therapist', proposed: 'attended', status: 'attended', minutes: 50 }]);
    const counselor = await asActor(t.app, p.counselor, 'test', (tx) => tx.execute<{ status: string }>(sql`select status from attendance where visit_id = ${v.visitId} and part = 'student'`));
    expect(counselor).toEqual([{ status: 'attended' }]);
  });

  test('an absence needs its cause; then the visit was not held, its time is free and the referral waits for its coordinator', async () => {
    const v = await liveVisit();
    await v.goTo(60);
    expect(await confirm(v, both(v, { status: 'absent' }))).toEqual({ ok: false, reason: 'cause-missing' });
    expect(await confirm(v, both(v, { status: 'absent', cause: 'student_absent' }))).toMatchObject({ ok: true, held: false, firstVisitHeld: false });
    const [after] = await t.owner`
      select a.state, a.ended_because, r.state as referral, (select count(*)::int from occupancy o where o.appointment_id = a.id and o.released_at is null) as taken
      from appointment a join episode_of_care e on e.id = a.episode_id join referral r on r.id = e.referral_id where a.id = ${v.appointmentId}`;
    expect(after).toEqual({ state: 'not_held', ended_because: 'student_absent', referral: 'accepted', taken: 0 });
  });

  test('can be changed later, and later word of the video server never overwrites it', async () => {
    const v = await liveVisit();
    await v.goTo(60);
    await confirm(v, both(v));
    await confirm(v, both(v, { status: 'late' }));
    for (const [kind, at] of [['joined', 6], ['left', 54]] as const) await hearWebhook(t.app, event(v, kind, 'student', at));
    const [row] = await t.owner`select status, proposed from attendance where visit_id = ${v.visitId} and part = 'student'`;
    expect(row).toEqual({ status: 'late', proposed: 'absent' });
  });

  test('is no other therapist\'s business', async () => {
    const v = await liveVisit();
    await v.goTo(60);
    const other = await testPartnership(t, 'Cedar');
    expect(await asActor(t.app, other.therapist, 'test', (tx) => confirmAttendance(tx, v.visitId, both(v)))).toEqual({ ok: false, reason: 'not-found' });
    expect(await asActor(t.app, p.counselor, 'test', (tx) => tx.execute(sql`update attendance set status = 'absent' where visit_id = ${v.visitId}`)).then((r) => r.count)).toBe(0);
  });
});
