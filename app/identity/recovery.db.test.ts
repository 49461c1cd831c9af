import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { beforeEach, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStaff, testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { waysOf } from './account.server.ts';
import { answerRecovery } from './answer-recovery.server.ts';
import { invitationsTo } from './invite-member.server.ts';
import { newCodeSecret } from './one-time-code.server.ts';
import { askForRecovery, noteRecovery, openRecoveries } from './recovery-requests.server.ts';
import { openAsked, recoveryQueue } from './sealed-ask.server.ts';
import { beginSession, sessionOf } from './sessions.server.ts';
import { needsOf } from '../today/needs.server.ts';
import { setUpPassword } from './set-up-password.server.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const p = await testPartnership(t);
const elsewhere = await testPartnership(t, 'Lake County');
const serving = await testServing(t, { MAIL_URL: 'smtp://127.0.0.1:9' });
const { authDb, config } = serving.context();
beforeEach(() => t.moveClockTo(tuesdayMorning));

type Deciding = Extract<Actor, { kind: 'member' }>;
const [coordinator, privacyOfficer] = [p.coordinator as Deciding, p.privacyOfficer as Deciding];
const waiting = (actor: Actor = coordinator) => asActor(t.app, actor, 'test', (tx) => openRecoveries(tx));
const answer = (id: string, what: 'confirmed' | 'declined' = 'confirmed', actor: Deciding = coordinator) => answerRecovery(serving.context(), { actor }, id, what);

async function somebody() {
  const [personId, membershipId] = [randomUUID(), randomUUID()];
  const given = `Eva${personId.slice(0, 6)}`;
  await asActor(t.app, p.job, 'test', (tx) => addStaff(tx, personId, membershipId, given, 'Stone', p.id.school, 'counselor'));
  const email = `${given}.stone@example.org`.toLowerCase();
  const secret = newCodeSecret();
  const set = await setUpPassword(serving.context(), { personId, email, givenName: given, familyName: 'Stone' }, { password: 'otter lamp tulip', secret, code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() }, { first: true });
  if (!set.ok) throw new Error(set.reason);
  return { personId, membershipId, email };
}
async function asked() {
  const it = await somebody();
  await noteRecovery(serving.context(), it.email.toUpperCase());
  const request = (await waiting()).find(({ personId }) => personId === it.personId);
  if (!request) throw new Error('nobody waits');
  return { ...it, requestId: request.id };
}

test('check 10: the same answer and one job for every address; an address asked for again and again is left alone', async () => {
  const context = { ...serving.context(), clientAddress: 'here' };
  for (const address of ['nobody@example.org', 'tom.brandt@example.org']) expect(await askForRecovery(context, address)).toEqual({ ok: true });
  for (let n = 0; n < 3; n += 1) await askForRecovery(context, 'often@example.org');
  expect(await askForRecovery(context, 'often@example.org')).toEqual({ ok: true });
  const jobs = await t.app.execute<{ data: { box: string } }>(sql`select data from jobs.job where name = 'ask-for-recovery' order by created_on`);
  expect(jobs).toHaveLength(6);
  expect(JSON.stringify(jobs)).not.toContain('example.org');
  expect(openAsked(config, jobs.at(-1)?.data.box ?? '', recoveryQueue).address).toBeNull();
});

test('it appears once to those who may change staff where the person works, and to nobody else', async () => {
  const it = await asked();
  await noteRecovery(serving.context(), it.email);
  expect((await waiting()).filter(({ personId }) => personId === it.personId)).toHaveLength(1);
  expect((await waiting(privacyOfficer)).some(({ personId }) => personId === it.personId)).toBe(true);
  for (const actor of [p.counselor, p.frontOffice, p.therapist, elsewhere.coordinator]) expect(await waiting(actor)).toEqual([]);
});

test('an unknown address, and one of somebody who no longer works here, ask for nothing', async () => {
  const it = await somebody();
  await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`select gate.end_membership(${it.membershipId}::uuid, '2026-11-23'::date)`));
  const before = (await waiting()).length;
  await noteRecovery(serving.context(), it.email);
  await noteRecovery(serving.context(), 'nobody.at.all@example.org');
  await noteRecovery(serving.context(), null);
  expect(await waiting()).toHaveLength(before);
});

test('who began today and whose role was ended today asks for nothing, and what they had asked for is answered by nobody', async () => {
  const [before, after] = [await somebody(), await asked()];
  for (const { membershipId } of [before, after]) {
    await t.owner`update membership set during = '[2026-11-24,)' where id = ${membershipId}`;
    await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`select gate.end_membership_now(${membershipId}::uuid)`));
  }
  await noteRecovery(serving.context(), before.email);
  expect((await waiting()).filter(({ personId }) => personId === before.personId || personId === after.personId)).toEqual([]);
  expect(await answer(after.requestId)).toEqual({ ok: false, reason: 'not-found' });
});

test('confirmed by a second person: every way in and every session ends, and an invitation goes out', async () => {
  const it = await asked();
  const cookies = (await beginSession(browserRequest('/'), serving.context(), { personId: it.personId, way: 'password' })).getSetCookie();
  expect(await answer(it.requestId)).toEqual({ ok: true });
  expect(await waysOf(authDb, config, it.personId)).toEqual({ passkeys: 0, password: false, sso: false });
  expect(await sessionOf(browserRequest('/', { cookies }), serving.context())).toBeNull();
  expect((await asActor(t.app, p.coordinator, 'test', invitationsTo)).has(it.membershipId)).toBe(true);
  const trail = await asActor(t.app, p.job, 'test', (tx) => tx.execute<{ action: string }>(sql`select body ->> 'action' as action from audit_entry where body -> 'more' ->> 'personId' = ${it.personId} or body ->> 'subjectId' = ${it.membershipId}`));
  expect(trail.map(({ action }) => action)).toEqual(expect.arrayContaining(['recovery.asked', 'recovery.confirmed', 'staff.invited']));
  expect(await answer(it.requestId)).toEqual({ ok: false, reason: 'not-found' });
});

test('whoever has just changed somebody’s address does not confirm that it is they: that takes two people, in the database too', async () => {
  const it = await somebody();
  const mine = `mine.${it.email}`;
  await asActor(t.app, coordinator, 'test', (tx) => tx.execute(sql`update person set email = ${mine} where id = ${it.personId}`));
  await noteRecovery(serving.context(), mine);
  const id = (await waiting()).find(({ personId }) => personId === it.personId)?.id ?? '';
  expect(await answer(id)).toEqual({ ok: false, reason: 'address-of-yours' });
  await expect(asActor(t.app, coordinator, 'test', (tx) => tx.execute(sql`update recovery_request set answer = 'confirmed', answered_at = clock_now(), answered_by = ctx_membership(), answered_by_person = ctx_person() where id = ${id}::uuid`)))
    .rejects.toMatchObject({ cause: { constraint_name: 'who_changed_the_address_does_not_confirm' } });
  await expect(asActor(t.app, coordinator, 'test', (tx) => tx.execute(sql`delete from address_change where person_id = ${it.personId}`))).rejects.toThrow();
  expect(await waysOf(authDb, config, it.personId)).toMatchObject({ password: true });
  expect(await answer(id, 'confirmed', privacyOfficer)).toEqual({ ok: true });
});

test('a later change, by somebody else or by themselves, sets the first one free no sooner: each of them is another one’s address', async () => {
  const it = await somebody();
  const by = (actor: Actor, email: string) => asActor(t.app, actor, 'test', (tx) => tx.execute(sql`update person set email = ${email} where id = ${it.personId}`));
  const itself: Actor = { kind: 'member', personId: it.personId, membershipId: it.membershipId };
  await by(coordinator, `one.${it.email}`);
  await by(privacyOfficer, `two.${it.email}`);
  await noteRecovery(serving.context(), `two.${it.email}`);
  const id = (await waiting()).find(({ personId }) => personId === it.personId)?.id ?? '';
  expect([await answer(id), await answer(id, 'confirmed', privacyOfficer)]).toEqual([{ ok: false, reason: 'address-of-yours' }, { ok: false, reason: 'address-of-yours' }]);
  await by(itself, `own.${it.email}`);
  await by(itself, `Own.${it.email}`);
  expect(await answer(id)).toEqual({ ok: false, reason: 'address-of-yours' });
  expect(await t.owner`select changed_by from address_change where person_id = ${it.personId} order by changed_at, changed_by`).toHaveLength(2);
});

test('after 30 days whoever changed the address may confirm, and may decline at any time', async () => {
  const [it, other] = [await asked(), await asked()];
  for (const { personId, email } of [it, other]) await asActor(t.app, coordinator, 'test', (tx) => tx.execute(sql`update person set email = ${`new.${email}`} where id = ${personId}`));
  expect(await answer(other.requestId, 'declined')).toEqual({ ok: true });
  await t.moveClockTo('2026-12-24T13:31:00Z');
  await noteRecovery(serving.context(), `new.${it.email}`);
  expect(await answer((await waiting()).find(({ personId }) => personId === it.personId)?.id ?? '')).toEqual({ ok: true });
});

test('declined: nothing changes for them', async () => {
  const it = await asked();
  expect(await answer(it.requestId, 'declined')).toEqual({ ok: true });
  expect(await waysOf(authDb, config, it.personId)).toMatchObject({ password: true });
  expect((await waiting()).some(({ id }) => id === it.requestId)).toBe(false);
});

test('nobody confirms themselves, not even in the database; another administrator does', async () => {
  await noteRecovery(serving.context(), 'renee.whitfield@example.org');
  const own = (await waiting()).find(({ personId }) => personId === p.id.coordinator);
  if (!own) throw new Error('nobody waits');
  expect(await answer(own.id)).toEqual({ ok: false, reason: 'oneself' });
  await expect(asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`update recovery_request set answer = 'confirmed', answered_at = clock_now(), answered_by = ctx_membership(), answered_by_person = ctx_person() where id = ${own.id}`)))
    .rejects.toMatchObject({ cause: { constraint_name: 'nobody_recovers_themselves' } });
  await expect(asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`update recovery_request set answer = 'confirmed', answered_at = clock_now(), answered_by = ${p.id.privacyOfficerMembership}, answered_by_person = ${p.id.privacyOfficer} where id = ${own.id}`)))
    .rejects.toThrow();
  expect(await answer(own.id, 'confirmed', privacyOfficer)).toEqual({ ok: true });
});

test('a request lapses after seven days, and may be made again', async () => {
  const it = await asked();
  await t.moveClockTo('2026-12-01T13:30:00Z');
  expect(await answer(it.requestId)).toEqual({ ok: false, reason: 'not-found' });
  await noteRecovery(serving.context(), it.email);
  expect((await waiting()).some(({ personId }) => personId === it.personId)).toBe(true);
});

test('without an address nothing is taken away', async () => {
  const it = await asked();
  await t.owner`update person set email = null where id = ${it.personId}`;
  expect(await answer(it.requestId)).toEqual({ ok: false, reason: 'no-address' });
  expect(await waysOf(authDb, config, it.personId)).toMatchObject({ password: true });
});

test('another partnership can neither see nor answer it', async () => {
  const it = await asked();
  expect(await answer(it.requestId, 'confirmed', elsewhere.coordinator as Deciding)).toEqual({ ok: false, reason: 'not-found' });
});

test('it waits on the first page of everyone who may change staff, but for whoever asked', async () => {
  const it = await asked();
  const needs = (actor: Actor, role: 'coordinator' | 'privacy_officer') => asActor(t.app, actor, 'test', async (tx) => (await needsOf(tx, role)).filter(({ kind, to }) => kind === 'recovery' && to === `/recoveries/${it.requestId}`));
  expect(await needs(coordinator, 'coordinator')).toHaveLength(1);
  expect(await needs(privacyOfficer, 'privacy_officer')).toHaveLength(1);
});
