import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { refusalIn } from '../../db/refusals.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { linkToken, tokenSha256 } from '../identity/link-token.server.ts';
import { makeLink } from '../identity/links.server.ts';
import { endGuardianship } from '../roster/keep-guardianship.server.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { admit } from './admit.server.ts';
import { givePass, type PassGiven } from './give-pass.server.ts';
import { hearWebhook } from './hear-webhook.server.ts';
import { openVisit } from './open-visit.server.ts';
import { putOutEnded } from './put-out.server.ts';
import { roomOf } from './room-of.server.ts';
import type { RoomService } from './room-service.server.ts';
import { takeSeat } from './take-seat.server.ts';
import { bookedVisit, nineOClock, schoolDaysLater, startsAt, testConfig } from './test-visit.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  await t.owner`update engagement set caseload_limit = 50`;
});

const pass = (actor: Actor, visitId: string) => asActor(t.app, actor, 'test', (tx) => givePass(tx, { visitId, device: 'one', takeOver: false }));
const given = async (actor: Actor, visitId: string) => (await pass(actor, visitId)) as PassGiven;
const broken = (work: Promise<unknown>) => work.then(() => 'kept', (error: unknown) => refusalIn(error)?.promise ?? String(error));

let day = 0;
/** The student, the mother who signed (guardian), the father and the therapist are in the visit. */
async function together() {
  day += 1;
  const [start, nine] = [schoolDaysLater(startsAt, day), schoolDaysLater(nineOClock, day)];
  await t.moveClockTo(tuesdayMorning);
  const v = await bookedVisit(t, p, `Ada${day}`, 'Moreau', start);
  const [father, fatherhood] = [randomUUID(), randomUUID()];
  await t.owner`insert into person (id, given_name, family_name, made_up) values (${father}, 'Jon', 'Moreau', true)`;
  await t.owner`insert into guardianship (partnership_id, id, student_id, guardian_id, relationship, access_right, during, confirmed_at, confirmed_by)
    values (${p.id.partnership}, ${fatherhood}, ${v.id.student}, ${father}, 'father', true, '[2026-08-24,)', clock_now(), ${p.id.frontOfficeMembership})`;
  const { id: linkId } = await asActor(t.app, p.job, 'test', (tx) =>
    makeLink(tx, testConfig, { kind: 'visit', personId: father, part: 'guardian', appointmentId: v.appointmentId, beginsAt: tuesdayMorning, expiresAt: '2027-01-01T00:00:00Z' }));
  const asFather: Actor = { kind: 'link', link: 'visit', tokenSha256: tokenSha256(linkToken(testConfig.key, 'visit', linkId)) as Buffer };
  await t.owner`update link set begins_at = ${nine}::timestamptz - interval '10 minutes', expires_at = ${nine}::timestamptz + interval '85 minutes' where appointment_id = ${v.appointmentId}`;
  await t.moveClockTo(nine);
  const visitId = String(await asActor(t.app, p.job, 'test', (tx) => openVisit(tx, v.appointmentId)));
  const seat = (actor: Actor, part: 'student' | 'guardian' | 'therapist') => asActor(t.app, actor, 'test', (tx) => takeSeat(tx, { visitId, part }));
  await seat(p.therapist, 'therapist');
  const fathersSeat = await seat(asFather, 'guardian');
  const seats = [await seat(v.asStudent, 'student'), await seat(v.asGuardian, 'guardian'), fathersSeat];
  await v.confirmGate(visitId);
  const letIn = (seatId: string) => asActor(t.app, p.therapist, 'test', (tx) => admit(tx, { visitId, seatId }));
  for (const seatId of seats) await letIn(seatId);
  const before = { student: await given(v.asStudent, visitId), mother: await given(v.asGuardian, visitId), father: await given(asFather, visitId), therapist: await given(p.therapist, visitId) };
  const end = (guardianshipId: string) => asActor(t.app, p.frontOffice, 'test', (tx) => endGuardianship(tx, v.id.student, guardianshipId));
  return { ...v, visitId, asFather, before, endFathers: () => end(fatherhood), endMothers: () => end(v.id.guardianship), letFatherIn: () => letIn(fathersSeat) };
}

/** A video server that remembers what it was told, or does not answer. */
function videoServer({ up = () => true, inside = () => [] }: { up?: () => boolean; inside?: () => string[] } = {}) {
  const told: string[] = [];
  const answer = <T>(what: T) => Promise.resolve(up() ? { ok: true as const, ...what } : { ok: false as const, reason: 'video-down' as const });
  const hear = (words: string) => {
    if (up()) told.push(words);
    return answer({});
  };
  const rooms = {
    open: (room: string) => hear(`open ${room}`), close: (room: string) => hear(`close ${room}`),
    remove: (room: string, identity: string) => hear(`remove ${identity} from ${room}`), 
    whoIsIn: () => answer({ sessions: inside().map((identity) => ({ sessionId: `PA_${identity}`, identity, joinedAtMs: null })) }),
  } satisfies RoomService;
  return { rooms, told };
}
const putOut = (rooms: RoomService | null) => putOutEnded(t.app, p.id.partnership, rooms);

describe('a guardian whose right ends in the middle of a visit', () => {
  test('is put out at once; who stays gets another room and another key', async () => {
    const v = await together();
    const { rooms, told } = videoServer();
    expect(await putOut(rooms)).toBe(0);
    await v.endFathers();
    expect(await putOut(rooms)).toBe(1);
    const old = v.before.father;
    expect(told).toEqual([`remove ${old.identity} from ${old.room}`, `close ${old.room}`]);

    expect(await broken(pass(v.asFather, v.visitId))).toBe('a_guardian_acts_while_confirmed');
    const [student, mother, therapist] = [await given(v.asStudent, v.visitId), await given(v.asGuardian, v.visitId), await given(p.therapist, v.visitId)];
    for (const who of [student, mother]) expect(who).toMatchObject({ ok: true, room: therapist.room, mediaKey: therapist.mediaKey });
    expect(student.identity).toBe(v.before.student.identity);
    expect(student.room).not.toBe(old.room);
    expect(student.mediaKey).not.toBe(old.mediaKey);
    expect(await asActor(t.app, p.therapist, 'test', (tx) => roomOf(tx, v.appointmentId))).toMatchObject({ room: student.room });

    // Once is enough: those who stay are not moved again and again.
    expect(await putOut(rooms)).toBe(0);
    expect((await given(v.asStudent, v.visitId)).room).toBe(student.room);
  });

  test('and with it the consent that they had signed, is taken out of the room, again and again; the student stays in it', async () => {
    const v = await together();
    const { mother, student } = v.before;
    let inside = [student.identity, mother.identity];
    const { rooms, told } = videoServer({ inside: () => inside });
    await v.endMothers();
    expect(await putOut(rooms)).toBe(1);
    inside = [student.identity];
    expect(await putOut(rooms)).toBe(0);
    inside = [student.identity, mother.identity];
    expect(await putOut(rooms)).toBe(1);
    expect(told).toEqual([`remove ${mother.identity} from ${mother.room}`, `remove ${mother.identity} from ${mother.room}`]);
    expect(await broken(pass(v.asGuardian, v.visitId))).toBe('a_guardian_acts_while_confirmed');
    expect(await asActor(t.app, p.therapist, 'test', (tx) => roomOf(tx, v.appointmentId))).toMatchObject({ room: student.room });
  });

  test('who comes back on the token from before is out again as soon as the video server tells it, not in the next round', async () => {
    const v = await together();
    const { mother, student } = v.before;
    let inside = [student.identity, mother.identity];
    const { rooms, told } = videoServer({ inside: () => inside });
    await v.endMothers();
    await putOut(rooms);
    const comes = (identity: string) => {
      inside = [student.identity, identity];
      const session = { sessionId: `PA_${randomUUID()}`, identity, joinedAtMs: null };
      return hearWebhook(t.app, { eventId: `EV_${randomUUID()}`, kind: 'joined', room: mother.room, atMs: Date.now(), session }, async (partnership) => void (await putOutEnded(t.app, partnership.id, rooms)));
    };
    await comes(v.before.therapist.identity);
    expect(told).toHaveLength(1);
    await comes(mother.identity);
    expect(told).toEqual([`remove ${mother.identity} from ${mother.room}`, `remove ${mother.identity} from ${mother.room}`]);
  });

  test('cannot be let in again by the therapist', async () => {
    const v = await together();
    await v.endFathers();
    await putOut(null);
    expect(await broken(v.letFatherIn())).toBe('a_guardian_acts_while_confirmed');
  });

  test('stays out while the video server does not answer, and is put out when it does', async () => {
    const v = await together();
    await v.endFathers();
    let up = false;
    const { rooms, told } = videoServer({ up: () => up });
    expect(await putOut(rooms)).toBe(0);
    expect(await broken(pass(v.asFather, v.visitId))).toBe('a_guardian_acts_while_confirmed');
    expect((await given(v.asStudent, v.visitId)).room).toBe(v.before.student.room);
    up = true;
    expect(await putOut(rooms)).toBe(1);
    expect(told).toHaveLength(2);
  });
});

test('a visit whose guardians have access goes on as it was', async () => {
  const v = await together();
  const { rooms, told } = videoServer();
  expect(await putOut(rooms)).toBe(0);
  expect(told).toEqual([]);
  expect(await given(v.asFather, v.visitId)).toEqual(v.before.father);
});
