import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { testDatabase } from '../../db/test-database.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { beginSession, chooseMembership, endSession, endSessionsOf, sessionOf } from './sessions.server.ts';

const t = await testDatabase();
const serving = await testServing(t, { HALLWAY_DEMO: '1' });

async function signedIn(personId = randomUUID(), way: 'demo' | 'link' = 'demo', more: { membershipId?: string; partnershipId?: string } = {}) {
  const headers = await beginSession(browserRequest('/'), serving.context(), { personId, way, ...more });
  const cookies = headers.getSetCookie();
  return { personId, cookies, look: () => sessionOf(browserRequest('/', { cookies }), serving.context()) };
}
const inAuth = (query: ReturnType<typeof sql>) => serving.context().authDb.execute(query);

test('a session is found by its cookie, and by nothing else', async () => {
  const membershipId = randomUUID();
  const { personId, look, cookies } = await signedIn(randomUUID(), 'demo', { membershipId });
  expect(await look()).toMatchObject({ personId, way: 'demo', membershipId, partnershipId: null });
  expect(await sessionOf(browserRequest('/'), serving.context())).toBeNull();
  const forged = cookies.map((line) => line.replace(/=([^.;]+)\./, '=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.'));
  expect(await sessionOf(browserRequest('/', { cookies: forged }), serving.context())).toBeNull();
  const [row] = await inAuth(sql`select token from auth.session where user_id = ${personId}`);
  const unsigned = [`__Host-session-0123abcd=${String(row?.['token'])}`];
  expect(await sessionOf(browserRequest('/', { cookies: unsigned }), serving.context())).toBeNull();
});

test('the cookie is this host’s alone, unreadable for scripts, and ends with the browser', async () => {
  const { cookies } = await signedIn();
  expect(cookies).toHaveLength(1);
  expect(cookies[0]).toMatch(/^__Host-session-0123abcd=/);
  expect(cookies[0]).toMatch(/HttpOnly/);
  expect(cookies[0]).toMatch(/Secure/);
  expect(cookies[0]).toMatch(/Path=\//);
  expect(cookies[0]).not.toMatch(/Max-Age|Expires|Domain/i);
});

test('signing in twice gives two sessions, each with an id of its own', async () => {
  const one = await signedIn();
  const two = await signedIn(one.personId);
  expect((await one.look())?.id).not.toBe((await two.look())?.id);
});

test('signing in again in the same browser ends the session it had', async () => {
  const { cookies, look } = await signedIn();
  const next = await beginSession(browserRequest('/', { cookies }), serving.context(), { personId: randomUUID(), way: 'demo' });
  expect(await look()).toBeNull();
  expect(await sessionOf(browserRequest('/', { cookies: next.getSetCookie() }), serving.context())).not.toBeNull();
});

test('sign-off ends the session on the server: its cookie is worth nothing afterwards', async () => {
  const { cookies, look } = await signedIn();
  const headers = await endSession(browserRequest('/', { cookies }), serving.context());
  expect(headers.getSetCookie().join()).toMatch(/__Host-session-0123abcd=;.*Max-Age=0/);
  expect(await look()).toBeNull();
  await endSession(browserRequest('/'), serving.context());
});

test('all sessions of a person end at once, and nobody else’s', async () => {
  const [one, two, other] = [await signedIn(), await signedIn(), await signedIn()];
  await inAuth(sql`update auth.session set user_id = ${one.personId} where user_id = ${two.personId}`);
  await endSessionsOf(serving.context(), one.personId);
  expect([await one.look(), await two.look()]).toEqual([null, null]);
  expect(await other.look()).not.toBeNull();
});

test('a session left alone too long is over, and is gone', async () => {
  const busy = await signedIn();
  const idle = await signedIn();
  const guardian = await signedIn(randomUUID(), 'link', { partnershipId: randomUUID() });
  await inAuth(sql`update auth.session set updated_at = now() - interval '3 hours' where user_id in (${busy.personId}, ${guardian.personId})`);
  await inAuth(sql`update auth.session set updated_at = now() - interval '5 hours' where user_id = ${idle.personId}`);
  expect(await busy.look()).not.toBeNull();
  expect([await idle.look(), await guardian.look()]).toEqual([null, null]);
  expect([...(await inAuth(sql`select 1 from auth.session where user_id = ${idle.personId}`))]).toEqual([]);
});

test('being seen moves the idle limit and never the absolute one', async () => {
  const { personId, look } = await signedIn();
  await inAuth(sql`update auth.session set updated_at = now() - interval '3 hours' where user_id = ${personId}`);
  await look();
  const [row] = await inAuth(sql`select updated_at > now() - interval '1 minute' as seen, expires_at - created_at <= interval '12 hours 1 second' as absolute from auth.session where user_id = ${personId}`);
  expect(row).toEqual({ seen: true, absolute: true });
  await inAuth(sql`update auth.session set expires_at = now() - interval '1 second' where user_id = ${personId}`);
  expect(await look()).toBeNull();
});

test('a mailed link never opens a membership, not even by mistake', async () => {
  await expect(signedIn(randomUUID(), 'link', { membershipId: randomUUID() })).rejects.toThrow();
  const guardian = await signedIn(randomUUID(), 'link', { partnershipId: randomUUID() });
  const session = await guardian.look();
  if (!session) throw new Error('no session');
  await expect(chooseMembership(serving.context(), session, { id: randomUUID(), role: 'counselor' })).rejects.toThrow();
});

test('a demo’s sessions are worth nothing once the portal is no demo', async () => {
  const { cookies } = await signedIn();
  const real = serving.context();
  const context = { ...real, config: { ...real.config, demo: false } };
  expect(await sessionOf(browserRequest('/', { cookies }), context)).toBeNull();
});

test('the web process cannot look into sign-in, and sign-in cannot look at the product', async () => {
  for (const table of ['"user"', 'session', 'account', 'verification', 'rate_limit']) {
    await expect(t.app.execute(sql.raw(`select * from auth.${table}`))).rejects.toMatchObject({ cause: { code: '42501' } });
  }
  await expect(inAuth(sql`select * from public.person`)).rejects.toMatchObject({ cause: { code: '42501' } });
  expect((await inAuth(sql`select count(*)::int as n from auth.session`))[0]?.['n']).toBeGreaterThan(0);
});

test('check 6: a password opens no administrator’s membership, whatever the pages say: the database refuses', async () => {
  const under = (way: 'password' | 'passkey', role?: 'counselor' | 'coordinator') =>
    beginSession(browserRequest('/'), serving.context(), { personId: randomUUID(), way, membershipId: randomUUID(), ...(role && { role }) });
  await expect(under('password', 'coordinator')).rejects.toThrow();
  await expect(under('password')).rejects.toThrow();
  await under('password', 'counselor');
  await under('passkey', 'coordinator');
  const [personId, membershipId] = [randomUUID(), randomUUID()];
  const cookies = (await beginSession(browserRequest('/'), serving.context(), { personId, way: 'password' })).getSetCookie();
  const session = await sessionOf(browserRequest('/', { cookies }), serving.context());
  if (!session) throw new Error('no session');
  expect(session.strongAt).toBeInstanceOf(Date);
  expect(await chooseMembership(serving.context(), session, { id: membershipId, role: 'privacy_officer' })).toBe(false);
  await expect(inAuth(sql`update auth.session set membership_id = ${membershipId}, role = 'privacy_officer' where id = ${session.id}`)).rejects.toThrow();
  expect(await chooseMembership(serving.context(), session, { id: membershipId, role: 'therapist' })).toBe(true);
});
