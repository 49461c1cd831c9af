import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { whoIsAsking } from '../identity/asking.server.ts';
import { beginSession } from '../identity/sessions.server.ts';
import { endRole } from './end-role.server.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const serving = await testServing(t);
const demo = await testServing(t, { HALLWAY_DEMO: '1' });
const fresh = () => testPartnership(t, `Mill Creek ${randomUUID().slice(0, 4)}`);
const setUpSignIn = async (personId: string) => {
  await t.owner`insert into auth."user" (id, name, email) values (${personId}, '', ${`${personId}@person.invalid`})`;
  await t.owner`insert into auth.passkey (id, user_id, public_key, credential_id, counter, device_type, backed_up) values (gen_random_uuid(), ${personId}, '', ${personId}, 0, 'singleDevice', false)`;
};
const inOffice = async (membership: string) => (await t.owner`select from membership where id = ${membership} and ended_at is null`).length === 1;

test('whoever acts under the role is signed off, and asks in vain', async () => {
  const p = await fresh();
  const cookies = (await beginSession(browserRequest('/'), demo.context(), { personId: p.id.counselor, way: 'demo', membershipId: p.id.counselorMembership, role: 'counselor' })).getSetCookie();
  expect(await whoIsAsking(browserRequest('/today', { cookies }), demo.context())).toMatchObject({ kind: 'member' });
  expect(await endRole(demo.context(), p.coordinator, p.id.counselorMembership)).toEqual({ ok: true, personId: p.id.counselor });
  expect(await whoIsAsking(browserRequest('/today', { cookies }), demo.context())).toEqual({ kind: 'nobody' });
  expect(await endRole(demo.context(), p.coordinator, p.id.counselorMembership)).toEqual({ ok: false, reason: 'not-found' });
});

test('the last who may manage staff stays, and stays signed in', async () => {
  const p = await fresh();
  expect(await endRole(demo.context(), p.coordinator, p.id.privacyOfficerMembership)).toMatchObject({ ok: true });
  const cookies = (await beginSession(browserRequest('/'), demo.context(), { personId: p.id.coordinator, way: 'demo', membershipId: p.id.coordinatorMembership, role: 'coordinator' })).getSetCookie();
  expect(await endRole(demo.context(), p.coordinator, p.id.coordinatorMembership)).toEqual({ ok: false, reason: 'last-administrator' });
  expect(await whoIsAsking(browserRequest('/today', { cookies }), demo.context())).toMatchObject({ kind: 'member', role: 'coordinator' });
});

test('an administrator who was invited and has not come yet is none to leave it to', async () => {
  const p = await fresh();
  await setUpSignIn(p.id.coordinator);
  expect(await endRole(serving.context(), p.coordinator, p.id.coordinatorMembership)).toEqual({ ok: false, reason: 'nobody-else-signs-in' });
  expect(await inOffice(p.id.coordinatorMembership)).toBe(true);
  await setUpSignIn(p.id.privacyOfficer);
  expect(await endRole(serving.context(), p.coordinator, p.id.coordinatorMembership)).toMatchObject({ ok: true });
  expect(await inOffice(p.id.coordinatorMembership)).toBe(false);
});

test('who manages no staff leaves, whoever else signs in; and nobody ends a role of another partnership', async () => {
  const [p, other] = [await fresh(), await fresh()];
  expect(await endRole(serving.context(), other.coordinator, p.id.counselorMembership)).toEqual({ ok: false, reason: 'not-found' });
  expect(await endRole(serving.context(), p.coordinator, p.id.counselorMembership)).toMatchObject({ ok: true });
  const trail = await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`select from audit_entry where body ->> 'subjectId' = ${p.id.counselorMembership} and body ->> 'action' = 'staff.changed'`));
  expect(trail.count).toBe(1);
});
