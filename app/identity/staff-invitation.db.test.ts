import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { beforeEach, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStaff, addStudent, consentToAll, refer, testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { testServing } from '../http/test-context.server.ts';
import { closeAccount, waysOf } from './account.server.ts';
import { invitationsTo, inviteMember, withdrawInvitation } from './invite-member.server.ts';
import { tokenSha256 } from './link-token.server.ts';
import { linkActor, linkRefusals, makeLink } from './links.server.ts';
import { newCodeSecret } from './one-time-code.server.ts';
import { setUpPassword } from './set-up-password.server.ts';
import { acceptStaffInvitation, openStaffInvitation } from './staff-invitation.server.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const p = await testPartnership(t);
const serving = await testServing(t, { MAIL_URL: 'smtp://127.0.0.1:9' });
const { config, authDb } = serving.context();
beforeEach(() => t.moveClockTo(tuesdayMorning));

async function somebody(role = 'counselor') {
  const [personId, membershipId] = [randomUUID(), randomUUID()];
  await asActor(t.app, p.job, 'test', (tx) => addStaff(tx, personId, membershipId, `Eva${personId.slice(0, 4)}`, 'Stone', role === 'coordinator' ? p.id.district : p.id.school, role));
  return { personId, membershipId };
}
const as = <T>(actor: Actor, work: Parameters<typeof asActor<T>>[3]) => asActor(t.app, actor, 'test', work);
async function invited(membershipId: string) {
  const made = await as(p.coordinator, (tx) => inviteMember(tx, config, membershipId));
  if (!made.ok) throw new Error(made.reason);
  return made.url.split('/').at(-1) ?? '';
}
function accept(token: string) {
  const secret = newCodeSecret();
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  return acceptStaffInvitation(t.app, token, (who) => setUpPassword(serving.context(), who, { password: 'otter lamp tulip', secret, code }, { first: true }));
}

test('whoever may change staff invites; the mail is for the person alone, names nobody in its address, and the link lasts days', async () => {
  const it = await somebody();
  const made = await as(p.privacyOfficer, (tx) => inviteMember(tx, config, it.membershipId));
  expect(made).toMatchObject({ ok: true, url: expect.stringMatching(/^http:\/\/localhost:4000\/welcome\/[\w-]{43}$/) as string });
  const [promised] = await as(p.job, (tx) => tx.execute(sql`select template, person_id, language from outbox where person_id = ${it.personId}`));
  expect(promised).toEqual({ template: 'staff-invitation', person_id: it.personId, language: null });
  expect((await as(p.coordinator, invitationsTo)).get(it.membershipId)).toEqual({ until: expect.stringMatching(/^2026-12-01T13:/) as string, isOver: false });
});

test('nobody else invites, sees or withdraws an invitation: the database refuses', async () => {
  const it = await somebody();
  await invited(it.membershipId);
  for (const actor of [p.counselor, p.frontOffice, p.therapist]) {
    await expect(as(actor, (tx) => inviteMember(tx, config, it.membershipId))).rejects.toThrow();
    expect((await as(actor, invitationsTo)).size).toBe(0);
  }
  const elsewhere = await testPartnership(t, 'Lake County');
  expect(await as(elsewhere.coordinator, (tx) => inviteMember(tx, config, it.membershipId))).toEqual({ ok: false, reason: 'not-found' });
  expect(await as(elsewhere.coordinator, (tx) => withdrawInvitation(tx, it.membershipId))).toBe(false);
});

test('an invitation for one person cannot be bound to another’s membership', async () => {
  const [one, two] = [await somebody(), await somebody()];
  await expect(as(p.coordinator, (tx) => makeLink(tx, config, { kind: 'invitation', personId: one.personId, membershipId: two.membershipId, expiresAt: '2026-12-01T13:00:00Z' }))).rejects.toThrow();
});

test('check 16: opening it uses nothing up, however often', async () => {
  const it = await somebody();
  const token = await invited(it.membershipId);
  for (let n = 0; n < 5; n += 1) expect(await openStaffInvitation(t.app, token)).toMatchObject({ ok: true, invited: { personId: it.personId, role: 'counselor', organisation: 'Alder Creek Middle' } });
  expect(await accept(token)).toMatchObject({ ok: true });
});

test('of two who accept at once exactly one does, and it is used then', async () => {
  const it = await somebody();
  const token = await invited(it.membershipId);
  const answers = await Promise.all([1, 2, 3].map(() => accept(token)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.filter(({ ok }) => !ok)).toEqual([{ ok: false, reason: 'link-spent' }, { ok: false, reason: 'link-spent' }]);
  expect(await openStaffInvitation(t.app, token)).toEqual({ ok: false, reason: 'link-spent' });
  expect(await waysOf(authDb, config, it.personId)).toMatchObject({ password: true });
});

test('what could not be set up leaves the invitation as it was', async () => {
  const it = await somebody();
  const token = await invited(it.membershipId);
  const bad = await acceptStaffInvitation(t.app, token, (who) => setUpPassword(serving.context(), who, { password: 'Password1234', secret: newCodeSecret(), code: '000000' }, { first: true }));
  expect(bad).toEqual({ ok: false, reason: 'passwordCommon' });
  const wrong = await acceptStaffInvitation(t.app, token, (who) => setUpPassword(serving.context(), who, { password: 'otter lamp tulip', secret: newCodeSecret(), code: '000000' }, { first: true }));
  expect(wrong).toEqual({ ok: false, reason: 'codeWrong' });
  expect(await accept(token)).toMatchObject({ ok: true });
});

test('a withdrawn, replaced or outdated one opens nothing, and neither does one to a role that has ended', async () => {
  const it = await somebody();
  const first = await invited(it.membershipId);
  const second = await invited(it.membershipId);
  expect(await openStaffInvitation(t.app, first)).toEqual({ ok: false, reason: 'link-ended' });
  expect(await openStaffInvitation(t.app, second)).toMatchObject({ ok: true });
  expect(await as(p.coordinator, (tx) => withdrawInvitation(tx, it.membershipId))).toBe(true);
  expect(await accept(second)).toEqual({ ok: false, reason: 'link-ended' });
  const third = await invited(it.membershipId);
  await t.moveClockTo('2026-12-01T13:30:00Z');
  expect(await accept(third)).toEqual({ ok: false, reason: 'link-ended' });
  expect((await as(p.coordinator, invitationsTo)).get(it.membershipId)).toMatchObject({ isOver: true });
  const fourth = await invited(it.membershipId);
  await as(p.coordinator, (tx) => tx.execute(sql`select gate.end_membership(${it.membershipId}::uuid, '2026-11-30'::date)`));
  expect(await openStaffInvitation(t.app, fourth)).toEqual({ ok: false, reason: 'link-ended' });
});

test('a role that began today and is ended today takes its invitation along, at that moment', async () => {
  const it = await somebody();
  await t.owner`update membership set during = '[2026-11-24,)' where id = ${it.membershipId}`;
  const token = await invited(it.membershipId);
  expect(await openStaffInvitation(t.app, token)).toMatchObject({ ok: true });
  await as(p.coordinator, (tx) => tx.execute(sql`select gate.end_membership_now(${it.membershipId}::uuid)`));
  expect(await openStaffInvitation(t.app, token)).toEqual({ ok: false, reason: 'link-ended' });
  expect(await accept(token)).toEqual({ ok: false, reason: 'link-ended' });
  expect(await waysOf(authDb, config, it.personId)).toMatchObject({ password: false });
});

test('the purposes never mix: a family’s link is none here, and this one opens no family’s page', async () => {
  const it = await somebody();
  const token = await invited(it.membershipId);
  const actor = linkActor('invitation', token);
  if (!actor) throw new Error('no token');
  expect((await refusing(linkRefusals, () => as(actor, async () => {}))).ok).toBe(false);
  const s = await addStudent(t, p);
  const { requestId } = await consentToAll(t, p, s, await refer(t, p, s.id.student));
  const family = await as(p.counselor, (tx) => makeLink(tx, config, { kind: 'invitation', personId: s.id.guardian, consentRequestId: requestId, expiresAt: '2026-12-01T13:00:00Z' }));
  expect(await openStaffInvitation(t.app, family.url.split('/').at(-1) ?? '')).toEqual({ ok: false, reason: 'link-unknown' });
});

test('whoever holds it sees who it is for and nobody else', async () => {
  const it = await somebody();
  await addStudent(t, p, 'Nia', 'Hidden');
  const hash = tokenSha256(await invited(it.membershipId));
  const seen = await t.app.transaction(async (tx) => {
    await tx.execute(sql`select gate.enter_by_staff_invitation(${hash}, false, 'test')`);
    return [...await tx.execute(sql`select id from person`)].map((row) => row['id']);
  });
  expect(seen).toEqual([it.personId]);
});

test('who has a way in already sets up no second one by an invitation', async () => {
  const it = await somebody();
  await accept(await invited(it.membershipId));
  expect(await accept(await invited(it.membershipId))).toEqual({ ok: false, reason: 'already-set-up' });
  await authDb.transaction((tx) => closeAccount(tx, it.personId));
  expect(await accept(await invited(it.membershipId))).toMatchObject({ ok: true });
});

test('nobody without an address is invited', async () => {
  const it = await somebody();
  await t.owner`update person set email = null where id = ${it.personId}`;
  expect(await as(p.coordinator, (tx) => inviteMember(tx, config, it.membershipId))).toEqual({ ok: false, reason: 'no-address' });
});

test('it outlives the round that ends the links of guardians who lost their right', async () => {
  const it = await somebody();
  const token = await invited(it.membershipId);
  await as(p.job, (tx) => tx.execute(sql`select gate.end_links_without_holder()`));
  expect((await openStaffInvitation(t.app, token)).ok).toBe(true);
});
