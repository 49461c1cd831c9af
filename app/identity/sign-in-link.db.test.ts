import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStudent, testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { action as pressButton, loader as openPage } from '../routes/sign-in.link.$token.tsx';
import { askForSignInLink } from './ask-for-sign-in-link.server.ts';
import { readCookie, secretSha256 } from './cookies.server.ts';
import { rememberWayBack } from './family-way-back.server.ts';
import { linkToken, tokenSha256 } from './link-token.server.ts';
import { openAsked } from './sealed-ask.server.ts';
import { sendSignInLinks } from './send-sign-in-link.server.ts';
import { lookAtSignInLink, spendSignInLink } from './sign-in-links.server.ts';
import { knownDevice, rememberDevice } from './known-device.server.ts';
import { countTry } from './tries.server.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const p = await testPartnership(t);
const family = await addStudent(t, p);
const elsewhere = await testPartnership(t, 'Lake County');
const serving = await testServing(t, { MAIL_URL: 'smtp://127.0.0.1:9' });
const { config } = serving.context();
const secret = 'the-browser-that-asked';

const asJob = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>, partnership = p.job) => asActor(t.app, partnership, 'test', async (tx) => [...(await tx.execute<T>(query))]);

async function sent(address: string, jobId: string = randomUUID()) {
  const before = new Set((await asJob<{ id: string }>(sql`select id from link where kind = 'sign_in'`)).map(({ id }) => id));
  await sendSignInLinks(serving.context(), jobId, { address, deviceSha256: secretSha256(secret) });
  const links = (await asJob<{ id: string; person_id: string }>(sql`select id, person_id from link where kind = 'sign_in'`)).filter(({ id }) => !before.has(id));
  return links.map(({ id, person_id }) => ({ id, personId: person_id, token: linkToken(config.key, 'sign_in', id) }));
}

const sessions = async () => Number((await serving.context().authDb.execute<{ n: number }>(sql`select count(*)::int as n from auth.session`))[0]?.n);

async function oneLink() {
  const [link] = await sent('rosa.ibarra@example.org');
  if (!link) throw new Error('no link');
  return link;
}

test('a confirmed guardian gets a link, whatever the letters’ case of the address', async () => {
  const links = await sent('Rosa.IBARRA@example.org');
  expect(links.map(({ personId }) => personId)).toEqual([family.id.guardian]);
  const messages = await asJob(sql`select template, language, person_id from outbox where dedupe_key = ${`sign-in-link ${links[0]?.id ?? ''}`}`);
  expect(messages).toEqual([{ template: 'sign-in-link', language: 'es', person_id: family.id.guardian }]);
});

test('check 7: an unknown address, staff, and a guardian whom nobody confirmed get none', async () => {
  const other = await addStudent(t, p, 'Ana', 'Lopez');
  await t.owner`update guardianship set confirmed_at = null, confirmed_by = null, decision_right = false, access_right = false where guardian_id = ${other.id.guardian}`;
  for (const address of ['nobody@example.org', 'tom.brandt@example.org', 'rosa.lopez@example.org']) expect(await sent(address)).toEqual([]);
});

test('a guardian whose right has ended gets none', async () => {
  const other = await addStudent(t, p, 'Leo', 'Gone');
  expect(await sent('rosa.gone@example.org')).toHaveLength(1);
  await t.owner`update guardianship set during = '[2026-08-24,2026-11-24)' where guardian_id = ${other.id.guardian}`;
  expect(await sent('rosa.gone@example.org')).toEqual([]);
});

test('the job run again makes nothing new', async () => {
  const jobId = randomUUID();
  expect(await sent('rosa.ibarra@example.org', jobId)).toHaveLength(1);
  expect(await sent('rosa.ibarra@example.org', jobId)).toEqual([]);
});

test('check 9: opening spends nothing; the button lets in once, as the guardian, in the partnership that was asked', async () => {
  const { token } = await oneLink();
  for (let opening = 0; opening < 3; opening += 1) expect(await lookAtSignInLink(t.app, token, secret)).toBe('good');
  expect(await spendSignInLink(t.app, token, secret)).toEqual({ ok: true, address: 'rosa.ibarra@example.org', personId: family.id.guardian, partnershipId: p.id.partnership });
  expect(await spendSignInLink(t.app, token, secret)).toEqual({ ok: false, reason: 'spent' });
  expect(await lookAtSignInLink(t.app, token, secret)).toBe('spent');
});

test('check 9: of twenty who press at once exactly one gets in', async () => {
  const { token } = await oneLink();
  const answers = await Promise.all(Array.from({ length: 20 }, () => spendSignInLink(t.app, token, secret)));
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect(new Set(answers.filter((answer) => !answer.ok).map((answer) => !answer.ok && answer.reason))).toEqual(new Set(['spent']));
});

test('who presses while another is on the way in waits, and is told that it was used', async () => {
  const { id, token } = await oneLink();
  const second = Promise.withResolvers<Awaited<ReturnType<typeof spendSignInLink>>>();
  await t.app.transaction(async (tx) => {
    await tx.execute(sql`select gate.enter_by_sign_in_link(${tokenSha256(token)}, ${secretSha256(secret)}, 'test')`);
    void spendSignInLink(t.app, token, secret).then(second.resolve, second.reject);
    for (let waiting = 0; waiting === 0;) {
      const [row] = await t.owner<{ n: number }[]>`select count(*)::int as n from pg_locks where not granted and database = (select oid from pg_database where datname = current_database()) or not granted and locktype = 'transactionid'`;
      waiting = row?.n ?? 0;
    }
  });
  expect(await second.promise).toEqual({ ok: false, reason: 'spent' });
  expect(await asJob(sql`select spent_at is not null as spent from link where id = ${id}`)).toEqual([{ spent: true }]);
});

test('check 9: another browser, and one that asked for nothing, are refused, and the link stays good where it was asked for', async () => {
  const { token } = await oneLink();
  expect(await spendSignInLink(t.app, token, 'another-browser')).toEqual({ ok: false, reason: 'elsewhere' });
  expect(await spendSignInLink(t.app, token, null)).toEqual({ ok: false, reason: 'elsewhere' });
  expect(await lookAtSignInLink(t.app, token, null)).toBe('elsewhere');
  expect((await spendSignInLink(t.app, token, secret)).ok).toBe(true);
});

test('check 9: after ten minutes it is too old', async () => {
  const { token } = await oneLink();
  const later = Temporal.Instant.from(tuesdayMorning);
  await t.moveClockTo(later.add({ minutes: 9 }).toString());
  expect(await lookAtSignInLink(t.app, token, secret)).toBe('good');
  await t.moveClockTo(later.add({ minutes: 11 }).toString());
  expect(await lookAtSignInLink(t.app, token, secret)).toBe('ended');
  expect(await spendSignInLink(t.app, token, secret)).toEqual({ ok: false, reason: 'ended' });
  await t.moveClockTo(tuesdayMorning);
});

test('a guardian whose right ends after the link was sent does not get in', async () => {
  const other = await addStudent(t, p, 'Nora', 'Late');
  const [link] = await sent('rosa.late@example.org');
  await t.owner`update guardianship set during = '[2026-08-24,2026-11-24)' where guardian_id = ${other.id.guardian}`;
  expect(await spendSignInLink(t.app, link?.token ?? '', secret)).toEqual({ ok: false, reason: 'ended' });
});

test('a token that is none, or of another kind, is unknown', async () => {
  const { id } = await oneLink();
  for (const token of ['', 'x', linkToken(config.key, 'visit', id), linkToken(config.key, 'invitation', id)]) {
    expect(await lookAtSignInLink(t.app, token, secret)).toBe('unknown');
    expect(await spendSignInLink(t.app, token, secret)).toEqual({ ok: false, reason: 'unknown' });
  }
});

test('a guardian known in two partnerships gets a link in each, and nothing is seen across', async () => {
  const there = await addStudent(t, elsewhere, 'Mila', 'Ibarra');
  expect(await sent('rosa.ibarra@example.org')).toHaveLength(1);
  const links = await asJob<{ person_id: string }>(sql`select person_id from link where kind = 'sign_in'`, elsewhere.job);
  expect(links).toEqual([{ person_id: there.id.guardian }]);
});

test('check 10: asking leaves the same one job for an address that is known and one that is not, with nothing readable in it', async () => {
  const boxes = async () => (await t.app.execute<{ data: { box: string } }>(sql`select data from jobs.job where name = 'send-sign-in-link' order by created_on`)).map(({ data }) => data);
  const known = await askForSignInLink(browserRequest('/'), serving.context(), 'rosa.ibarra@example.org');
  const unknown = await askForSignInLink(browserRequest('/'), serving.context(), 'nobody.here@example.org');
  expect([known.ok, unknown.ok]).toEqual([true, true]);
  const [one, two] = await boxes();
  expect(JSON.stringify([one, two])).not.toMatch(/rosa|nobody|@/);
  const opened = openAsked(config, one?.box ?? '');
  expect(opened.address).toBe('rosa.ibarra@example.org');
  const cookie = readCookie(browserRequest('/', { cookies: known.ok ? [known.cookie] : [] }), config, 'asked');
  expect(opened.deviceSha256).toEqual(secretSha256(cookie ?? ''));
  expect(openAsked(config, two?.box ?? '').address).toBe('nobody.here@example.org');
});

test('where no mail can be sent nobody is told that it was', async () => {
  const context = serving.context();
  expect(await askForSignInLink(browserRequest('/'), { ...context, config: { ...context.config, mail: null } }, 'rosa.ibarra@example.org')).toEqual({ ok: false, reason: 'mail-absent' });
});

test('check 25: one address is written to a few times only, silently; one network address is told to wait', async () => {
  const address = 'rosa.often@example.org';
  const from = (clientAddress: string) => ({ ...serving.context(), clientAddress });
  for (let n = 0; n < 6; n += 1) expect((await askForSignInLink(browserRequest('/'), from('198.51.100.1'), address)).ok).toBe(true);
  const jobs = await t.app.execute<{ data: { box: string } }>(sql`select data from jobs.job where name = 'send-sign-in-link' order by created_on`);
  expect(jobs.slice(-6).map(({ data }) => openAsked(config, data.box).address)).toEqual([address, address, address, address, null, null]);
  const answers = await Promise.all(Array.from({ length: 45 }, (_, n) => askForSignInLink(browserRequest('/'), from('198.51.100.2'), `somebody${n}@example.org`)));
  expect(answers.filter(({ ok }) => !ok)).toHaveLength(5);
  expect((await askForSignInLink(browserRequest('/'), from('198.51.100.3'), 'else@example.org')).ok).toBe(true);
});

test('check 25: whoever asks in a guardian’s name, however often and from wherever, does not keep the link from a browser in which they have signed in before', async () => {
  const address = 'rosa.besieged@example.org';
  const asks = async (clientAddress: string, cookies: string[] = []) => {
    await askForSignInLink(browserRequest('/', { cookies }), { ...serving.context(), clientAddress }, address);
    const [job] = await t.app.execute<{ data: { box: string } }>(sql`select data from jobs.job where name = 'send-sign-in-link' order by created_on desc limit 1`);
    return openAsked(config, job?.data.box ?? '').address;
  };
  for (let n = 0; n < 4; n += 1) expect(await asks(`203.0.113.${n}`)).toBe(address);
  expect(await asks('203.0.113.99')).toBeNull();
  const own = [rememberDevice(browserRequest('/'), config, address)];
  for (let n = 0; n < 4; n += 1) expect(await asks('198.51.100.9', own)).toBe(address);
  expect(await asks('198.51.100.9', own)).toBeNull();
});

test('checks 8, 9 and 16: no GET, no HEAD and no prefetch of the page spends a link or begins a session; its button does, once', async () => {
  const { token } = await oneLink();
  const cookies = [`__Host-asked-0123abcd=${secret}`, rememberWayBack(config, '/family/children/1/times')];
  const look = async (method: 'GET' | 'HEAD', headers: Record<string, string> = {}) => {
    const asked = browserRequest(`/sign-in/link/${token}`, { cookies });
    const request = new Request(asked.url, { method, headers: { ...Object.fromEntries(asked.headers), ...headers } });
    return (await openPage({ request, context: serving.context(), params: { token } })).data.state;
  };
  expect([await look('GET'), await look('HEAD'), await look('GET', { 'sec-purpose': 'prefetch' }), await look('GET', { purpose: 'preview' })]).toEqual(['good', 'good', 'good', 'good']);
  expect(await sessions()).toBe(0);
  const press = () => pressButton({ request: browserRequest(`/sign-in/link/${token}`, { cookies, form: { go: 'on' } }), context: serving.context(), params: { token } });
  const first = await press();
  expect(first instanceof Response && first.headers.get('location')).toBe('/family/children/1/times');
  expect(await sessions()).toBe(1);
  expect(first instanceof Response && knownDevice(browserRequest('/', { cookies: first.headers.getSetCookie() }), config, 'rosa.ibarra@example.org')).not.toBeNull();
  expect(await press()).toMatchObject({ data: { state: 'spent' } });
  expect([await look('GET'), await sessions()]).toEqual(['spent', 1]);
});

test('check 25: above a partnership’s limit nothing more is written there for a while, whoever asks from wherever', async () => {
  expect(await sent('rosa.ibarra@example.org')).toHaveLength(1);
  for (let asked = 0; asked < 600; asked += 1) await countTry(serving.context(), 'ask-partnership', p.id.partnership);
  expect(await sent('rosa.ibarra@example.org')).toEqual([]);
  expect(await countTry(serving.context(), 'ask-partnership', elsewhere.id.partnership)).toBe(true);
});
