import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testServing } from '../../app/http/test-context.server.ts';
import { holdQueue } from '../../app/messages/held-queue.server.ts';
import { testDatabase } from '../test-database.ts';
import { testPartnership, tuesdayMorning } from '../test-partnership.ts';
import { bringRoster, droppedWords, holdOnDevices } from './kept-outside.ts';
import { scanForPhrases } from './plain-scan.ts';
import { prepareVisit, referAndSign, words } from './told-in-confidence.ts';

const t = await testDatabase();
const superuser = postgres(t.url('postgres'), { max: 1, onnotice: () => undefined });
const serving = await testServing(t, { MAIL_URL: 'smtp://127.0.0.1:9' });
afterAll(async () => {
  holdQueue(null);
  await superuser.end();
});

const harmless = 'Alder Creek Middle';
/** What opens something: links, what devices hold, and the key of a visit's picture and sound. */
const opening: string[] = [];
let broughtIn = { read: 0, refused: 0 };

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  holdQueue(serving.context().boss);
  const p = await testPartnership(t);
  await t.owner`update engagement set caseload_limit = 10`;
  broughtIn = await bringRoster(t, p);
  opening.push(...(await referAndSign(t, p, serving)), ...(await holdOnDevices(t, p, serving)), ...(await prepareVisit(t, p, serving, superuser)));
});

test('the scan finds what is there: a harmless phrase in plain text', async () => {
  expect(await scanForPhrases(superuser, [harmless])).toContainEqual({ phrase: harmless, table: 'organisation' });
});

test('the scan finds a phrase in bytes, in JSON, in base64 and in the queue', async () => {
  const phrase = 'a phrase that was left open';
  await superuser`create table left_open (bytes bytea, body jsonb, words text)`;
  for (const [column, value] of [['bytes', Buffer.from(`x${phrase}y`)], ['body', JSON.stringify({ deep: [phrase] })], ['words', Buffer.from(`xy${phrase}z`).toString('base64')]] as const) {
    await superuser`truncate left_open`;
    await superuser.unsafe(`insert into left_open (${column}) values ($1)`, [value]);
    expect(await scanForPhrases(superuser, [phrase])).toEqual([{ phrase, table: 'left_open' }]);
  }
  await superuser`drop table left_open`;
  await serving.context().boss.send('deliver-message', { phrase });
  expect((await scanForPhrases(superuser, [phrase])).map(({ table }) => table)).toContain('jobs.job_common');
});

test('none of what people wrote in confidence, and nothing that opens something, is readable anywhere', async () => {
  const said = [...Object.values(words), ...Object.values(droppedWords)];
  expect(new Set(said).size).toBeGreaterThanOrEqual(20);
  const planted = [...said, ...opening];
  expect(planted.every((phrase) => phrase.length >= 10)).toBe(true);
  expect(await scanForPhrases(superuser, planted)).toEqual([]);
});

test('what was planted is there, in its boxes, and the roster came in without what it should have left at home', async () => {
  expect(broughtIn).toEqual({ read: 2, refused: 1 });
  const [row] = await superuser`select
    (select count(*)::int from referral where tried_sealed is not null) as referrals, (select count(*)::int from consent_signature) >= 2 as signed,
    (select count(*)::int from safety_event where done_sealed is not null) as events, (select count(*)::int from emergency_access where reason_sealed is not null and words_sealed is not null) as emergencies, (select count(*)::int from visit_place) as gates,
    (select count(*)::int from outbox where sealed is not null) as messages, (select count(*)::int from jobs.job where name = 'send-sign-in-link') as asked`;
  expect(row).toEqual({ referrals: 1, signed: true, events: 2, emergencies: 1, gates: 2, messages: 5, asked: 1 });
});
