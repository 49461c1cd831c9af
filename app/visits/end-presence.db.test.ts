import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { refusalIn } from '../../db/refusals.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStaff, testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { whoIsAsking } from '../identity/asking.server.ts';
import { whyEnded } from '../identity/end-sessions.server.ts';
import { beginSession } from '../identity/sessions.server.ts';
import { stillAllowed } from '../identity/still-allowed.server.ts';
import { action as endRole } from '../routes/staff.$membershipId.end.ts';
import { givePass } from './give-pass.server.ts';
import { openVisit } from './open-visit.server.ts';
import { takeSeat } from './take-seat.server.ts';
import { bookedVisit, nineOClock } from './test-visit.server.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const p = await testPartnership(t);
const serving = await testServing(t, { HALLWAY_DEMO: '1' });

async function signedIn(personId: string, more: { membershipId?: string; partnershipId?: string }) {
  const cookies = (await beginSession(browserRequest('/'), serving.context(), { personId, way: 'demo', ...more })).getSetCookie();
  return { cookies, who: () => whoIsAsking(browserRequest('/', { cookies }), serving.context()), why: () => whyEnded(browserRequest('/', { cookies }), serving.context()) };
}
const coordinator = await signedIn(p.id.coordinator, { membershipId: p.id.coordinatorMembership });
const end = (membershipId: string, by = coordinator) => endRole({ request: browserRequest('/', { cookies: by.cookies, form: {} }), context: serving.context(), params: { membershipId } });
const stateOf = async (visitId: string) => (await t.owner<{ state: string }[]>`select state from visit where id = ${visitId}`)[0]?.state;

test('check 12: whoever is deactivated is signed off at once, on every device; what they are elsewhere goes on', async () => {
  const [person, membership, other] = [randomUUID(), randomUUID(), randomUUID()];
  await asActor(t.app, p.job, 'test', async (tx) => {
    await addStaff(tx, person, membership, 'Eva', 'Stone', p.id.school, 'counselor');
    await tx.execute(sql`select gate.add_membership(${other}::uuid, ${person}::uuid, ${p.id.school}::uuid, 'front_office', '[2026-08-01,)'::daterange)`);
  });
  const [desk, phone, elsewhere] = [await signedIn(person, { membershipId: membership }), await signedIn(person, { membershipId: membership }), await signedIn(person, { membershipId: other })];
  const who = await desk.who();
  if (who.kind !== 'member') throw new Error('no member');
  const request = browserRequest('/', { cookies: desk.cookies });
  const stream = stillAllowed(request, serving.context(), who, 'referral.read');
  const told = new Promise<void>((resolve) => stream.onChange?.(resolve));
  await end(membership);
  await told;
  expect([await desk.who(), await phone.who(), await stream.ask()]).toEqual([{ kind: 'nobody' }, { kind: 'nobody' }, false]);
  expect(await desk.why()).toBe('access_ended');
  expect(await elsewhere.who()).toMatchObject({ kind: 'member', role: 'front_office' });
  await expect(end(membership)).rejects.toMatchObject({ status: 404 });
});

test('check 12: a role that began today ends at once as well, whoever still holds a session of it', async () => {
  const [person, membership] = [randomUUID(), randomUUID()];
  await asActor(t.app, p.job, 'test', async (tx) => {
    await addStaff(tx, person, randomUUID(), 'Uma', 'Reyes', p.id.school, 'staff');
    await tx.execute(sql`select gate.add_membership(${membership}::uuid, ${person}::uuid, ${p.id.school}::uuid, 'counselor', '[2026-11-24,)'::daterange)`);
  });
  await end(membership);
  const late = await signedIn(person, { membershipId: membership });
  expect((await late.who()).kind).toBe('undecided');
  await expect(asActor(t.app, { kind: 'member', personId: person, membershipId: membership }, 'test', async () => {})).rejects.toSatisfy((error) => refusalIn(error)?.promise === 'a_member_acts_under_a_current_membership');
});

test('check 12: a therapist’s live visit ends with their access, and nobody gets back in', async () => {
  const v = await bookedVisit(t, p);
  await t.moveClockTo(nineOClock);
  const coordinatorNow = await signedIn(p.id.coordinator, { membershipId: p.id.coordinatorMembership });
  const visitId = (await asActor(t.app, p.job, 'test', (tx) => openVisit(tx, v.appointmentId))) as string;
  await asActor(t.app, p.therapist, 'test', (tx) => takeSeat(tx, { visitId, part: 'therapist' }));
  await v.confirmGate(visitId);
  await t.owner`update visit set state = 'live', live_at = clock_now() where id = ${visitId} and state = 'open'`;
  expect(await stateOf(visitId)).toBe('live');
  await end(p.id.therapistMembership, coordinatorNow);
  expect(await stateOf(visitId)).toBe('ended');
  await expect(asActor(t.app, p.therapist, 'test', (tx) => givePass(tx, { visitId, device: 'laptop', takeOver: false }))).rejects.toThrow();
});
