import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStudent, consentToAll, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { consentsOf } from '../consent/consents-of.server.ts';
import { ownRequestLink } from '../consent/own-request-link.server.ts';
import { publishDocuments } from '../consent/publish-documents.server.ts';
import { whoMayDecide } from '../consent/who-may-decide.server.ts';
import { linkToken, linkUrl } from '../identity/link-token.server.ts';
import { safetyQuestions, type SafetyAnswers } from '../safety/safety-questions.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { askFamily, sendAgain } from './ask-family.server.ts';
import { closeReferral } from './close-referral.server.ts';
import { pastLimit } from './past-limit.server.ts';
import { referStudent } from './refer-student.server.ts';
import { triageReferral } from './triage-referral.server.ts';

const t = await testDatabase();
const config = { origin: 'http://localhost:4000', key: Buffer.alloc(32, 1) };
holdKeys({ key: config.key, auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
});

const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> => asActor(t.app, actor, 'test', work);
const safe = Object.fromEntries(safetyQuestions.map((question) => [question, 'no'])) as SafetyAnswers;
const triaged = async (family: string) => {
  const s = await addStudent(t, p, 'Mateo', family);
  const answer = await as(p.counselor, (tx) => referStudent(tx, { student: s.id.student, key: randomUUID(), safety: safe, concern: 'worries', why: 'why', urgency: 'soon', language: 'es', place: 'school', reach: 'email', askedFor: [] }));
  if (!answer.ok) throw new Error(answer.reason);
  await as(p.counselor, (tx) => triageReferral(tx, answer.referralId, { key: randomUUID(), urgency: 'soon' }));
  return { ...s, referralId: answer.referralId };
};
const ask = (s: { referralId: string; id: { guardian: string } }, given: { key?: string; guardianIds?: string[]; as?: Actor } = {}) =>
  as(given.as ?? p.counselor, (tx) => askFamily(tx, config, { key: given.key ?? randomUUID(), referralId: s.referralId, guardianIds: given.guardianIds ?? [s.id.guardian] }));
const outbox = (guardianId: string) => t.owner`select template, language, dedupe_key from outbox where person_id = ${guardianId}`;
const state = async (referralId: string) => (await t.owner`select state, next_action_on::text as due from referral where id = ${referralId}`)[0];

test('without published documents nobody is asked', async () => {
  const s = await triaged('Alba');
  expect(await ask(s)).toEqual({ ok: false, reason: 'no-documents' });
  expect(await state(s.referralId)).toMatchObject({ state: 'triaged' });
  expect(await outbox(s.id.guardian)).toHaveLength(0);
  await as(p.coordinator, (tx) => publishDocuments(tx));
  await as(p.coordinator, (tx) => publishDocuments(tx));
  expect(await t.owner`select id from consent_document`).toHaveLength(4);
});

test('request, agencies, link and mail in the guardian’s language come together, once, however often the form is sent', async () => {
  const s = await triaged('Ibarra');
  const key = randomUUID();
  const answers = await Promise.all([1, 2].map(() => ask(s, { key })));
  expect(answers).toEqual([{ ok: true, letters: [] }, { ok: true, letters: [] }]);
  expect(await outbox(s.id.guardian)).toMatchObject([{ template: 'consent-invitation', language: 'es' }]);
  expect(await state(s.referralId)).toMatchObject({ state: 'awaiting_consent', due: '2026-12-01' });
  const [asked] = await as(p.counselor, (tx) => consentsOf(tx, s.id.student));
  expect(asked).toMatchObject({ state: 'sent', language: 'es', agencies: ['Harbor Street'], lastDay: '2027-06-11', linkUntil: '2026-12-09T04:59:00.000Z' });
  const links = await t.owner`select kind, person_id, spent_at from link where consent_request_id = ${asked!.requestId}`;
  expect(links).toMatchObject([{ kind: 'invitation', person_id: s.id.guardian, spent_at: null }]);
});

test('who is not confirmed, or may not decide, is not asked; and it says so before anything is sent', async () => {
  const s = await triaged('Duarte');
  const uncle = randomUUID();
  await as(p.job, async (tx) => {
    await tx.execute(sql`insert into person (id, given_name, family_name, email, language, made_up) values (${uncle}, 'Raul', 'Duarte', 'raul@example.org', 'es', true)`);
    await tx.execute(sql`insert into guardianship (partnership_id, student_id, guardian_id, relationship, during) values (${p.id.partnership}, ${s.id.student}, ${uncle}, 'aunt_uncle', '[2026-08-24,)')`);
  });
  expect((await as(p.counselor, (tx) => whoMayDecide(tx, s.referralId))).map(({ guardianId }) => guardianId)).toEqual([s.id.guardian]);
  expect(await ask(s, { guardianIds: [s.id.guardian, uncle] })).toEqual({ ok: false, reason: 'may-not-decide' });
  expect(await outbox(s.id.guardian)).toHaveLength(0);
  expect(await ask(s, { guardianIds: [] })).toEqual({ ok: false, reason: 'nobody-picked' });
});

test('a guardian without mail gets a letter and no message', async () => {
  const s = await triaged('Moreno');
  await t.owner`update guardianship set channels = '{letter}' where id = ${s.id.guardianship}`;
  const asked = await ask(s);
  expect(asked).toMatchObject({ ok: true, letters: [expect.any(String)] });
  expect(await outbox(s.id.guardian)).toHaveLength(0);
  expect(await state(s.referralId)).toMatchObject({ state: 'awaiting_consent' });
});

test('sent again: another link and mail, the older link still works, and the family’s days begin anew', async () => {
  const s = await triaged('Nieto');
  await ask(s);
  const [first] = await as(p.counselor, (tx) => consentsOf(tx, s.id.student));
  await t.moveClockTo('2026-11-30T15:00:00Z');
  expect(await as(p.counselor, (tx) => sendAgain(tx, config, { key: randomUUID(), referralId: s.referralId, requestId: first!.requestId }))).toEqual({ ok: true, sentBy: 'mail' });
  await t.moveClockTo(tuesdayMorning);
  expect(await outbox(s.id.guardian)).toHaveLength(2);
  expect(await t.owner`select id from link where consent_request_id = ${first!.requestId} and revoked_at is null`).toHaveLength(2);
  expect(await state(s.referralId)).toMatchObject({ due: '2026-12-07' });
  expect(await as(p.otherCounselor, (tx) => sendAgain(tx, config, { key: randomUUID(), referralId: s.referralId, requestId: first!.requestId }))).toEqual({ ok: false, reason: 'not-found' });
});

test('after the family’s address was changed, what went to the old one opens nothing; sent again, and from the family’s own page, it does', async () => {
  const s = await triaged('Otero');
  await ask(s);
  const [request] = await as(p.counselor, (tx) => consentsOf(tx, s.id.student));
  const open = async () => (await t.owner`select id from link where consent_request_id = ${request!.requestId} and revoked_at is null`).map(({ id }) => id as string);
  await t.owner`update outbox set state = 'sent', sent_at = now(), sealed = null where person_id = ${s.id.guardian}`;
  const [first] = await open();
  await as(p.counselor, (tx) => tx.execute(sql`update person set email = ${`${randomUUID()}@example.org`} where id = ${s.id.guardian}`));
  expect(await open()).toEqual([]);
  expect(await as(p.counselor, (tx) => sendAgain(tx, config, { key: randomUUID(), referralId: s.referralId, requestId: request!.requestId }))).toEqual({ ok: true, sentBy: 'mail' });
  const [second, ...more] = await open();
  expect([more, second === first]).toEqual([[], false]);
  expect(await outbox(s.id.guardian)).toMatchObject([{ dedupe_key: `consent-invitation:${first}` }, { dedupe_key: `consent-invitation:${second}` }]);
  expect(await as(s.guardian, (tx) => ownRequestLink(tx, config, request!.requestId))).toBe(linkUrl(config.origin, 'invitation', linkToken(config.key, 'invitation', second ?? '')));
  await as(p.counselor, (tx) => tx.execute(sql`update person set email = ${`${randomUUID()}@example.org`} where id = ${s.id.guardian}`));
  await as(s.guardian, (tx) => ownRequestLink(tx, config, request!.requestId));
  // The last one has not gone out yet: it will, to the new address.
  expect(await open()).toEqual([second]);
});

test('a student who waits is the family’s again when it is asked once more, as for an agency that no release names; until then the old yes is none', async () => {
  const s = await triaged('Pardo');
  await ask(s);
  await t.owner`update consent_request set state = 'superseded' where referral_id = ${s.referralId}`;
  await consentToAll(t, p, s, s.referralId);
  const released = async () => (await as(p.coordinator, (tx) => tx.execute<{ yes: boolean }>(sql`select gate.consent_in_force(${s.id.student}::uuid, 'release_to_agency', ${p.id.agency}::uuid, clock_now()) yes`)))[0]?.yes;
  expect([await state(s.referralId), await released()]).toEqual([expect.objectContaining({ state: 'waiting' }), true]);
  expect(await ask(s, { as: p.coordinator })).toEqual({ ok: true, letters: [] });
  expect([await state(s.referralId), await released()]).toEqual([{ state: 'awaiting_consent', due: '2026-12-01' }, false]);
  expect(await t.owner`select reason from referral_step where referral_id = ${s.referralId} order by at desc limit 1`).toEqual([{ reason: 'asked_again' }]);
});

test('asked anew, the older request and its links end; closed, so do all that are unanswered', async () => {
  const s = await triaged('Olmo');
  await ask(s);
  await ask(s);
  const states = async () => (await t.owner`select state from consent_request where referral_id = ${s.referralId} order by asked_at, state desc`).map((row) => row.state as string).toSorted();
  const live = async () => (await t.owner`select l.id from link l join consent_request q on q.id = l.consent_request_id where q.referral_id = ${s.referralId} and l.revoked_at is null`).length;
  expect(await states()).toEqual(['sent', 'superseded']);
  expect(await live()).toBe(1);
  await as(p.counselor, (tx) => closeReferral(tx, { referralId: s.referralId, outcome: 'not_reached' }, () => Promise.resolve()));
  expect(await states()).toEqual(['superseded', 'superseded']);
  expect(await live()).toBe(0);
  expect(await ask(s)).toEqual({ ok: false, reason: 'moved-on' });
});

test('another school asks nobody for a student it does not know', async () => {
  const s = await triaged('Prats');
  expect(await ask(s, { as: p.otherCounselor })).toEqual({ ok: false, reason: 'not-found' });
  expect(await ask(s)).toMatchObject({ ok: true });
});

test('what is past its limit is listed with its owner, from the next morning on, to those who may see it', async () => {
  const s = await triaged('Quiroga');
  const late = async (actor: Actor) => (await as(actor, pastLimit)).filter(({ referralId }) => referralId === s.referralId);
  await t.moveClockTo('2026-11-27T04:59:00Z');
  expect(await late(p.counselor)).toEqual([]);
  await t.moveClockTo('2026-11-27T05:01:00Z');
  expect(await late(p.counselor)).toMatchObject([{ ownerName: 'Tom Brandt', dueOn: '2026-11-26', daysLate: 1, state: 'triaged' }]);
  expect(await late(p.coordinator)).toHaveLength(1);
  expect(await late(p.otherCounselor)).toEqual([]);
  await t.moveClockTo(tuesdayMorning);
});
