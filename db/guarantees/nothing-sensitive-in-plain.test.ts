import { randomUUID } from 'node:crypto';
import { PgBoss } from 'pg-boss';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkToken } from '../../app/identity/link-token.server.ts';
import { makeLink } from '../../app/identity/links.server.ts';
import { holdQueue } from '../../app/messages/held-queue.server.ts';
import { promiseMessage } from '../../app/messages/promise-message.server.ts';
import { resolveSafetyEvent } from '../../app/safety/answer-safety-event.server.ts';
import { raiseSafetyEvent } from '../../app/safety/raise-safety-event.server.ts';
import { holdKeys } from '../../app/sealed/held-keys.server.ts';
import { openText } from '../../app/sealed/sealed-text.server.ts';
import { mediaKeyPlace, openVisit } from '../../app/visits/open-visit.server.ts';
import { answerStartGate } from '../../app/visits/start-gate.server.ts';
import { bookedVisit, nineOClock, testConfig } from '../../app/visits/test-visit.server.ts';
import { asActor } from '../as-actor.server.ts';
import { testDatabase } from '../test-database.ts';
import { testPartnership, tuesdayMorning } from '../test-partnership.ts';
import { scanForPhrases } from './plain-scan.ts';

const t = await testDatabase();
holdKeys({ key: testConfig.key, auditKey: Buffer.alloc(32, 2) });
const superuser = postgres(t.url('postgres'), { max: 1, onnotice: () => undefined });
const boss = new PgBoss({ connectionString: t.url('hallway_app'), schema: 'jobs', max: 2, migrate: false, createSchema: false, supervise: false, schedule: false });
afterAll(async () => {
  holdQueue(null);
  await boss.stop({ graceful: false });
  await superuser.end();
});

/** What must never be readable in the database. Each is planted through the product's own functions, as a person would write it. */
const secret = {
  safetySeen: 'she showed her wrists to a classmate',
  safetyDone: 'drove her to Riverside emergency at four',
  present: 'her uncle Anselmo sits in the corner',
  where: 'the blue trailer behind 88 Quarry Lane',
  adult: 'Ms. Petrakis two doors down',
  callBack: '614 555 0188',
};
/** What opens something: links, and the key of a visit's picture and sound. */
const openers: string[] = [];
const harmless = 'Alder Creek Middle';

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  await boss.start();
  holdQueue(boss);
  const p = await testPartnership(t);
  const v = await bookedVisit(t, p, 'Mateo', 'Ibarra');
  const eventId = await asActor(t.app, p.counselor, 'test', (tx) =>
    raiseSafetyEvent(tx, { studentId: v.id.student, schoolId: p.id.school, referralId: null, report: { signals: [], words: secret.safetySeen } }));
  await asActor(t.app, p.counselor, 'test', (tx) => resolveSafetyEvent(tx, eventId, secret.safetyDone));

  for (const link of [
    { kind: 'invitation', personId: v.id.guardian, consentRequestId: v.requestId, expiresAt: '2026-12-01T13:00:00Z' },
    { kind: 'visit', personId: v.id.guardian, part: 'guardian', appointmentId: v.appointmentId, beginsAt: '2026-11-24T13:50:00Z', expiresAt: '2026-11-24T15:25:00Z' },
  ] as const) {
    await asActor(t.app, p.job, 'test', async (tx) => {
      const { id, url } = await makeLink(tx, testConfig, link);
      const token = linkToken(testConfig.key, link.kind, id);
      openers.push(token, Buffer.from(token, 'base64url').toString('hex'));
      await promiseMessage(tx, {
        to: v.id.guardian, template: 'visit-link', dedupeKey: randomUUID(),
        params: { url, startsAt: '2026-11-24T14:05:00Z', minutes: 50, zone: 'America/New_York', studentGivenName: 'Mateo' },
      });
    });
  }
  await t.moveClockTo(nineOClock);
  const visitId = await asActor(t.app, p.job, 'test', (tx) => openVisit(tx, v.appointmentId));
  await asActor(t.app, p.therapist, 'test', async (tx) => {
    const visit = { id: String(visitId), studentId: v.id.student };
    await answerStartGate(tx, visit, { present: secret.present, where: secret.where, state: 'OH', adult: secret.adult, callBack: secret.callBack });
    const [row] = await superuser`select media_key_sealed from visit where id = ${visit.id}`;
    openers.push((await openText(tx, mediaKeyPlace(visit), row?.['media_key_sealed'] as Buffer)) ?? 'gone');
  });
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
  await boss.send('deliver-message', { phrase });
  expect((await scanForPhrases(superuser, [phrase])).map(({ table }) => table)).toContain('jobs.job_common');
});

test('none of what people wrote in confidence, and nothing that opens a link, is readable anywhere', async () => {
  const planted = [...Object.values(secret), ...openers];
  expect(planted.length).toBeGreaterThanOrEqual(8);
  expect(await scanForPhrases(superuser, planted)).toEqual([]);
});

test('what was planted is there: its boxes are, and open for who may', async () => {
  const [row] = await superuser`select (select count(*)::int from safety_event where done_sealed is not null) as events, (select count(*)::int from visit_place) as gates,
    (select count(*)::int from outbox where sealed is not null) as messages, (select count(*)::int from link) as links`;
  expect(row).toMatchObject({ events: 1, gates: 1, messages: 2 });
});
