import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStaff, testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { whoIsAsking } from './asking.server.ts';
import { noteStrong } from './require-fresh.server.ts';
import { chooseMembership, beginSession, endSession, endSessionsOf, findSession } from './sessions.server.ts';
import { stillAllowed } from './still-allowed.server.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const p = await testPartnership(t);
const serving = await testServing(t, { HALLWAY_DEMO: '1' });

/** A therapist with an event stream open, which counts how often it is told to ask again. */
async function streaming() {
  const [person, membership] = [randomUUID(), randomUUID()];
  await asActor(t.app, p.job, 'test', (tx) => addStaff(tx, person, membership, 'Eva', 'Stone', p.id.agency, 'therapist'));
  const cookies = (await beginSession(browserRequest('/'), serving.context(), { personId: person, way: 'demo', membershipId: membership, role: 'therapist' })).getSetCookie();
  const request = browserRequest('/visits/x/events', { cookies });
  const context = serving.context();
  const who = await whoIsAsking(request, context);
  if (who.kind !== 'member') throw new Error('no member');
  let nudges = 0;
  const allowed = stillAllowed(request, context, who, 'visit.hold');
  allowed.onChange?.(() => (nudges += 1));
  return { person, membership, cookies, ask: allowed.ask, nudges: () => nudges };
}

test('check 3: an ended membership is gone in an open event stream', async () => {
  const { membership, ask } = await streaming();
  expect(await ask()).toBe(true);
  await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`select gate.end_membership(${membership}::uuid, '2026-11-23'::date)`));
  expect(await ask()).toBe(false);
});

test('check 12: an ended session is gone in an open event stream, which is told at once', async () => {
  const byOther = await streaming();
  await endSessionsOf(serving.context(), byOther.person);
  expect([byOther.nudges(), await byOther.ask()]).toEqual([1, false]);
  const own = await streaming();
  await endSession(browserRequest('/', { cookies: own.cookies }), serving.context());
  expect(await own.ask()).toBe(false);
});

test('a stream goes on when its person confirms in another tab who they are, though the cookie is another one then', async () => {
  const { person, cookies, ask } = await streaming();
  const session = await findSession(browserRequest('/', { cookies }), serving.context());
  if (!session) throw new Error('no session');
  await noteStrong(serving.context(), session.id);
  expect(await findSession(browserRequest('/', { cookies }), serving.context())).toBeNull();
  expect(await ask()).toBe(true);
  await endSessionsOf(serving.context(), person);
  expect(await ask()).toBe(false);
});

test('a stream ends when its person goes on in another role', async () => {
  const { person, cookies, ask } = await streaming();
  const second = randomUUID();
  await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`select gate.add_membership(${second}::uuid, ${person}::uuid, ${p.id.agency}::uuid, 'agency_administrator', '[2026-08-01,)'::daterange)`));
  const session = await findSession(browserRequest('/', { cookies }), serving.context());
  if (!session) throw new Error('no session');
  await chooseMembership(serving.context(), session, { id: second, role: 'agency_administrator' });
  expect(await ask()).toBe(false);
});

test('listening alone keeps no session open', async () => {
  await t.moveClockTo(tuesdayMorning);
  const { ask } = await streaming();
  await t.moveClockTo('2026-11-24T13:10:00Z');
  expect(await ask()).toBe(true);
  await t.moveClockTo('2026-11-24T13:15:10Z');
  expect(await ask()).toBe(false);
});
