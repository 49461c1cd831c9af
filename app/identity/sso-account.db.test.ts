import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStaff, addStudent, testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { closeAccount, holdAccount, waysOf, whoCanSignIn } from './account.server.ts';
import { removeSignOn } from './change-ways.server.ts';
import { beginSession, findSession } from './sessions.server.ts';
import { linkOwn, personOf, signOnsOf } from './sso-account.server.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const p = await testPartnership(t);
const issuer = 'https://login.example.org';
const serving = await testServing(t, { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'hallway', OIDC_CLIENT_SECRET: 'secret', OIDC_NAME: 'District' });
const { authDb, config } = serving.context();

async function worker(email: string, role: 'counselor' | 'staff' = 'counselor') {
  const [person, membership] = [randomUUID(), randomUUID()];
  await asActor(t.app, p.job, 'test', (tx) => addStaff(tx, person, membership, 'Eva', 'Stone', p.id.school, role));
  await t.owner`update person set email = ${email} where id = ${person}`;
  return { person, membership };
}
const who = (subject: string, email: string | null, from = issuer) => personOf(serving.context(), { issuer: from, subject, email });
const adds = (personId: string, subject: string, from = issuer) => linkOwn(serving.context(), personId, { issuer: from, subject });
async function givesPasskey(personId: string) {
  await authDb.transaction((tx) => holdAccount(tx, personId));
  await authDb.execute(sql`insert into auth.passkey (id, public_key, user_id, credential_id, counter, device_type, backed_up) values (${randomUUID()}, 'k', ${personId}, ${randomUUID()}, 0, 'x', false)`);
}
async function session(personId: string) {
  const cookies = (await beginSession(browserRequest('/'), serving.context(), { personId, way: 'passkey' })).getSetCookie();
  const look = () => findSession(browserRequest('/', { cookies }), serving.context());
  const found = await look();
  if (!found) throw new Error('no session');
  return { session: found, look };
}
const trailOf = (personId: string) => t.owner<{ action: string; what: string | null; others: number | null }[]>`
  select body ->> 'action' as action, body -> 'more' ->> 'what' as what, (body -> 'more' ->> 'others')::int as others from audit_entry where body ->> 'personId' = ${personId} order by at, body ->> 'action' desc`;

test('check 24: the first time a verified address finds the one who works here, and the trail says so; from then on issuer and subject do', async () => {
  const { person } = await worker('eva@example.org');
  expect(await who('s-1', 'EVA@example.org')).toEqual({ personId: person, isNew: true });
  expect(await trailOf(person)).toEqual([{ action: 'sign-in.linked', what: 'by-address', others: null }]);
  expect(await who('s-1', null)).toEqual({ personId: person, isNew: false });
  await worker('new.owner@example.org');
  expect(await who('s-1', 'new.owner@example.org')).toEqual({ personId: person, isNew: false });
});

test('check 24: an address that went to somebody else opens nobody’s account', async () => {
  await worker('given.on@example.org');
  await who('before', 'given.on@example.org');
  expect(await who('after', 'given.on@example.org')).toBeNull();
  expect(await who('before', null, 'https://other.example.org')).toBeNull();
});

test('an address of two, of nobody, of a family, of a roster only, or of somebody whose role has ended finds nobody', async () => {
  await worker('two@example.org');
  await worker('two@example.org');
  await worker('roster@example.org', 'staff');
  const gone = await worker('gone@example.org');
  await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`select gate.end_membership_now(${gone.membership}::uuid)`));
  const family = await addStudent(t, p);
  await t.owner`update person set email = 'family@example.org' where id = ${family.id.guardian}`;
  for (const email of ['two', 'nobody', 'roster', 'gone', 'family']) expect(await who(`s-${email}`, `${email}@example.org`)).toBeNull();
  expect(await who('s-none', null)).toBeNull();
});

test('of two identities that come at once for one person, one becomes theirs', async () => {
  await worker('both@example.org');
  const found = await Promise.all([who('a', 'both@example.org'), who('b', 'both@example.org')]);
  expect(found.filter((one) => one !== null)).toHaveLength(1);
});

test('check 24: an address opens no account that a passkey guards; its owner adds single sign-on, signed in', async () => {
  const { person } = await worker('guarded@example.org');
  await givesPasskey(person);
  expect(await who('guarded', 'guarded@example.org')).toBeNull();
  expect(await adds(person, 'guarded')).toBe('linked');
  expect(await trailOf(person)).toEqual([{ action: 'sign-in.linked', what: 'own', others: null }]);
  expect(await who('guarded', null)).toEqual({ personId: person, isNew: false });
  expect(await signOnsOf(authDb, config, person)).toMatchObject([{ issuer, isCurrent: true }]);
});

test('an identity that is somebody else’s, or a second one of the same provider, is not added', async () => {
  const [one, two] = [await worker('one@example.org'), await worker('other@example.org')];
  expect(await adds(one.person, 'mine')).toBe('linked');
  expect(await adds(two.person, 'mine')).toBe('taken');
  expect(await adds(one.person, 'mine too')).toBe('taken');
  expect(await adds(one.person, 'mine')).toBe('linked');
});

test('after a second person has taken their ways in from somebody, their address links nothing any more', async () => {
  const { person } = await worker('recovered@example.org');
  await who('stolen', 'recovered@example.org');
  await authDb.transaction((tx) => closeAccount(tx, person));
  expect(await who('stolen', 'recovered@example.org')).toBeNull();
  expect([...await whoCanSignIn(authDb, config, [person])]).toEqual([]);
});

test('check 13: single sign-on is removed by its owner, their other sessions end, the trail says both, and their address does not bring it back', async () => {
  const { person } = await worker('remover@example.org');
  await who('removed', 'remover@example.org');
  const here = await session(person);
  expect(await removeSignOn(serving.context(), here, issuer)).toBe('last-way');
  expect(await signOnsOf(authDb, config, person)).toHaveLength(1);
  await givesPasskey(person);
  const elsewhere = await session(person);
  expect(await removeSignOn(serving.context(), here, 'https://other.example.org')).toBe('not-found');
  expect(await elsewhere.look()).not.toBeNull();
  expect(await removeSignOn(serving.context(), here, issuer)).toBe('removed');
  expect([await elsewhere.look(), await here.look()]).toEqual([null, expect.anything()]);
  expect((await trailOf(person)).slice(1)).toEqual([{ action: 'way-in.removed', what: 'sso', others: null }, { action: 'session.ended', what: null, others: 1 }]);
  await authDb.execute(sql`delete from auth.passkey where user_id = ${person}`);
  expect(await who('removed', 'remover@example.org')).toBeNull();
});

test('an identity of an earlier single sign-on opens nothing, counts for nothing, and can always be removed', async () => {
  const { person } = await worker('former@example.org');
  expect(await adds(person, 'old', 'https://former.example.org')).toBe('linked');
  expect(await waysOf(authDb, config, person)).toEqual({ passkeys: 0, password: false, sso: false });
  expect([...await whoCanSignIn(authDb, config, [person])]).toEqual([]);
  await givesPasskey(person);
  const here = await session(person);
  expect(await removeSignOn(serving.context(), here, 'https://former.example.org')).toBe('removed');
});
