import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { refusalIn } from '../../db/refusals.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStudent, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import type { GuardianConfirmed } from './keep-guardianship.server.ts';
import { addGuardian, endGuardianship } from './keep-guardianship.server.ts';
import { keepPreferredName } from './keep-preferred-name.server.ts';
import { findStudents, studentRecord } from './students.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
let s: Awaited<ReturnType<typeof addStudent>>;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  s = await addStudent(t, p);
  await addStudent(t, p, 'Maya', '100%_Robinson');
});

const found = async (actor: Actor, query: string) => (await asActor(t.app, actor, 'test', (tx) => findStudents(tx, query))).map((student) => student.name);
const said: GuardianConfirmed = { relationship: 'aunt_uncle', decisionRight: true, accessRight: false, courtOrder: false, language: 'es', channels: ['email'], email: 'tia@example.org', phone: null };

test('any part of a name finds a student, in any order; signs of the search are letters like others', async () => {
  expect(await found(p.counselor, 'barra ma')).toEqual(['Mateo Ibarra']);
  expect(await found(p.counselor, '100%_')).toEqual(['Maya 100%_Robinson']);
  expect(await found(p.counselor, '%')).toEqual(['Maya 100%_Robinson']);
});

test('nobody finds the students of another school, who are there', async () => {
  expect(await found(p.otherCounselor, 'Ibarra')).toEqual([]);
  expect(await found(p.therapist, 'Ibarra')).toEqual([]);
  expect(await found(p.coordinator, 'Ibarra')).toEqual(['Mateo Ibarra']);
});

test('a preferred name is shown only before whom the student wants', async () => {
  const names = async () => Object.fromEntries(await Promise.all(Object.entries({ counselor: p.counselor, frontOffice: p.frontOffice, coordinator: p.coordinator, guardian: s.guardian })
    .map(async ([who, actor]) => [who, (await asActor(t.app, actor, 'test', (tx) => studentRecord(tx, s.id.student)))?.name])));
  const keep = (seenBy: 'care_team' | 'school' | 'everyone') => asActor(t.app, p.counselor, 'test', (tx) => keepPreferredName(tx, s.id.student, { name: 'Teo', seenBy }));
  await keep('care_team');
  expect(await names()).toEqual({ counselor: 'Teo Ibarra', frontOffice: 'Mateo Ibarra', coordinator: 'Mateo Ibarra', guardian: 'Mateo Ibarra' });
  expect(await found(p.frontOffice, 'Teo')).toEqual(['Mateo Ibarra']); // the letters are in "Mateo"
  await keep('school');
  expect(await names()).toEqual({ counselor: 'Teo Ibarra', frontOffice: 'Teo Ibarra', coordinator: 'Teo Ibarra', guardian: 'Mateo Ibarra' });
  await keep('everyone');
  expect(await names()).toEqual({ counselor: 'Teo Ibarra', frontOffice: 'Teo Ibarra', coordinator: 'Teo Ibarra', guardian: 'Teo Ibarra' });
});

test('a guardian whom staff add may decide and see from now on, and nothing once it is ended', async () => {
  const guardianshipId = await asActor(t.app, p.frontOffice, 'test', (tx) => addGuardian(tx, s.id.student, { givenName: 'Inés', familyName: 'Vega', madeUp: true }, said));
  const [row] = await t.owner`select guardian_id, access_right from guardianship where id = ${guardianshipId}`;
  const guardian: Actor = { kind: 'guardian', personId: row!.guardian_id as string, partnershipId: p.id.partnership };
  expect(row!.access_right).toBe(true); // who decides may see
  expect(await asActor(t.app, guardian, 'test', (tx) => tx.execute(sql`select gate.may_decide(${s.id.student}, ctx_person(), clock_now()) as may`))).toMatchObject([{ may: true }]);
  expect(await asActor(t.app, p.frontOffice, 'test', (tx) => endGuardianship(tx, s.id.student, guardianshipId))).toBe(true);
  await expect(asActor(t.app, guardian, 'test', async () => 'in').catch((error: unknown) => refusalIn(error)?.promise)).resolves.toBe('a_guardian_acts_while_confirmed');
});

test('staff of another school can neither add nor end a guardian here', async () => {
  await expect(asActor(t.app, p.otherCounselor, 'test', (tx) => addGuardian(tx, s.id.student, { givenName: 'No', familyName: 'One', madeUp: true }, said))).rejects.toMatchObject({ cause: { code: '42501' } });
  expect(await asActor(t.app, p.otherCounselor, 'test', (tx) => endGuardianship(tx, s.id.student, s.id.guardianship))).toBe(false);
});
