import { randomUUID } from 'node:crypto';
import type { ActionFunction, LoaderFunction } from '@remix-run/node';
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStudent, studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { disclosuresOf } from '../audit/disclosures.server.ts';
import { sightsOf } from '../audit/sights.server.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { beginSession } from '../identity/sessions.server.ts';
import { action as opens, loader as asksForForm } from '../routes/emergency.tsx';
import { loader as looksAt } from '../routes/emergency.$accessId.tsx';
import { loader as readsSafetyEvent } from '../routes/safety.$eventId.tsx';
import { raiseForStudent } from '../safety/raise-for-student.server.ts';
import { makeSchoolKeys } from '../sealed/make-school-keys.server.ts';
import { needsOf } from '../today/needs.server.ts';
import { reviewEmergency } from './review-emergency.server.ts';
import { readReview, reviews } from './reviews.server.ts';

const t = await testDatabase();
const serving = await testServing(t);
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
let eventId: string;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  const other = await testPartnership(t, 'Stone Ridge');
  s = await studentInCare(t, p);
  await addStudent(t, other, 'Wren', 'Abbott');
  for (const each of [p, other]) await asActor(t.app, each.job, 'test', makeSchoolKeys);
  await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, s, '2026-12-01T14:05:00Z'));
  const raised = await asActor(t.app, p.counselor, 'test', (tx) => raiseForStudent(tx, s.id.student, { signals: ['plan'], words: 'Wrote a letter' }));
  eventId = raised.ok ? raised.eventId : '';
});

let days = 0;
const at = (minutes: number) => t.moveClockTo(new Date(Date.parse(tuesdayMorning) + days * 86_400_000 + minutes * 60_000).toISOString());
let cookies: string[];
/** Each test is another day, on which the counselor of the other school has just signed in and named nobody yet. */
beforeEach(async () => {
  days += 1;
  await at(0);
  await t.owner`delete from auth.rate_limit`;
  cookies = (await beginSession(browserRequest('/'), serving.context(), { personId: p.id.otherCounselor, membershipId: p.id.otherCounselorMembership, way: 'passkey' })).getSetCookie();
});

const form = { givenName: 'Mateo', familyName: 'Ibarra', birthDate: '2014-03-02', threat: 'self_harm', parties: 'guardian', reason: 'He wrote to a friend that this is the last day.' };
type Answer = { status: number; to: string | null; data: { refused?: string | null; errors?: object | null; kept?: unknown } };
async function ask(handler: LoaderFunction | ActionFunction, path: string, params: Record<string, string> = {}, sent?: Record<string, string>): Promise<Answer> {
  const request = browserRequest(path, { cookies, ...(sent && { form: { key: randomUUID(), ...sent } }) });
  const answer: unknown = await Promise.resolve(handler({ request, context: serving.context(), params })).catch((thrown: unknown) => thrown);
  if (answer instanceof Response) return { status: answer.status, to: answer.headers.get('location'), data: {} };
  if (answer instanceof Error) throw answer;
  const { init, data } = answer as { init?: { status?: number } | null; data?: Answer['data'] };
  return { status: init?.status ?? 200, to: null, data: data ?? (answer as Answer['data']) };
}
const open = (change: Partial<typeof form> = {}) => ask(opens, '/emergency', {}, { ...form, ...change });
const openedId = async () => (await open()).to?.split('/').at(-1) ?? '';
const counts = async () => (await t.owner`select (select count(*)::int from emergency_access) as opened, (select count(*)::int from audit_entry where action = 'emergency.not-found') as unknown`)[0];

test('check 13: before break-glass, whoever has not just shown who they are is asked before the form, and a form that comes too late opens nothing and keeps what was typed', async () => {
  expect((await ask(asksForForm, '/emergency')).status).toBe(200);
  await at(6);
  expect(await ask(asksForForm, '/emergency')).toMatchObject({ status: 302, to: '/step-up?to=%2Femergency' });
  const before = await counts();
  expect(await open()).toMatchObject({ status: 403, data: { refused: 'not-fresh', kept: { ...form, parties: ['guardian'] } } });
  expect(await counts()).toEqual(before);
});

test('check 10: a name that nobody has and one of another partnership get the same answer, and the trail keeps neither', async () => {
  const nobody = await open({ givenName: 'Nobody', familyName: 'Atall' });
  expect(nobody).toMatchObject({ status: 409, data: { refused: 'not-found' } });
  const elsewhere = await open({ givenName: 'Wren', familyName: 'Abbott' });
  expect({ ...elsewhere, data: { ...elsewhere.data, kept: null } }).toEqual({ ...nobody, data: { ...nobody.data, kept: null } });
  const entries = await t.owner`select body::text as text from audit_entry where action = 'emergency.not-found'`;
  expect(entries).toHaveLength(2);
  expect(entries.map(({ text }) => String(text)).join()).not.toMatch(/Wren|Abbott|Atall/);
});

test('six names an hour may be tried, right or wrong', async () => {
  for (let n = 0; n < 6; n++) expect(await open({ birthDate: `2014-03-1${n}` })).toMatchObject({ status: 409 });
  expect(await open()).toMatchObject({ status: 429, data: { refused: 'too-many-tries' } });
});

test('without a reason, a threat or who is told nothing is opened', async () => {
  const before = await counts();
  for (const change of [{ reason: ' ' }, { reason: 'help' }, { threat: '' }, { threat: 'boredom' }, { parties: '' }, { birthDate: '03/02/2014' }, { givenName: '' }]) expect((await open(change)).status).toBe(400);
  expect(await counts()).toEqual(before);
});

test('shows whom to call, what is known and what comes next, for an hour; each look is an entry; then there is no such page', async () => {
  const params = { accessId: await openedId() };
  const path = `/emergency/${params.accessId}`;
  const seen = (await ask(looksAt, path, params)).data as Record<string, unknown>;
  expect(seen).toMatchObject({
    emergency: { student: 'Mateo Ibarra' }, student: { birthDate: '2014-03-02', referral: null }, school: { name: 'Alder Creek Middle' },
    guardians: [{ givenName: 'Rosa' }], events: [{ id: eventId, state: 'raised' }], next: { startsAt: '2026-12-01T14:05:00.000Z', room: 'Room 114' },
  });
  const event = (await ask(readsSafetyEvent, `/safety/${eventId}`, { eventId })).data as Record<string, unknown>;
  expect(event).toMatchObject({ event: { report: { words: 'Wrote a letter' } }, mayAnswer: false, emergency: { id: params.accessId } });
  await at(61);
  cookies = (await beginSession(browserRequest('/'), serving.context(), { personId: p.id.otherCounselor, membershipId: p.id.otherCounselorMembership, way: 'passkey' })).getSetCookie();
  expect((await ask(looksAt, path, params)).status).toBe(404);
  expect((await ask(readsSafetyEvent, `/safety/${eventId}`, { eventId })).status).toBe(404);
  const review = await asActor(t.app, p.privacyOfficer, 'test', (tx) => readReview(tx, params.accessId));
  expect(review?.looked.map(({ action }) => action)).toEqual(['emergency.read', 'safety-event.read']);
});

test('the same form twice opens once, and whoever has it open comes back to it', async () => {
  const key = randomUUID();
  const before = Number((await counts())?.['opened']);
  const [one, two] = [await ask(opens, '/emergency', {}, { ...form, key }), await ask(opens, '/emergency', {}, { ...form, key })];
  expect(two.to).toBe(one.to);
  expect((await open()).to).toBe(one.to);
  expect(Number((await counts())?.['opened'])).toBe(before + 1);
});

test('is told to coordinators and privacy officers at once, by a mail that names nobody, and waits on Today until somebody reviews it', async () => {
  const id = await openedId();
  const told = await t.owner`select person_id as id, template from outbox where dedupe_key like ${`emergency:${id}:%`}`;
  expect(told.map((row) => String(row['id'])).sort()).toEqual([p.id.coordinator, p.id.privacyOfficer].sort());
  expect(new Set(told.map((row) => row['template']))).toEqual(new Set(['emergency-review']));
  const kinds = async (actor: Actor, role: 'privacy_officer' | 'coordinator' | 'counselor') => (await asActor(t.app, actor, 'today.read', (tx) => needsOf(tx, role))).filter((need) => need.to.includes(id)).map(({ kind, name }) => `${kind} ${name}`);
  expect(await kinds(p.privacyOfficer, 'privacy_officer')).toEqual([expect.stringMatching(/^emergency-review /)]);
  expect(await kinds(p.otherCounselor, 'counselor')).toEqual(['emergency-open ']);
  await at(25 * 60);
  expect(await kinds(p.coordinator, 'coordinator')).toEqual([expect.stringMatching(/^emergency-late /)]);
  expect(await kinds(p.otherCounselor, 'counselor')).toEqual([]);
  expect((await asActor(t.app, p.coordinator, 'test', (tx) => reviews(tx, 50))).find((review) => review.id === id)?.state).toBe('late');
  expect(await reviewEmergency(t.app, p.coordinator, id, { outcome: 'not_appropriate', words: 'He was at practice; the office knew.' })).toEqual({ ok: true });
  expect(await kinds(p.coordinator, 'coordinator')).toEqual([]);
  expect(await asActor(t.app, p.privacyOfficer, 'test', (tx) => readReview(tx, id))).toMatchObject({ state: 'not_appropriate', words: 'He was at practice; the office knew.', reason: form.reason, parties: ['guardian'] });
});

test('stands in the accounting of disclosures, and in who could have seen the record', async () => {
  const id = await openedId();
  const given = await asActor(t.app, p.privacyOfficer, 'test', (tx) => disclosuresOf(tx, s.id.student));
  expect(given[0]).toMatchObject({ from: 'Alder Creek Middle', to: 'Lincoln High', basis: 'emergency', purpose: 'emergency', what: 'student' });
  const asked = { fromMs: Date.parse(tuesdayMorning) + days * 86_400_000, untilMs: Date.parse(tuesdayMorning) + days * 86_400_000 + 7_200_000 };
  const { sights } = await asActor(t.app, p.privacyOfficer, 'test', (tx) => sightsOf(tx, s.id.student, asked));
  const sight = sights.find(({ personId }) => personId === p.id.otherCounselor);
  const [access] = await t.owner`select to_json(opened_at) #>> '{}' as from, to_json(ends_at) #>> '{}' as until from emergency_access where id = ${id}`;
  expect(sight?.reasons).toEqual([{ because: 'emergency', reach: 'emergency', when: [{ from: new Date(String(access?.['from'])).toISOString(), until: new Date(String(access?.['until'])).toISOString() }] }]);
});

test('a student between two schools is opened as well, and their danger is told to the school where they were last', async () => {
  const gap = await addStudent(t, p, 'Noor', 'Aziz');
  await asActor(t.app, p.job, 'test', makeSchoolKeys);
  await t.owner`update enrolment set during = '[2026-08-24,2026-11-20)' where student_id = ${gap.id.student}`;
  const params = { accessId: (await open({ givenName: 'Noor', familyName: 'Aziz' })).to?.split('/').at(-1) ?? '' };
  expect((await ask(looksAt, `/emergency/${params.accessId}`, params)).data).toMatchObject({ school: null, student: { enrolments: [{ school: 'Alder Creek Middle' }] } });
  const raise = (actor: Actor) => asActor(t.app, actor, 'safety-event.raise', (tx) => raiseForStudent(tx, gap.id.student, { signals: [], words: 'On the roof' }));
  expect(await raise(p.otherCounselor)).toMatchObject({ ok: true });
  expect(await raise(p.counselor)).toEqual({ ok: false, reason: 'not-found' });
  expect(await t.owner`select school_id from safety_event where student_id = ${gap.id.student}`).toEqual([{ school_id: p.id.school }]);
});

test('a danger that somebody has taken on is no longer said to wait for an answer', async () => {
  const kinds = async () => (await asActor(t.app, p.counselor, 'today.read', (tx) => needsOf(tx, 'counselor'))).filter((need) => need.to === `/safety/${eventId}`).map(({ kind }) => kind);
  expect(await kinds()).toEqual(['safety']);
  await asActor(t.app, p.counselor, 'test', (tx) => tx.execute(sql`update safety_event set state = 'acknowledged', acknowledged_at = clock_now(), acknowledged_by = ctx_person() where id = ${eventId}`));
  expect(await kinds()).toEqual(['safety-taken']);
});
