import { expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import { testDatabase } from '../../db/test-database.ts';
import { tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { action as stepUp } from '../routes/step-up.tsx';
import { requireFresh } from './require-fresh.server.ts';
import { beginSession } from './sessions.server.ts';
import type { Way } from './ways.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const serving = await testServing(t, { HALLWAY_DEMO: '1' });

async function signedIn(way: Way = 'demo') {
  const cookies = (await beginSession(browserRequest('/'), serving.context(), { personId: randomUUID(), way })).getSetCookie();
  const asked = (path: string, form?: Record<string, string>) =>
    requireFresh(browserRequest(path, { cookies, ...(form && { form }) }), serving.context()).catch((thrown: unknown) => (thrown instanceof Response ? thrown.headers.get('location') : Promise.reject(thrown)));
  return { cookies, asked };
}

test('check 13: whoever has just signed in is not asked again; five minutes later they are, and come back to where they were', async () => {
  const { cookies, asked } = await signedIn();
  await t.moveClockTo('2026-11-24T13:04:50Z');
  expect(await asked('/trail?from=2026-11-01')).toEqual({ ok: true });
  await t.moveClockTo('2026-11-24T13:05:10Z');
  expect(await asked('/trail?from=2026-11-01')).toBe('/step-up?to=%2Ftrail%3Ffrom%3D2026-11-01');
  const answer = await stepUp({ request: browserRequest('/step-up', { cookies, form: { to: '/trail?from=2026-11-01' } }), context: serving.context(), params: {} });
  expect(answer.headers.get('location')).toBe('/trail?from=2026-11-01');
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
  await expect(stepUp({ request: browserRequest('/step-up', { cookies: strong.cookies, form: {} }), context: serving.context(), params: {} })).rejects.toMatchObject({ status: 404 });
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
