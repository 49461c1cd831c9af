import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { afterAll, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { connect } from '../../db/connect.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { waysOf } from './account.server.ts';
import { inviteMember } from './invite-member.server.ts';
import { letIn } from './let-in.server.ts';
import { newCodeSecret } from './one-time-code.server.ts';
import { noteRecovery, openRecoveries } from './recovery-requests.server.ts';
import { beginSession, sessionOf } from './sessions.server.ts';
import { setUpPassword } from './set-up-password.server.ts';
import { acceptStaffInvitation, openStaffInvitation } from './staff-invitation.server.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const p = await testPartnership(t);
const serving = await testServing(t, { MAIL_URL: 'smtp://127.0.0.1:9' });
const { authDb, config } = serving.context();
const owner = connect(t.url('hallway_owner'), { max: 1 });
afterAll(() => owner.close());

const nobody = { passkeys: 0, password: false, sso: false };
const tokenOf = (url: string) => url.split('/').at(-1) ?? '';
const setUp = async (who: { personId: string; email: string; givenName: string; familyName: string }) => {
  const secret = newCodeSecret();
  return setUpPassword(serving.context(), who, { password: 'otter lamp tulip', secret, code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() }, { first: true });
};
const privacyOfficer = { personId: p.id.privacyOfficer, email: 'priya.nair@example.org', givenName: 'Priya', familyName: 'Nair' };
const lineOf = (partnershipId: string) => asActor(t.app, { kind: 'job', partnershipId }, 'test', (tx) =>
  tx.execute<{ count: number }>(sql`select count(*)::int as count from audit_entry where partnership_id = ctx_partnership() and body ->> 'action' = 'staff.let-in'`));

test('an address lets a member of staff who manages staff in anew, once; all they had before is gone', async () => {
  expect(await setUp(privacyOfficer)).toMatchObject({ ok: true });
  const cookies = (await beginSession(browserRequest('/'), serving.context(), { personId: p.id.privacyOfficer, way: 'password' })).getSetCookie();
  const mailed = await asActor(t.app, p.coordinator, 'test', (tx) => inviteMember(tx, config, p.id.privacyOfficerMembership));
  await noteRecovery(serving.context(), privacyOfficer.email);
  const before = (await t.owner`select count(*)::int as n from outbox`)[0]?.['n'] as number;

  const done = await letIn(owner, config, ' Priya.Nair@Example.org');
  if (!done.ok) throw new Error(done.reason);
  expect(done.letIn).toMatchObject({ name: 'Priya Nair', organisation: 'Mill Creek District', url: expect.stringMatching(/\/welcome\/[\w-]{43}$/) as string, until: expect.stringMatching(/^2026-11-25T13:/) as string });
  expect(await waysOf(authDb, config, p.id.privacyOfficer)).toEqual(nobody);
  expect(await sessionOf(browserRequest('/', { cookies }), serving.context())).toBeNull();
  expect(mailed.ok && await openStaffInvitation(t.app, tokenOf(mailed.url))).toEqual({ ok: false, reason: 'link-ended' });
  expect(await asActor(t.app, p.coordinator, 'test', (tx) => openRecoveries(tx))).toEqual([]);
  expect((await t.owner`select count(*)::int as n from outbox`)[0]?.['n']).toBe(before);

  const accept = () => acceptStaffInvitation(t.app, tokenOf(done.letIn.url), setUp);
  expect(await accept()).toMatchObject({ ok: true, invited: { role: 'privacy_officer' } });
  expect(await accept()).toEqual({ ok: false, reason: 'link-spent' });
  expect(await waysOf(authDb, config, p.id.privacyOfficer)).toMatchObject({ password: true });
});

test('it stands in the trail of each partnership where they work, in nobody’s name', async () => {
  const [entry] = await t.owner`select body ->> 'actorKind' as by, body ->> 'subjectId' as who, partnership_id from audit_entry where body ->> 'action' = 'staff.let-in'`;
  expect(entry).toEqual({ by: 'job', who: p.id.privacyOfficer, partnership_id: p.id.partnership });
  const second = await testPartnership(t, 'Lake County');
  await t.owner`insert into membership (partnership_id, id, person_id, organisation_id, role, during) values (${second.id.partnership}, ${randomUUID()}, ${p.id.privacyOfficer}, ${second.id.district}, 'coordinator', '[2026-09-01,)')`;
  expect((await letIn(owner, config, privacyOfficer.email))).toEqual({ ok: false, reason: 'several' });
  await t.owner`update person set email = 'other@example.org' where id in (${second.id.privacyOfficer}, ${second.id.coordinator})`;
  expect((await letIn(owner, config, privacyOfficer.email)).ok).toBe(true);
  expect([(await lineOf(p.id.partnership))[0]?.count, (await lineOf(second.id.partnership))[0]?.count]).toEqual([2, 1]);
});

test('refused: an unknown address, one of somebody who manages no staff, and one whose role has ended; nothing is taken from them', async () => {
  expect(await setUp({ personId: p.id.counselor, email: 'tom.brandt@example.org', givenName: 'Tom', familyName: 'Brandt' })).toMatchObject({ ok: true });
  await asActor(t.app, p.privacyOfficer, 'test', (tx) => tx.execute(sql`select gate.end_membership_now(${p.id.coordinatorMembership}::uuid)`));
  for (const address of ['nobody@example.org', 'tom.brandt@example.org', 'renee.whitfield@example.org', '%']) expect(await letIn(owner, config, address)).toEqual({ ok: false, reason: 'unknown' });
  expect(await waysOf(authDb, config, p.id.counselor)).toMatchObject({ password: true });
});

test('the web process cannot do it', async () => {
  await expect(letIn(t.app, config, privacyOfficer.email)).resolves.toEqual({ ok: false, reason: 'unknown' });
});
