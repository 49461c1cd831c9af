import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStaff, testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { invitationsTo, inviteMember } from '../identity/invite-member.server.ts';
import { beginSession } from '../identity/sessions.server.ts';
import { deliverMessage } from '../messages/deliver-message.server.ts';
import { action } from '../routes/staff.$membershipId.address.tsx';
import { action as ofTherapist } from '../routes/therapists.$membershipId.address.tsx';
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

const email = async (personId: string) => ((await t.owner`select email from person where id = ${personId}`)[0]?.['email'] ?? '') as string;
const promised = (personId: string, template: string) => t.owner`select id, state from outbox where person_id = ${personId} and template = ${template} and partnership_id = ${p.id.partnership} and state = 'promised'`;
const deliver = async (id: string) => {
  const sent: string[] = [];
  const transport = { send: (mail: { to: string }) => { sent.push(mail.to); return Promise.resolve(); } };
  expect(await deliverMessage(t.app, transport as unknown as Parameters<typeof deliverMessage>[1], 'hallway@example.org', { partnershipId: p.id.partnership, id })).toBe('sent');
  return sent;
};

test('the old address is told of the change, unless they changed it themselves', async () => {
  const old = await email(p.id.therapist);
  expect(await keep('samuel@example.org', p.id.therapistMembership)).toEqual({ ok: true });
  const [told] = await promised(p.id.therapist, 'address-changed');
  expect(await deliver(told?.['id'] as string)).toEqual([old]);
  expect(await keep('renee.w@example.org', p.id.coordinatorMembership)).toEqual({ ok: true });
  expect(await promised(p.id.coordinator, 'address-changed')).toHaveLength(0);
});

test('an invitation that went to the old address opens nothing any more; one that is still to go works at the new one', async () => {
  const invited = () => asActor(t.app, p.coordinator, 'test', async (tx) => (await invitationsTo(tx)).has(p.id.therapistMembership));
  await asActor(t.app, p.coordinator, 'test', (tx) => inviteMember(tx, serving.context().config, p.id.therapistMembership));
  expect(await keep('sam.w@example.org', p.id.therapistMembership)).toEqual({ ok: true });
  expect(await invited()).toBe(true);
  const [mail] = await promised(p.id.therapist, 'staff-invitation');
  expect(await deliver(mail?.['id'] as string)).toEqual(['sam.w@example.org']);
  expect(await keep('SAM.W@example.org', p.id.therapistMembership)).toEqual({ ok: true });
  expect(await invited()).toBe(true);
  expect(await keep('sam.walker@example.org', p.id.therapistMembership)).toEqual({ ok: true });
  expect(await invited()).toBe(false);
});

test('an agency’s administrator does so for a therapist of their own agency alone, after the same step-up, and the old address is told', async () => {
  const id = { admin: randomUUID(), adminMembership: randomUUID(), own: randomUUID(), ownMembership: randomUUID(), colleague: randomUUID(), colleagueMembership: randomUUID(), bridge: randomUUID(), there: randomUUID(), thereMembership: randomUUID(), alsoThere: randomUUID() };
  await asActor(t.app, p.job, 'test', async (tx) => {
    await tx.execute(sql`insert into organisation (partnership_id, id, kind, name) values (ctx_partnership(), ${id.bridge}, 'agency', 'Bridge')`);
    await addStaff(tx, id.admin, id.adminMembership, 'Lena', 'Ortiz', p.id.agency, 'agency_administrator');
    await addStaff(tx, id.own, id.ownMembership, 'Uma', 'Hale', p.id.agency, 'therapist');
    await addStaff(tx, id.colleague, id.colleagueMembership, 'Per', 'Lund', p.id.agency, 'agency_administrator');
    await addStaff(tx, id.there, id.thereMembership, 'Moe', 'Lind', id.bridge, 'therapist');
  });
  const lena: Actor = { kind: 'member', personId: id.admin, membershipId: id.adminMembership };
  const old = await email(id.own);
  expect(await keep('uma.h@example.org', id.ownMembership, lena)).toEqual({ ok: true });
  const [told] = await promised(id.own, 'address-changed');
  expect([await email(id.own), await deliver(told?.['id'] as string)]).toEqual(['uma.h@example.org', [old]]);
  for (const membership of [id.colleagueMembership, id.thereMembership, p.id.counselorMembership, id.adminMembership]) expect(await keep('x@example.org', membership, lena)).toEqual({ ok: false, reason: 'not-found' });
  await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`select gate.add_membership(${id.alsoThere}::uuid, ${id.own}::uuid, ${id.bridge}::uuid, 'therapist', '[2026-08-01,)'::daterange)`));
  expect(await keep('x@example.org', id.ownMembership, lena)).toEqual({ ok: false, reason: 'elsewhere' });
  const cookies = (await beginSession(browserRequest('/'), serving.context(), { personId: id.admin, way: 'demo', membershipId: id.adminMembership, role: 'agency_administrator' })).getSetCookie();
  const send = (membershipId: string) => ofTherapist({ request: browserRequest('/therapists/x/address', { cookies, form: { email: 'x@example.org' } }), context: serving.context(), params: { membershipId } }).catch((thrown: unknown) => thrown) as Promise<{ status?: number; data?: { refused: string | null } }>;
  expect((await send(id.thereMembership)).status).toBe(404);
  expect((await send(id.ownMembership)).data?.refused).toBe('elsewhere');
  await t.owner`update auth.session set strong_at = strong_at - interval '6 minutes'`;
  expect((await send(id.ownMembership)).data?.refused).toBe('not-fresh');
});

test('it asks once more who sits there', async () => {
  const cookies = (await beginSession(browserRequest('/'), serving.context(), { personId: p.id.coordinator, way: 'demo', membershipId: p.id.coordinatorMembership, role: 'coordinator' })).getSetCookie();
  await t.owner`update auth.session set strong_at = strong_at - interval '6 minutes'`;
  const answer = await action({ request: browserRequest('/staff/x/address', { cookies, form: { email: 'x@example.org' } }), context: serving.context(), params: { membershipId: p.id.frontOfficeMembership } }) as { data: { refused: string | null } };
  expect(answer.data.refused).toBe('not-fresh');
});
