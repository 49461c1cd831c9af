import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStaff, addStudent, testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { whoIsAsking } from './asking.server.ts';
import { rememberedWayBack, rememberWayBack } from './family-way-back.server.ts';
import { mayActUnder, membershipsOf } from './memberships.server.ts';
import { requireGuardian } from './require-guardian.server.ts';
import { requireMember } from './require-member.server.ts';
import { beginSession } from './sessions.server.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const p = await testPartnership(t);
const elsewhere = await testPartnership(t, 'Lake County');
const family = await addStudent(t, p);
const serving = await testServing(t, { HALLWAY_DEMO: '1' });

async function cookiesOf(personId: string, more: { membershipId?: string; partnershipId?: string } = {}) {
  return (await beginSession(browserRequest('/'), serving.context(), { personId, way: 'demo', ...more })).getSetCookie();
}
const ask = (cookies: string[], path = '/') => whoIsAsking(browserRequest(path, { cookies }), serving.context());
const thrownBy = (work: Promise<unknown>) => work.then(() => null, (thrown: unknown) => (thrown instanceof Response ? { status: thrown.status, to: thrown.headers.get('location') } : Promise.reject(thrown)));

test('a member is who they are where they work, in the school’s zone', async () => {
  const asking = await ask(await cookiesOf(p.id.counselor, { membershipId: p.id.counselorMembership }));
  expect(asking).toMatchObject({
    kind: 'member', role: 'counselor', person: { givenName: 'Tom', familyName: 'Brandt' }, organisation: { name: 'Alder Creek Middle', kind: 'school' },
    partnership: { id: p.id.partnership }, zone: 'America/New_York', hasOtherMemberships: false,
  });
});

test('nobody is nobody; whoever has chosen nothing is undecided', async () => {
  expect((await ask([])).kind).toBe('nobody');
  expect((await ask(await cookiesOf(p.id.counselor))).kind).toBe('undecided');
});

test('a session cannot act under somebody else’s membership', async () => {
  const asking = await ask(await cookiesOf(p.id.frontOffice, { membershipId: p.id.counselorMembership }));
  expect(asking.kind).toBe('undecided');
});

test('check 3: a membership that has ended is gone on the next request of an open session', async () => {
  const [person, membership] = [randomUUID(), randomUUID()];
  await asActor(t.app, p.job, 'test', (tx) => addStaff(tx, person, membership, 'Eva', 'Stone', p.id.school, 'counselor'));
  const cookies = await cookiesOf(person, { membershipId: membership });
  expect((await ask(cookies)).kind).toBe('member');
  await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`select gate.end_membership(${membership}::uuid, '2026-11-23'::date)`));
  expect((await ask(cookies)).kind).toBe('undecided');
  expect(await membershipsOf(t.app, person)).toEqual([]);
  expect(await mayActUnder(t.app, person, membership)).toBeNull();
});

test('a place on the roster alone is nothing to act under', async () => {
  const [person, membership] = [randomUUID(), randomUUID()];
  await asActor(t.app, p.job, 'test', (tx) => addStaff(tx, person, membership, 'Uma', 'Teach', p.id.school, 'staff'));
  expect((await ask(await cookiesOf(person, { membershipId: membership }))).kind).toBe('undecided');
  expect(await membershipsOf(t.app, person)).toEqual([]);
});

test('memberships in two partnerships are both offered, and only a person’s own', async () => {
  const second = randomUUID();
  await t.owner`insert into membership (partnership_id, id, person_id, organisation_id, role, during)
    values (${elsewhere.id.partnership}, ${second}, ${p.id.therapist}, ${elsewhere.id.agency}, 'therapist', '[2026-08-01,)')`;
  expect((await membershipsOf(t.app, p.id.therapist)).map(({ id, partnership }) => ({ id, partnership }))).toEqual([
    { id: second, partnership: 'Lake County' }, { id: p.id.therapistMembership, partnership: 'Mill Creek' },
  ]);
  expect(await mayActUnder(t.app, p.id.therapist, second)).toMatchObject({ role: 'therapist' });
  expect(await mayActUnder(t.app, p.id.therapist, elsewhere.id.therapistMembership)).toBeNull();
  const asking = await ask(await cookiesOf(p.id.therapist, { membershipId: p.id.therapistMembership }));
  expect(asking).toMatchObject({ kind: 'member', partnership: { id: p.id.partnership }, hasOtherMemberships: true });
});

test('check 3: a guardian’s access ends with the guardianship, in an open session too', async () => {
  const other = await addStudent(t, p, 'Iris', 'Moss');
  const cookies = await cookiesOf(other.id.guardian, { partnershipId: p.id.partnership });
  expect(await ask(cookies)).toMatchObject({ kind: 'guardian', role: 'guardian', person: { givenName: 'Rosa' }, partnership: { name: 'Mill Creek' } });
  await t.owner`update guardianship set during = '[2026-08-24,2026-11-24)' where guardian_id = ${other.id.guardian}`;
  expect((await ask(cookies)).kind).toBe('ended');
  expect(await thrownBy(requireGuardian(browserRequest('/family', { cookies }), serving.context(), 'today.read'))).toEqual({ status: 302, to: '/sign-in?to=%2Ffamily' });
});

test('a guardian is one in the partnership that confirmed them, and in no other', async () => {
  expect((await ask(await cookiesOf(family.id.guardian, { partnershipId: elsewhere.id.partnership }))).kind).toBe('ended');
});

test('who may not do it is told that there is no such page; who is not signed in is sent there and back', async () => {
  const counselor = await cookiesOf(p.id.counselor, { membershipId: p.id.counselorMembership });
  const guardian = await cookiesOf(family.id.guardian, { partnershipId: p.id.partnership });
  const member = (cookies: string[], path: string, action: Parameters<typeof requireMember>[2]) => thrownBy(requireMember(browserRequest(path, { cookies }), serving.context(), action));
  expect(await member(counselor, '/referrals/new', 'referral.create')).toBeNull();
  expect(await member(counselor, '/waiting', 'match.read')).toEqual({ status: 404, to: null });
  expect(await member(guardian, '/appointments', 'appointment.read')).toEqual({ status: 404, to: null });
  expect(await thrownBy(requireGuardian(browserRequest('/family', { cookies: counselor }), serving.context(), 'today.read'))).toEqual({ status: 404, to: null });
  expect(await member([], '/referrals/new?student=1', 'referral.create')).toEqual({ status: 302, to: '/sign-in?to=%2Freferrals%2Fnew%3Fstudent%3D1' });
  expect(await member([], '/referrals/new.data?_routes=x', 'referral.create')).toEqual({ status: 302, to: '/sign-in?to=%2Freferrals%2Fnew' });
  expect(await member(await cookiesOf(p.id.counselor), '/today', 'today.read')).toEqual({ status: 302, to: '/membership' });
});

test('check 11: whoever was signed off while sending something is led back to the page from which it was sent, and nowhere else', async () => {
  const sentFrom = async (referer: string | null) => {
    const request = browserRequest('/staff/1/end', { form: {} });
    if (referer) request.headers.set('referer', referer);
    return thrownBy(requireMember(request, serving.context(), 'staff.change'));
  };
  expect(await sentFrom('http://localhost:4000/staff?ended')).toEqual({ status: 302, to: '/sign-in?to=%2Fstaff%3Fended' });
  expect(await sentFrom('https://elsewhere.example.org/staff')).toEqual({ status: 302, to: '/sign-in' });
  expect(await sentFrom(null)).toEqual({ status: 302, to: '/sign-in' });
});

test('the page about a family to which a guardian wanted to go is kept while they wait for a link; others are not', () => {
  const { config } = serving.context();
  const led = (to: unknown) => rememberedWayBack(browserRequest('/', { cookies: [rememberWayBack(config, to)] }), config);
  expect(led('/family/children/1/times')).toBe('/family/children/1/times');
  for (const to of ['/today', '//elsewhere.example.org/family/', '/familyx', null]) expect(led(to)).toBe('/family');
});
