import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { refusalIn } from '../../db/refusals.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStaff, testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { whoIsAsking } from '../identity/asking.server.ts';
import { whyEnded } from '../identity/end-sessions.server.ts';
import { beginSession } from '../identity/sessions.server.ts';
import { stillAllowed } from '../identity/still-allowed.server.ts';
import { action as endRole } from '../routes/staff.$membershipId.end.ts';
import { visitsAgainstTime } from '../scheduling/visits-against-time.server.ts';
import { endPresence } from './end-presence.server.ts';
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

const maple = { agency: randomUUID(), membership: randomUUID() };

test('a visit is its agency’s: a therapist whom it has let go opens, lets in and enters none, though another agency engages them', async () => {
  await asActor(t.app, p.job, 'test', async (tx) => {
    await tx.execute(sql`insert into organisation (partnership_id, id, kind, name) values (ctx_partnership(), ${maple.agency}, 'agency', 'Maple Street')`);
    await tx.execute(sql`select gate.add_membership(${maple.membership}::uuid, ${p.id.therapist}::uuid, ${maple.agency}::uuid, 'therapist', '[2026-08-01,)'::daterange)`);
    await tx.execute(sql`select gate.engage(gen_random_uuid(), ${p.id.therapist}::uuid, ${maple.agency}::uuid, '[2026-08-01,)'::daterange, '{school}'::text[], '[5,20)'::int4range, 9)`);
  });
  const v = await bookedVisit(t, p, 'Ada', 'Lind', '2026-11-25T14:05:00Z');
  await t.moveClockTo('2026-11-25T14:00:00Z');
  const engaged = (until: string) => t.owner`update engagement set during = daterange('2026-08-01', nullif(${until}, '')::date) where id = ${p.id.engagement}`;
  const letGo = () => engaged('2026-11-25');
  const listed = async () => (await asActor(t.app, p.coordinator, 'test', visitsAgainstTime)).map(({ id, because }) => [id, because]);
  const refused = (work: Promise<unknown>) => work.then(() => 'done', (error: unknown) => refusalIn(error)?.promise);
  const opens = () => asActor(t.app, p.job, 'test', (tx) => openVisit(tx, v.appointmentId));
  expect(await listed()).toEqual([]);
  await letGo();
  expect(await listed()).toEqual([[v.appointmentId, 'let-go']]);
  expect(await refused(opens())).toBe('only_an_engaged_therapist_is_booked');
  await engaged('');
  const visitId = (await opens()) as string;
  const sits = () => asActor(t.app, p.therapist, 'test', (tx) => takeSeat(tx, { visitId, part: 'therapist' }));
  const ofMaple: Actor = { kind: 'member', personId: p.id.therapist, membershipId: maple.membership };
  const enters = () => refused(asActor(t.app, ofMaple, 'test', (tx) => tx.execute(sql`select gate.may_join(id) from visit_participant where visit_id = ${visitId}::uuid and part = 'therapist'`)));
  await letGo();
  expect(await refused(sits())).toBe('only_an_engaged_therapist_is_booked');
  await engaged('');
  await sits();
  expect(await enters()).toBe('done');
  await letGo();
  expect(await enters()).toBe('only_an_engaged_therapist_is_booked');
  await engaged('');
  await t.owner`update visit set state = 'ended', ended_at = clock_now() where id = ${visitId}`;
  await t.moveClockTo(tuesdayMorning);
});

async function liveVisit(at = nineOClock, ...booked: [given?: string, family?: string, start?: string]) {
  await t.owner`update engagement set caseload_limit = 20`;
  const v = await bookedVisit(t, p, ...booked);
  await t.moveClockTo(at);
  const visitId = (await asActor(t.app, p.job, 'test', (tx) => openVisit(tx, v.appointmentId))) as string;
  await asActor(t.app, p.therapist, 'test', (tx) => takeSeat(tx, { visitId, part: 'therapist' }));
  await v.confirmGate(visitId);
  await t.owner`update visit set state = 'live', live_at = clock_now() where id = ${visitId} and state = 'open'`;
  expect(await stateOf(visitId)).toBe('live');
  return visitId;
}

test('check 12: a live visit ends with the engagement it rests on, though the role goes on; a round of the portal’s own work sees it', async () => {
  const visitId = await liveVisit('2026-12-01T14:00:00Z', 'Ines', 'Lind', '2026-12-01T14:05:00Z');
  const round = () => endPresence(serving.context(), { id: p.id.partnership });
  expect([await round(), await stateOf(visitId)]).toEqual([0, 'live']);
  await t.owner`update engagement set during = daterange('2026-08-01', '2026-12-01') where id = ${p.id.engagement}`;
  expect([await round(), await stateOf(visitId)]).toEqual([1, 'ended']);
  await t.owner`update engagement set during = daterange('2026-08-01', null) where id = ${p.id.engagement}`;
  await t.moveClockTo(tuesdayMorning);
});

test('check 12: a therapist’s live visit ends with their access to its agency, and nobody gets back in, though another agency goes on', async () => {
  const visitId = await liveVisit();
  const coordinatorNow = await signedIn(p.id.coordinator, { membershipId: p.id.coordinatorMembership });
  await end(p.id.therapistMembership, coordinatorNow);
  expect(await stateOf(visitId)).toBe('ended');
  await expect(asActor(t.app, p.therapist, 'test', (tx) => givePass(tx, { visitId, device: 'laptop', takeOver: false }))).rejects.toThrow();
  expect(await t.owner`select ended_at from membership where id = ${maple.membership}`).toEqual([{ ended_at: null }]);
});
