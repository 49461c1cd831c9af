import { expect, test } from 'vitest';
import { asActor, contextOf } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { studentInCare, take, testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { action as pressLink, loader as openLink } from '../routes/v.$token.tsx';
import { makeLink, revokeLinks } from './links.server.ts';
import { asVisitor, bindVisitLink } from './visit-link.server.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const p = await testPartnership(t);
const s = await studentInCare(t, p);
const serving = await testServing(t);
const { config } = serving.context();

const window = { beginsAt: '2026-11-24T13:45:00Z', expiresAt: '2026-11-24T15:05:00Z' };
const appointmentId = await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, s, '2026-11-24T14:05:00Z'));

async function aLink(part: 'student' | 'guardian' = 'student') {
  const personId = part === 'student' ? s.id.student : s.id.guardian;
  const { url } = await asActor(t.app, p.coordinator, 'test', (tx) => makeLink(tx, config, { kind: 'visit', personId, part, appointmentId, ...window }));
  return { personId, token: url.split('/').at(-1) ?? '' };
}
const bind = (token: string, cookies: string[] = []) => bindVisitLink(browserRequest('/v', { cookies }), serving.context(), token);
const visit = (cookies: string[]) => asVisitor(browserRequest('/visit', { cookies }), serving.context(), 'test', async (tx, visitor) => ({ visitor, context: await contextOf(tx) }));

async function bound(token: string): Promise<string[]> {
  const answer = await bind(token);
  if (!answer.ok) throw new Error(answer.reason);
  return [answer.value.cookie];
}

test('before its window it is too early, within it it opens, after it it has ended', async () => {
  const { token } = await aLink();
  expect(await bind(token)).toEqual({ ok: false, reason: 'link-too-early' });
  await t.moveClockTo('2026-11-24T13:50:00Z');
  expect((await bind(token)).ok).toBe(true);
  await t.moveClockTo('2026-11-24T15:06:00Z');
  expect(await bind(token)).toEqual({ ok: false, reason: 'link-ended' });
  await t.moveClockTo('2026-11-24T14:00:00Z');
});

test('the device that opened it acts as its person in its one visit, without the token in any address', async () => {
  const { token, personId } = await aLink('guardian');
  const answer = await visit(await bound(token));
  expect(answer).toMatchObject({ ok: true, value: { visitor: { personId, part: 'guardian', appointmentId }, context: { role: 'visitor', personId, appointmentId, membershipId: null } } });
});

test('another device is refused, and the first one may open it again', async () => {
  const { token } = await aLink();
  const cookies = await bound(token);
  expect(await bind(token)).toEqual({ ok: false, reason: 'link-elsewhere' });
  expect((await bind(token, cookies)).ok).toBe(true);
  expect(await visit([`${(cookies[0] ?? '').split('.')[0] ?? ''}.stolen`])).toEqual({ ok: false, reason: 'link-elsewhere' });
});

test('of two devices that open it at once one gets it', async () => {
  const { token } = await aLink();
  const answers = await Promise.all([bind(token), bind(token), bind(token), bind(token)]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

test('without a link, or with one of another kind, there is no visit', async () => {
  expect(await visit([])).toEqual({ ok: false, reason: 'link-unknown' });
  expect(await bind('x'.repeat(43))).toEqual({ ok: false, reason: 'link-unknown' });
  const invitation = await asActor(t.app, p.counselor, 'test', (tx) =>
    makeLink(tx, config, { kind: 'invitation', personId: s.id.guardian, consentRequestId: s.requestId, expiresAt: '2026-12-01T00:00:00Z' }));
  expect(await bind(invitation.url.split('/').at(-1) ?? '')).toEqual({ ok: false, reason: 'link-unknown' });
});

test('a revoked link lets nobody stay in', async () => {
  const { token } = await aLink();
  const cookies = await bound(token);
  expect((await visit(cookies)).ok).toBe(true);
  await asActor(t.app, p.coordinator, 'test', (tx) => revokeLinks(tx, { appointmentId }));
  expect(await visit(cookies)).toEqual({ ok: false, reason: 'link-ended' });
});

test('check 25: who opens links that are none, without end, is told to wait; a link that works opens all the same', async () => {
  await t.moveClockTo('2026-11-24T14:00:00Z');
  const opens = async (token: string) => (await openLink({ request: browserRequest(`/v/${token}`), context: serving.context(), params: { token } })).data.refused;
  const answers: (string | null)[] = [];
  for (let n = 0; n < 121; n += 1) answers.push(await opens('A'.repeat(43)));
  expect([answers[0], answers.at(-1)]).toEqual(['link-unknown', 'too-many-tries']);
  const { token } = await aLink();
  expect(await opens(token)).toBeNull();
  const pressed = await pressLink({ request: browserRequest(`/v/${token}`, { form: {} }), context: serving.context(), params: { token } });
  expect(['too-many-tries', 'link-unknown']).not.toContain('data' in pressed ? pressed.data.refused : null);
});
