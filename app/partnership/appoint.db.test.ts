import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStaff, testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { beginSession } from '../identity/sessions.server.ts';
import { action as appointHere } from '../routes/staff.tsx';
import { appoint, appointTherapist } from './appoint.server.ts';
import { listStaff } from './staff-page.server.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const p = await testPartnership(t);
const serving = await testServing(t, { HALLWAY_DEMO: '1' });
const administrator = { personId: randomUUID(), membershipId: randomUUID() };
await asActor(t.app, p.job, 'test', (tx) => addStaff(tx, administrator.personId, administrator.membershipId, 'Lena', 'Ortiz', p.id.agency, 'agency_administrator'));
const ofAgency = { actor: { kind: 'member' as const, ...administrator }, zone: 'America/New_York', organisation: { id: p.id.agency, name: 'Harbor Street', kind: 'agency' as const } };
const ofDistrict = { actor: { kind: 'member' as const, personId: p.id.coordinator, membershipId: p.id.coordinatorMembership }, zone: 'America/New_York', organisation: { id: p.id.district, name: 'District', kind: 'district' as const } };
const wes = { givenName: 'Wes', familyName: 'Tan', email: 'wes.tan@example.org', madeUp: true };
const engagedBy = async (email: string) => (await t.owner`select count(*)::int as n from engagement e join person p on p.id = e.therapist_id where p.email = ${email} and e.agency_id = ${p.id.agency} and e.during @> '2026-11-24'::date`)[0]?.['n'];

test('an agency’s administrator brings a therapist in, who is engaged by that agency and invited', async () => {
  expect(await appointTherapist(serving.context(), ofAgency, wes)).toBe('appointed');
  expect(await engagedBy(wes.email)).toBe(1);
  const listed = await listStaff(serving.context(), ofAgency, { name: '', past: false, therapistsOf: p.id.agency });
  expect(listed.map(({ name, canSignIn, invitation }) => [name, canSignIn, invitation !== null])).toEqual([['Nadia Haddad', false, false], ['Wes Tan', false, true]]);
  // Also without a license: their time can be looked at from here.
  expect(listed.map(({ therapistId }) => therapistId !== null)).toEqual([true, true]);
  expect((await listStaff(serving.context(), ofDistrict, { name: '', past: false })).filter(({ therapistId }) => therapistId !== null).map(({ name }) => name)).toEqual(['Nadia Haddad', 'Wes Tan']);
  expect(await appointTherapist(serving.context(), ofAgency, wes)).toBe('already');
});

test('whoever works here already is found by their address and stays one person; another name does not get their account', async () => {
  const tom = { givenName: 'Tom', familyName: 'Brandt', email: 'TOM.brandt@example.org', madeUp: true };
  expect(await appointTherapist(serving.context(), ofAgency, { ...tom, familyName: 'Other' })).toBe('address-of-another');
  expect(await appointTherapist(serving.context(), ofAgency, tom)).toBe('appointed');
  expect(await t.owner`select id from person where lower(email) = 'tom.brandt@example.org'`).toEqual([{ id: p.id.counselor }]);
});

test('what does not fit is refused, and nothing stays of it', async () => {
  const before = (await t.owner`select count(*)::int as n from person`)[0]?.['n'];
  const form = { ...wes, email: 'ada@example.org' };
  expect(await appoint(serving.context(), ofDistrict, { ...form, organisationId: p.id.school, role: 'therapist' })).toBe('role-not-there');
  expect(await appoint(serving.context(), ofDistrict, { ...form, organisationId: randomUUID(), role: 'therapist' })).toBe('not-found');
  expect(await appoint(serving.context(), ofDistrict, { ...form, organisationId: p.id.agency, role: 'therapist', lastDay: '2026-11-23' })).toBe('over-already');
  expect((await t.owner`select count(*)::int as n from person`)[0]?.['n']).toBe(before);
});

test('giving a role that administers asks once more who sits there; another does not', async () => {
  const cookies = (await beginSession(browserRequest('/'), serving.context(), { personId: p.id.coordinator, way: 'demo', membershipId: p.id.coordinatorMembership, role: 'coordinator' })).getSetCookie();
  const give = async (role: string, organisationId: string) => {
    const form = { givenName: 'Ada', familyName: 'Lowe', email: `${randomUUID()}@example.org`, organisationId, role, madeUp: 'on' };
    const answer = await appointHere({ request: browserRequest('/staff', { cookies, form }), context: serving.context(), params: {} }) as { data: { outcome: string | null } };
    return answer.data.outcome;
  };
  expect(await give('coordinator', p.id.district)).toBe('appointed');
  await t.owner`update auth.session set strong_at = strong_at - interval '6 minutes'`;
  for (const [role, at] of [['coordinator', p.id.district], ['privacy_officer', p.id.district], ['agency_administrator', p.id.agency]] as const) expect([role, await give(role, at)]).toEqual([role, 'not-fresh']);
  expect(await give('counselor', p.id.school)).toBe('appointed');
  const trail = await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`select from audit_entry where body ->> 'action' = 'staff.changed' and body -> 'more' ->> 'role' = 'coordinator'`));
  expect(trail.count).toBe(1);
});
