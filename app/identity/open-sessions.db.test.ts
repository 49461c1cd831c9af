import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { action as endOne } from '../routes/me.sign-in.sessions.$sessionId.end.ts';
import { action as endOthers } from '../routes/me.sign-in.other-sessions.end.ts';
import { whyEnded } from './end-sessions.server.ts';
import { openSessionsOf } from './open-sessions.server.ts';
import { beginSession, findSession } from './sessions.server.ts';
import type { Way } from './ways.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const p = await testPartnership(t);
const serving = await testServing(t, { HALLWAY_DEMO: '1' });

async function device(userAgent: string, more: { sharedDevice?: boolean; personId?: string; way?: Way } = {}) {
  const personId = more.personId ?? p.id.counselor;
  const request = browserRequest('/');
  request.headers.set('user-agent', userAgent);
  const membershipId = personId === p.id.counselor ? p.id.counselorMembership : undefined;
  const cookies = (await beginSession(request, serving.context(), { personId, way: more.way ?? 'demo', role: 'counselor', ...(membershipId && { membershipId }), ...(more.sharedDevice && { sharedDevice: true }) })).getSetCookie();
  const look = () => findSession(browserRequest('/', { cookies }), serving.context());
  const id = (await look())?.id ?? '';
  return { id, cookies, look, why: () => whyEnded(browserRequest('/', { cookies }), serving.context()) };
}
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
const listed = async (of: Awaited<ReturnType<typeof device>>) => {
  const session = await of.look();
  if (!session) throw new Error('no session');
  return openSessionsOf(serving.context(), session);
};
const thrown = (work: Promise<unknown>) => work.catch((answer: unknown) => (answer instanceof Response ? answer.headers.get('location') ?? answer.status : Promise.reject(answer)));

test('check 13: somebody sees where they are signed in, this device first, and nobody else’s sign-ins', async () => {
  const [desk, mobile] = [await device(windows), await device(phone, { sharedDevice: true })];
  await device(windows, { personId: randomUUID() });
  expect(await listed(mobile)).toMatchObject([
    { id: mobile.id, isThis: true, way: 'demo', sharedDevice: true, device: { browser: 'Safari', system: 'iPhone' }, beganAt: expect.stringContaining('2026-11-24T13:00') as string },
    { id: desk.id, isThis: false, sharedDevice: false, device: { browser: 'Chrome', system: 'Windows' } },
  ]);
  await t.moveClockTo('2026-11-24T13:06:00Z');
  expect((await listed(desk)).map(({ id }) => id)).not.toContain(mobile.id);
  await t.moveClockTo(tuesdayMorning);
});

test('check 13: one of them ended is gone on its next request, and its browser is told why; somebody else’s cannot be ended', async () => {
  const [desk, mobile, foreign] = [await device(windows), await device(phone), await device(phone, { personId: randomUUID() })];
  const end = (id: string) => thrown(endOne({ request: browserRequest('/', { cookies: desk.cookies, form: {} }), context: serving.context(), params: { sessionId: id } }));
  expect(await end(foreign.id)).toBe(404);
  await end(mobile.id);
  expect([await mobile.look(), await mobile.why()]).toEqual([null, 'ended_elsewhere']);
  expect([await desk.look(), await foreign.look()]).toEqual([expect.anything(), expect.anything()]);
  expect(await end(mobile.id)).toBe(404);
});

test('check 13: all others end at once, this one stays, and the trail knows', async () => {
  const [desk, ...others] = [await device(windows), await device(phone), await device(windows)];
  await endOthers({ request: browserRequest('/', { cookies: desk.cookies, form: {} }), context: serving.context(), params: {} });
  expect(await Promise.all(others.map(({ look }) => look()))).toEqual([null, null]);
  expect(await listed(desk)).toHaveLength(1);
  const [entry] = await t.owner<{ body: { personId: string; more: { others: number } } }[]>`select body from audit_entry where body->>'action' = 'session.ended' order by at desc limit 1`;
  expect(entry?.body.personId).toBe(p.id.counselor);
  expect(entry?.body.more.others).toBeGreaterThanOrEqual(2);
});

test('check 13: whoever has taken over a session ends none of its owner’s: it asks who sits there, and then ends at once; a family’s link has nothing more to show', async () => {
  const [taken, owners] = [await device(windows), await device(phone)];
  const endAll = (of: typeof taken) => thrown(endOthers({ request: browserRequest('/', { cookies: of.cookies, form: {} }), context: serving.context(), params: {} }));
  const end = (of: typeof taken, id: string) => thrown(endOne({ request: browserRequest('/', { cookies: of.cookies, form: {} }), context: serving.context(), params: { sessionId: id } }));
  await t.owner`update auth.session set strong_at = strong_at - interval '6 minutes' where id = ${taken.id}`;
  const confirm = '/step-up?to=%2Fme%2Fsign-in%3Fconfirmed';
  expect([await endAll(taken), await end(taken, owners.id)]).toEqual([confirm, confirm]);
  expect(await owners.look()).not.toBeNull();
  expect(await end(owners, taken.id)).toMatchObject({ status: 302 });
  expect([await taken.look(), await owners.look()]).toEqual([null, expect.anything()]);

  const guardian = randomUUID();
  const [home, elsewhere] = [await device(phone, { personId: guardian, way: 'link' }), await device(windows, { personId: guardian, way: 'link' })];
  await endAll(home);
  expect([await home.look(), await elsewhere.look()]).toEqual([expect.anything(), null]);
});
