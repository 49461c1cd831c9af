import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { beginSession } from '../identity/sessions.server.ts';
import { action } from '../routes/staff.$membershipId.address.tsx';
import { keepAddress } from './keep-address.server.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const serving = await testServing(t, { HALLWAY_DEMO: '1' });
const p = await testPartnership(t);
const other = await testPartnership(t, 'Stone Ridge');
const keep = (email: string, membership = p.id.counselorMembership, actor = p.coordinator) => keepAddress(t.app, actor, membership, email);
const addresses = async () => (await t.owner`select p.email as known, u.email as "signsInWith" from person p left join auth."user" u on u.id = p.id where p.id = ${p.id.counselor}`)[0];

test('whoever manages staff changes an address, and the sign-in follows it at once', async () => {
  await t.owner`insert into auth."user" (id, name, email) values (${p.id.counselor}, '', 'tom.brandt@example.org')`;
  expect(await keep('tom.b@example.org')).toEqual({ ok: true });
  expect(await addresses()).toEqual({ known: 'tom.b@example.org', signsInWith: 'tom.b@example.org' });
});

test('refused, and nothing is changed: another’s address, a role of another partnership, one that ended, and whom another partnership knows too', async () => {
  await t.owner`insert into auth."user" (id, name, email) values (${p.id.frontOffice}, '', 'joan@example.org')`;
  expect(await keep('joan@example.org')).toEqual({ ok: false, reason: 'address-taken' });
  expect(await keep('x@example.org', p.id.counselorMembership, other.coordinator)).toEqual({ ok: false, reason: 'not-found' });
  expect(await keep('x@example.org', randomUUID())).toEqual({ ok: false, reason: 'not-found' });
  await t.owner`insert into membership (partnership_id, id, person_id, organisation_id, role, during) values (${other.id.partnership}, ${randomUUID()}, ${p.id.counselor}, ${other.id.school}, 'counselor', '[2026-09-01,)')`;
  expect(await keep('x@example.org')).toEqual({ ok: false, reason: 'elsewhere' });
  expect(await addresses()).toEqual({ known: 'tom.b@example.org', signsInWith: 'tom.b@example.org' });
});

test('it asks once more who sits there', async () => {
  const cookies = (await beginSession(browserRequest('/'), serving.context(), { personId: p.id.coordinator, way: 'demo', membershipId: p.id.coordinatorMembership, role: 'coordinator' })).getSetCookie();
  await t.owner`update auth.session set strong_at = strong_at - interval '6 minutes'`;
  const answer = await action({ request: browserRequest('/staff/x/address', { cookies, form: { email: 'x@example.org' } }), context: serving.context(), params: { membershipId: p.id.frontOfficeMembership } }) as { data: { refused: string | null } };
  expect(answer.data.refused).toBe('not-fresh');
});
