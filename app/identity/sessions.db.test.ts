import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { testDatabase } from '../../db/test-database.ts';
import { tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { whyEnded } from './end-sessions.server.ts';
import { sessionHold } from './session-hold.server.ts';
import { beginSession, chooseMembership, endSession, endSessionsOf, sessionOf } from './sessions.server.ts';

const t = await testDatabase();
const serving = await testServing(t, { HALLWAY_DEMO: '1' });

async function signedIn(personId = randomUUID(), way: 'demo' | 'link' = 'demo', more: { membershipId?: string; partnershipId?: string; sharedDevice?: boolean } = {}) {
  const headers = await beginSession(browserRequest('/'), serving.context(), { personId, way, ...more });
  const cookies = headers.getSetCookie();
  return {
    personId,
    cookies,
    look: (sent: Record<string, string> = {}) => {
      const request = browserRequest('/', { cookies });
      for (const [name, value] of Object.entries(sent)) request.headers.set(name, value);
      return sessionOf(request, serving.context());
    },
    why: () => whyEnded(browserRequest('/', { cookies }), serving.context()),
  };
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

test('check 14: the cookie is this host’s alone, unreadable for scripts, and ends with the browser', async () => {
  const { cookies } = await signedIn();
  expect(cookies).toHaveLength(1);
  expect(cookies[0]).toMatch(/^__Host-session-0123abcd=/);
  expect(cookies[0]).toMatch(/HttpOnly/);
  expect(cookies[0]).toMatch(/Secure/);
  expect(cookies[0]).toMatch(/Path=\//);
  expect(cookies[0]).not.toMatch(/Max-Age|Expires|Domain/i);
});

test('check 11: signing in twice gives two sessions, each with an id of its own', async () => {
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

test('check 11: sign-off ends the session on the server: its cookie is worth nothing afterwards', async () => {
  const { cookies, look } = await signedIn();
  const headers = await endSession(browserRequest('/', { cookies }), serving.context());
  expect(headers.getSetCookie().join()).toMatch(/__Host-session-0123abcd=;.*Max-Age=0/);
  expect(await look()).toBeNull();
  await endSession(browserRequest('/'), serving.context());
});

test('check 12: all sessions of a person end at once, and nobody else’s', async () => {
  const [one, two, other] = [await signedIn(), await signedIn(), await signedIn()];
  await inAuth(sql`update auth.session set user_id = ${one.personId} where user_id = ${two.personId}`);
  await endSessionsOf(serving.context(), one.personId);
  expect([await one.look(), await two.look()]).toEqual([null, null]);
  expect(await other.look()).not.toBeNull();
});

test('check 11: a session that nobody uses for 15 minutes is over, on a shared device after 5, and its browser can be told why', async () => {
  await t.moveClockTo(tuesdayMorning);
  const own = await signedIn();
  const guardian = await signedIn(randomUUID(), 'link', { partnershipId: randomUUID() });
  const shared = await signedIn(randomUUID(), 'demo', { sharedDevice: true });
  expect([(await own.look())?.leftSeconds, (await shared.look())?.leftSeconds]).toEqual([900, 300]);
  await t.moveClockTo('2026-11-24T13:05:10Z');
  expect([await shared.look(), await shared.why()]).toEqual([null, 'idle_shared']);
  await t.moveClockTo('2026-11-24T13:14:00Z');
  expect(await own.look()).not.toBeNull();
  await t.moveClockTo('2026-11-24T13:15:10Z');
  expect([await guardian.look(), await guardian.why()]).toEqual([null, 'idle']);
  expect([await own.look(), await own.why()]).toEqual([expect.anything(), null]);
  expect([...(await inAuth(sql`select 1 from auth.session where user_id in (${shared.personId}, ${guardian.personId})`))]).toEqual([]);
});

test('what a page fetches by itself does not keep a session open; a visit does, as long as it runs', async () => {
  await t.moveClockTo(tuesdayMorning);
  const [watched, visiting] = [await signedIn(), await signedIn()];
  const session = await visiting.look();
  if (!session) throw new Error('no session');
  const hold = sessionHold(session.id, () => {});
  hold.set(true);
  await t.moveClockTo('2026-11-24T13:10:00Z');
  expect((await watched.look({ 'sec-fetch-dest': 'empty' }))?.leftSeconds).toBeLessThanOrEqual(300);
  await t.moveClockTo('2026-11-24T13:20:00Z');
  expect(await watched.look({ 'sec-fetch-dest': 'empty' })).toBeNull();
  expect((await visiting.look({ 'sec-fetch-dest': 'empty' }))?.leftSeconds).toBeNull();
  hold.end();
  await t.moveClockTo('2026-11-24T13:28:00Z');
  await t.moveClockTo('2026-11-24T13:35:10Z');
  expect(await visiting.look({ 'sec-fetch-dest': 'empty' })).toBeNull();
});

test('a portal that is killed in the middle of a visit ends nobody’s session: that it was used is kept minute by minute', async () => {
  await t.moveClockTo(tuesdayMorning);
  const { look, personId } = await signedIn();
  const session = await look();
  if (!session) throw new Error('no session');
  const hold = sessionHold(session.id, () => {});
  hold.set(true);
  // The page's stream asks again and again.
  for (const minute of ['13:14', '13:28', '13:40']) {
    await t.moveClockTo(`2026-11-24T${minute}:00Z`);
    await look({ 'hallway-fetched': '1' });
  }
  const [row] = await inAuth(sql`select extract(epoch from auth.clock_now() - seen_at)::int as idle from auth.session where user_id = ${personId}`);
  expect(row?.['idle']).toBeLessThan(60);
  hold.end();
  expect((await look({ 'hallway-fetched': '1' }))?.leftSeconds).toBeGreaterThan(800);
});

test('a demo’s clock that jumps a day on signs nobody off, and one that jumps back keeps nobody in for longer', async () => {
  await t.moveClockTo(tuesdayMorning);
  const { look } = await signedIn();
  await t.moveClockTo('2026-11-26T08:00:00Z');
  expect(await look({ 'sec-fetch-dest': 'empty' })).not.toBeNull();
  await t.moveClockTo(tuesdayMorning);
  await t.moveClockTo('2026-11-24T13:14:50Z');
  expect(await look({ 'sec-fetch-dest': 'empty' })).not.toBeNull();
  await t.moveClockTo('2026-11-24T13:15:20Z');
  expect(await look({ 'sec-fetch-dest': 'empty' })).toBeNull();
});

test('check 11: being used moves the idle limit and never the absolute one', async () => {
  await t.moveClockTo(tuesdayMorning);
  const { personId, look } = await signedIn();
  await t.moveClockTo('2026-11-24T13:10:00Z');
  await look();
  const [row] = await inAuth(sql`select seen_at > auth.clock_now() - interval '1 minute' as seen, expires_at - created_at <= interval '12 hours 1 second' as absolute from auth.session where user_id = ${personId}`);
  expect(row).toEqual({ seen: true, absolute: true });
  await inAuth(sql`update auth.session set expires_at = now() - interval '1 second' where user_id = ${personId}`);
  expect(await look()).toBeNull();
});

test('check 7: a mailed link never opens a membership, not even by mistake', async () => {
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
