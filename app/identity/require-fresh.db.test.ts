import { randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { testDatabase } from '../../db/test-database.ts';
import { tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { action as stepUp } from '../routes/step-up.tsx';
import { keepAuthenticator } from './authenticator.server.ts';
import { requireFresh } from './require-fresh.server.ts';
import { beginSession, findSession } from './sessions.server.ts';
import type { Way } from './ways.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const serving = await testServing(t, { HALLWAY_DEMO: '1' });

async function signedIn(way: Way = 'demo') {
  const personId = randomUUID();
  const cookies = (await beginSession(browserRequest('/'), serving.context(), { personId, way })).getSetCookie();
  const asked = (path: string, form?: Record<string, string>) =>
    requireFresh(browserRequest(path, { cookies, ...(form && { form }) }), serving.context()).catch((thrown: unknown) => (thrown instanceof Response ? thrown.headers.get('location') : Promise.reject(thrown)));
  return { personId, cookies, asked };
}

/** As a browser does, it keeps the cookie that comes with the answer. */
async function confirmed(cookies: string[], form: Record<string, string>) {
  const answer = await stepUp({ request: browserRequest('/step-up', { cookies, form }), context: serving.context(), params: {} });
  if ('data' in answer) return answer.data.refused.reason;
  const given = answer.headers.getSetCookie();
  if (given.length > 0) cookies.splice(0, cookies.length, ...given);
  return answer.headers.get('location');
}

test('check 13: whoever has just signed in is not asked again; five minutes later they are, and come back to where they were', async () => {
  const { cookies, asked } = await signedIn();
  await t.moveClockTo('2026-11-24T13:04:50Z');
  expect(await asked('/trail?from=2026-11-01')).toEqual({ ok: true });
  await t.moveClockTo('2026-11-24T13:05:10Z');
  expect(await asked('/trail?from=2026-11-01')).toBe('/step-up?to=%2Ftrail%3Ffrom%3D2026-11-01');
  expect(await confirmed(cookies, { to: '/trail?from=2026-11-01' })).toBe('/trail?from=2026-11-01');
  expect(await asked('/trail')).toEqual({ ok: true });
});

test('check 11: who confirms who they are goes on under a new cookie; the old one, wherever it got to, is worth nothing', async () => {
  await t.moveClockTo(tuesdayMorning);
  const { cookies, asked } = await signedIn();
  const [look, stolen] = [() => findSession(browserRequest('/', { cookies }), serving.context()), [...cookies]];
  const before = await look();
  await confirmed(cookies, {});
  expect(cookies).toHaveLength(1);
  expect(cookies[0]).toMatch(/^__Host-session-0123abcd=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  expect(await findSession(browserRequest('/', { cookies: stolen }), serving.context())).toBeNull();
  expect(await look()).toMatchObject({ id: before?.id, personId: before?.personId });
  expect(await asked('/trail')).toEqual({ ok: true });
});

test('check 13: a form that was sent too late is refused and not thrown away', async () => {
  await t.moveClockTo(tuesdayMorning);
  const { asked } = await signedIn('passkey');
  expect(await asked('/trail/export', { reason: 'typed' })).toEqual({ ok: true });
  await t.moveClockTo('2026-11-24T13:06:00Z');
  expect(await asked('/trail/export', { reason: 'typed' })).toEqual({ ok: false, reason: 'not-fresh' });
});

test('check 13: outside the demo no button stands for a factor, and a mailed link is none', async () => {
  await t.moveClockTo(tuesdayMorning);
  const strong = await signedIn('passkey');
  await t.moveClockTo('2026-11-24T13:06:00Z');
  await expect(confirmed(strong.cookies, {})).rejects.toMatchObject({ status: 404 });
  expect(await (await signedIn('link')).asked('/family')).toBe('/step-up?to=%2Ffamily');
});

test('a demo’s clock that jumps carries the last showing along; a few minutes count', async () => {
  const { asked } = await signedIn();
  await t.moveClockTo('2026-11-27T13:00:00Z');
  expect(await asked('/trail')).toEqual({ ok: true });
  await t.moveClockTo('2026-11-24T13:00:00Z');
  expect(await asked('/trail')).toEqual({ ok: true });
  await t.moveClockTo('2026-11-24T13:07:00Z');
  expect(await asked('/trail')).toBe('/step-up?to=%2Ftrail');
});

test('check 13: a code of one’s own app confirms, once; a wrong one, a used one and somebody else’s do not', async () => {
  await t.moveClockTo(tuesdayMorning);
  const [{ cookies, asked, personId }, other] = [await signedIn('password'), await signedIn('password')];
  const secret = new Secret({ size: 20 });
  const code = (stepsAhead: number) => new TOTP({ secret }).generate({ timestamp: Date.now() + stepsAhead * 30_000 });
  const { authDb, config } = serving.context();
  await authDb.transaction((tx) => keepAuthenticator(tx, config, personId, { secret: secret.base32, code: code(0) }, Date.now()));
  await t.moveClockTo('2026-11-24T13:06:00Z');
  expect(await confirmed(cookies, { code: code(0) })).toBe('code-wrong');
  expect(await confirmed(other.cookies, { code: code(1) })).toBe('code-wrong');
  expect(await asked('/trail')).toBe('/step-up?to=%2Ftrail');
  expect(await confirmed(cookies, { code: code(1) })).toBe('/step-up?done');
  expect(await asked('/trail')).toEqual({ ok: true });
  expect(await confirmed(cookies, { code: code(1) })).toBe('code-wrong');
});
