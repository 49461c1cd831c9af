import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { cookieName } from '../identity/cookies.server.ts';
import { bindVisitLink } from '../identity/visit-link.server.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { arrive } from './arrive.server.ts';
import { enterByCode } from './enter-by-code.server.ts';
import { kiosksOf, makeKiosk, revokeKiosk } from './kiosks.server.ts';
import { pairKiosk } from './pair-kiosk.server.ts';
import { bookedVisit, nineOClock, schoolDaysLater, startsAt, testConfig } from './test-visit.server.ts';
import { makeVisitCode } from './visit-codes.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
const context = { db: t.app, config: testConfig };
let p: TestPartnership;
beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  await t.owner`update engagement set caseload_limit = 50`;
});

const at = (secret: string, cookies: string[] = []) =>
  new Request('http://localhost:4000/kiosk', { headers: { cookie: [`${cookieName(testConfig, 'kiosk')}=${secret}`, ...cookies].join('; ') } });

async function pairedIn(actor: Actor, roomId: string): Promise<{ secret: string; kioskId: string; code: string }> {
  const made = await asActor(t.app, actor, 'test', (tx) => makeKiosk(tx, roomId));
  if (!made.ok) throw new Error(made.reason);
  const [row] = await t.owner`select pairing_code from kiosk where id = ${made.id}`;
  const code = String(row?.['pairing_code']);
  const paired = await pairKiosk(t.app, code);
  if (!paired.ok) throw new Error(paired.reason);
  return { secret: paired.secret, kioskId: made.id, code };
}

let day = 0;
async function visitWithCode() {
  day += 1;
  await t.moveClockTo(tuesdayMorning);
  const v = await bookedVisit(t, p, `Nia${day}`, 'Okoro', schoolDaysLater(startsAt, day));
  await asActor(t.app, p.job, 'test', (tx) => makeVisitCode(tx, { appointmentId: v.appointmentId, studentId: v.id.student }));
  const [row] = await t.owner`select code from visit_code where appointment_id = ${v.appointmentId}`;
  const nine = schoolDaysLater(nineOClock, day);
  await t.moveClockTo(nine);
  return { ...v, code: String(row?.['code']), nine };
}

describe('pairing', () => {
  test('works once, and however the code is typed', async () => {
    const made = await asActor(t.app, p.frontOffice, 'test', (tx) => makeKiosk(tx, p.id.room));
    if (!made.ok) throw new Error(made.reason);
    const [row] = await t.owner`select pairing_code from kiosk where id = ${made.id}`;
    const code = String(row?.['pairing_code']);
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{8}$/);
    expect(await pairKiosk(t.app, `${code.slice(0, 4).toLowerCase()} ${code.slice(4)}`)).toMatchObject({ ok: true });
    expect(await pairKiosk(t.app, code)).toEqual({ ok: false, reason: 'pairing-code-unknown' });
  });

  test('ends after twenty minutes', async () => {
    const made = await asActor(t.app, p.frontOffice, 'test', (tx) => makeKiosk(tx, p.id.room));
    if (!made.ok) throw new Error(made.reason);
    const [row] = await t.owner`select pairing_code from kiosk where id = ${made.id}`;
    await t.owner`update kiosk set pairing_until = clock_now() where id = ${made.id}`;
    expect(await pairKiosk(t.app, String(row?.['pairing_code']))).toEqual({ ok: false, reason: 'pairing-code-unknown' });
  });

  test('is made by the front office of that school only', async () => {
    const [foreign] = await t.owner`insert into room (partnership_id, school_id, name) values (${p.id.partnership}, ${p.id.otherSchool}, 'Room 9') returning id`;
    expect(await asActor(t.app, p.frontOffice, 'test', (tx) => makeKiosk(tx, String(foreign?.['id'])))).toEqual({ ok: false, reason: 'not-found' });
    const rooms = await asActor(t.app, p.frontOffice, 'test', kiosksOf);
    expect(rooms.map((room) => room.room)).toEqual(['Room 114']);
  });
});

describe('a code', () => {
  test('of six digits brings its student to the waiting room, and the kiosk learns no name', async () => {
    const v = await visitWithCode();
    const { secret } = await pairedIn(p.frontOffice, p.id.room);
    expect(v.code).toMatch(/^\d{6}$/);
    const entered = await enterByCode(at(secret), context, v.code);
    if (!entered.ok) throw new Error(entered.reason);
    const bound = await bindVisitLink(at(secret), context, entered.token);
    if (!bound.ok) throw new Error(bound.reason);
    expect(bound.value.visitor).toMatchObject({ personId: v.id.student, part: 'student', appointmentId: v.appointmentId });
    expect(await arrive(at(secret, [bound.value.cookie.split(';')[0] ?? '']), context)).toEqual({ ok: true });
    const seen = await asActor(t.app, { kind: 'kiosk', secretSha256: (await import('../identity/cookies.server.ts')).secretSha256(secret) }, 'test', (tx) =>
      tx.execute(sql`select id from person`));
    expect(seen).toEqual([]);
  });

  test('that is wrong, ended, not yet good or of another school gets one and the same answer', async () => {
    const v = await visitWithCode();
    const { secret } = await pairedIn(p.frontOffice, p.id.room);
    const [foreignRoom] = await t.owner`insert into room (partnership_id, school_id, name) values (${p.id.partnership}, ${p.id.otherSchool}, ${`Room ${day}`}) returning id`;
    const [foreignKiosk] = await t.owner`
      insert into kiosk (partnership_id, school_id, room_id, made_by, pairing_code, pairing_until) values (${p.id.partnership}, ${p.id.otherSchool}, ${String(foreignRoom?.['id'])}, ${p.id.coordinator}, 'AAAABBBB', clock_now() + interval '1 hour') returning id`;
    expect(foreignKiosk).toBeDefined();
    const foreign = await pairKiosk(t.app, 'AAAABBBB');
    if (!foreign.ok) throw new Error(foreign.reason);
    const unknown = { ok: false, reason: 'code-unknown' };
    const wrong = v.code === '000000' ? '000001' : '000000';
    expect(await enterByCode(at(secret), context, wrong)).toEqual(unknown);
    expect(await enterByCode(at(foreign.secret), context, v.code)).toEqual(unknown);
    await t.moveClockTo(new Date(Date.parse(v.nine) - 11 * 60_000).toISOString());
    expect(await enterByCode(at(secret), context, v.code)).toEqual(unknown);
    await t.moveClockTo(new Date(Date.parse(v.nine) + 90 * 60_000).toISOString());
    expect(await enterByCode(at(secret), context, v.code)).toEqual(unknown);
    await t.moveClockTo(v.nine);
    expect(await enterByCode(at(secret), context, v.code)).toMatchObject({ ok: true });
  });

  test('cannot be guessed: after eight in vain the kiosk answers no more, for the right one either', async () => {
    const v = await visitWithCode();
    const { secret } = await pairedIn(p.frontOffice, p.id.room);
    for (let n = 0; n < 8; n += 1) expect(await enterByCode(at(secret), context, '999999')).toMatchObject({ ok: false });
    expect(await enterByCode(at(secret), context, v.code)).toEqual({ ok: false, reason: 'too-many-tries' });
    await t.moveClockTo(new Date(Date.parse(v.nine) + 6 * 60_000).toISOString());
    expect(await enterByCode(at(secret), context, v.code)).toMatchObject({ ok: true });
  });

  test('opens nothing at a device that was paired with nothing, or is a kiosk no more', async () => {
    const v = await visitWithCode();
    const { secret, kioskId } = await pairedIn(p.frontOffice, p.id.room);
    expect(await enterByCode(at('made-up'), context, v.code)).toEqual({ ok: false, reason: 'not-paired' });
    await asActor(t.app, p.frontOffice, 'test', (tx) => revokeKiosk(tx, kioskId));
    expect(await enterByCode(at(secret), context, v.code)).toEqual({ ok: false, reason: 'not-paired' });
  });

  test('is made once, and shown to the school and to no therapist', async () => {
    const v = await visitWithCode();
    await asActor(t.app, p.job, 'test', (tx) => makeVisitCode(tx, { appointmentId: v.appointmentId, studentId: v.id.student }));
    const codes = (actor: Actor) => asActor(t.app, actor, 'test', (tx) => tx.execute<{ code: string }>(sql`select code from visit_code where appointment_id = ${v.appointmentId}`));
    expect(await codes(p.frontOffice)).toEqual([{ code: v.code }]);
    expect(await codes(p.counselor)).toEqual([{ code: v.code }]);
    expect(await codes(p.otherCounselor)).toEqual([]);
    expect(await codes(p.therapist)).toEqual([]);
  });
});
