import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { simpleParser, type ParsedMail } from 'mailparser';
import { PgBoss } from 'pg-boss';
import { SMTPServer } from 'smtp-server';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asActor, nowOf, type Actor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStudent, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import type { WorkerContext } from '../http/load-context.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { deliverMessage } from './deliver-message.server.ts';
import { dueMessages } from './due-messages.server.ts';
import { holdQueue } from './held-queue.server.ts';
import { mailTransport, type MailTransport } from './mail-transport.server.ts';
import { promiseMessage, type Promised } from './promise-message.server.ts';
import { recentMarks, sentJournal, type SentJournal } from './sent-journal.server.ts';
import { startDelivering } from './start-delivering.server.ts';
import type { Template } from './templates.ts';
import { sendAgain, undelivered } from './undelivered.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });

/** A mail server that answers as it is told, and keeps what it took. */
const inbox: ParsedMail[] = [];
let answer: { responseCode: number } | null = null;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  logger: false,
  onData: (stream, _session, done) => {
    simpleParser(stream, {}, (error, mail) => {
      if (error || answer) return done(Object.assign(new Error('no'), answer ?? { responseCode: 451 }));
      inbox.push(mail);
      done();
    });
  },
});
let transport: MailTransport;
let p: TestPartnership;
let family: Awaited<ReturnType<typeof addStudent>>;
const from = 'no-reply@hallway.example';
const boss = new PgBoss({ connectionString: t.url('hallway_app'), schema: 'jobs', max: 2, migrate: false, createSchema: false, supervise: false, schedule: false });

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  family = await addStudent(t, p);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  transport = mailTransport(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`);
  await boss.start();
});
afterAll(async () => {
  transport.close();
  holdQueue(null);
  await boss.stop({ graceful: false });
  await new Promise<void>((resolve) => server.close(() => resolve()));
});
beforeEach(async () => {
  inbox.length = 0;
  answer = null;
  holdQueue(null);
  await t.owner`delete from outbox`;
});

const told = {
  calendarUid: 'a1@hallway', sequence: 0, startsAt: '2026-12-01T14:05:00Z', minutes: 50, zone: 'America/New_York',
  studentGivenName: 'Mateo', place: 'school' as const, schoolName: 'Alder Creek Middle',
};
const booking = (over: Partial<Promised<'booking-confirmed'>> = {}): Promised<'booking-confirmed'> => ({
  to: family.id.guardian, about: family.id.student, template: 'booking-confirmed', params: told, dedupeKey: `appointment:${randomUUID()}`, ...over,
});
const promise = <T extends Template>(promised: Promised<T>, actor: Actor = p.coordinator): Promise<void> => asActor(t.app, actor, 'test', (tx) => promiseMessage(tx, promised));
const rows = () => t.owner`select id, partnership_id, state, attempts, sealed, last_error, sent_at from outbox`;
const due = async () => (await dueMessages(t.app)).filter(({ partnershipId }) => partnershipId === p.id.partnership);
const deliver = async (by: MailTransport = transport): Promise<string[]> => Promise.all((await due()).map((message) => deliverMessage(t.app, by, from, message)));
/** As if the wait before the next try were over. */
const waitIsOver = () => t.owner`update outbox set next_try_at = now() - interval '1 second' where state = 'promised'`;

describe('a promise', () => {
  test('commits with the change that makes it, and its job with it', async () => {
    holdQueue(boss);
    await promise(booking());
    const [row] = await rows();
    const jobs = await t.owner`select data from jobs.job where name = 'deliver-message'`;
    expect(jobs.map((job) => job['data'])).toContainEqual({ partnershipId: p.id.partnership, id: row?.['id'] });
  });

  test('that is rolled back leaves no row and no job', async () => {
    holdQueue(boss);
    const before = await t.owner`select count(*)::int as count from jobs.job`;
    await asActor(t.app, p.coordinator, 'test', async (tx) => {
      await promiseMessage(tx, booking());
      throw new Error('the booking failed');
    }).catch(() => undefined);
    expect(await rows()).toHaveLength(0);
    expect(await t.owner`select count(*)::int as count from jobs.job`).toEqual(before);
  });

  test('of the same event is one message, though twenty make it at once, and others may not see it', async () => {
    const same = booking({ dedupeKey: 'appointment:same' });
    await Promise.all(Array.from({ length: 20 }, (_, n) => promise(same, n % 2 === 0 ? p.coordinator : family.guardian)));
    expect(await rows()).toHaveLength(1);
  });

  test('keeps no word of the message in the database, and nothing at all once it is sent', async () => {
    await promise({ to: family.id.guardian, about: family.id.student, template: 'visit-link', params: { ...told, url: 'http://localhost/v/secret-token' }, dedupeKey: 'v1' });
    const [waiting] = await t.owner`select outbox::text as text, sealed from outbox`;
    expect(String(waiting?.['text'])).not.toMatch(/secret-token|Mateo/u);
    expect(Buffer.from(waiting?.['sealed'] as Buffer).toString('latin1')).not.toMatch(/secret-token|Mateo/u);
    await deliver();
    expect((await rows())[0]).toMatchObject({ state: 'sent', sealed: null });
  });
});

describe('delivery', () => {
  test('writes to the family in their language, with an entry for their calendar', async () => {
    await promise(booking());
    expect(await deliver()).toEqual(['sent']);
    const [mail] = inbox;
    const [row] = await rows();
    expect(mail?.subject).toBe('Cita');
    expect(mail?.messageId).toBe(`<${String(row?.['id'])}@hallway.example>`);
    expect(mail?.text).toContain('Hola, Rosa:');
    expect(mail?.attachments.map(({ contentType }) => contentType)).toContain('application/ics');
    const entry = mail?.attachments[0]?.content.toString() ?? '';
    expect(entry).toContain('METHOD:REQUEST');
    expect(entry).toContain('UID:a1@hallway');
    expect(JSON.stringify([...(mail?.headers.keys() ?? [])])).not.toContain('x-mailer');
  });

  test('by many at once sends once', async () => {
    await promise(booking());
    const [message] = await due();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => deliverMessage(t.app, transport, from, message!)));
    expect(outcomes.filter((outcome) => outcome === 'sent')).toHaveLength(1);
    expect(inbox).toHaveLength(1);
  });

  test('that dies after sending and before writing it down sends the same message again, and no more than that', async () => {
    await promise(booking());
    const [message] = await due();
    const dying: MailTransport = { ...transport, send: async (mail) => { await transport.send(mail); throw new Killed(); } };
    await deliverMessage(t.app, dying, from, message!).catch(() => undefined);
    await t.owner`update outbox set state = 'promised', attempts = 0, last_error = null, next_try_at = now() + interval '2 minutes'`;
    expect(await deliver()).toEqual([]);
    await waitIsOver();
    expect(await deliver()).toEqual(['sent']);
    expect(await deliver()).toEqual([]);
    expect(inbox).toHaveLength(2);
    expect(inbox[0]?.messageId).toBe(inbox[1]?.messageId);
    const [first, second] = inbox.map((mail) => [mail.text, mail.html, mail.attachments[0]?.content.toString()]);
    expect(first).toEqual(second);
  });

  test('that could not be written down, as the database was gone by then, is not sent again by this process or the next: the journal knows', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'hallway-journal-'));
    for (const next of ['the same process', 'the next one']) {
      await promise(booking());
      const [message] = await due();
      const journal = sentJournal(folder);
      // From the moment on in which it is out, the database takes nothing.
      const note: SentJournal['note'] = async (...entry) => {
        await journal.note(...entry);
        await t.owner`alter table outbox add constraint takes_nothing check (state <> 'sent') not valid`;
      };
      await expect(deliverMessage(t.app, transport, from, message!, { ...journal, note })).rejects.toThrow();
      await t.owner`alter table outbox drop constraint takes_nothing`;
      await waitIsOver();
      expect(await deliverMessage(t.app, transport, from, message!, next === 'the same process' ? journal : sentJournal(folder, await recentMarks(folder)))).toBe('sent-before');
      expect((await rows())[0]).toMatchObject({ state: 'sent', sealed: null });
      expect(inbox).toHaveLength(1);
      inbox.length = 0;
      await t.owner`delete from outbox`;
    }
    rmSync(folder, { recursive: true });
  });

  test('that was put off while the clock ran ahead is not waited for', async () => {
    await promise(booking());
    await t.owner`update outbox set next_try_at = now() + interval '300 days'`;
    expect(await deliver()).toEqual(['sent']);
    await t.owner`delete from outbox`;
    await promise(booking());
    await t.owner`update outbox set next_try_at = now() + interval '8 hours'`;
    expect(await deliver()).toEqual([]);
  });

  test('of a message that does not open holds up no other', async () => {
    await promise(booking());
    const [spoilt] = await due();
    await t.owner`update outbox set sealed = '\\x00', next_try_at = now() - interval '1 hour'`;
    await promise(booking());
    const stop = new AbortController();
    const logged: string[] = [];
    const log = { info: () => undefined, warn: () => undefined, surprise: (event: string) => logged.push(event) };
    const { port } = server.server.address() as AddressInfo;
    const config = { mail: { url: `smtp://127.0.0.1:${port}`, page: null }, sender: from, sentJournal: null };
    await startDelivering({ boss: { work: () => Promise.resolve('') }, db: t.app, log, config, stopping: stop.signal } as unknown as WorkerContext);
    await expect.poll(() => inbox.length, { timeout: 20_000 }).toBe(1);
    stop.abort();
    expect(logged).toContain('delivering-failed');
    expect(await t.owner`select state, next_try_at > now() as later from outbox where id = ${spoilt?.id ?? ''}`).toEqual([{ state: 'promised', later: true }]);
  });

  test('while mail is down leaves everything promised, however often it is tried', async () => {
    const silent = mailTransport('smtp://127.0.0.1:1');
    await promise(booking());
    for (let n = 0; n < 12; n += 1) {
      expect(await deliver(silent)).toEqual(['mail-down']);
      await waitIsOver();
    }
    expect((await rows())[0]).toMatchObject({ state: 'promised', attempts: 0, last_error: 'mail-down' });
    expect(await deliver()).toEqual(['sent']);
    silent.close();
  });

  test('that is told to come back later comes back, and is given up in the end for staff to see', async () => {
    answer = { responseCode: 451 };
    await promise(booking());
    expect(await deliver()).toEqual(['not-now']);
    expect(await deliver()).toEqual([]);
    for (let n = 0; n < 8; n += 1) {
      await waitIsOver();
      await deliver();
    }
    expect((await rows())[0]).toMatchObject({ state: 'dead', last_error: 'not-now' });
    expect(await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`select 1 from outbox where state = 'dead'`))).toHaveLength(1);
  });

  test('that is refused for good is given up at once', async () => {
    answer = { responseCode: 550 };
    await promise(booking());
    await deliver();
    expect((await rows())[0]).toMatchObject({ state: 'dead', attempts: 1, last_error: 'refused' });
  });

  test('that comes too late is dropped, never sent', async () => {
    const now = await asActor(t.app, p.coordinator, 'test', nowOf);
    await promise(booking({ notAfter: now.add({ hours: 1 }) }));
    await t.moveClockTo(Temporal.Instant.from(tuesdayMorning).add({ hours: 2 }).toString());
    expect(await deliver()).toEqual(['too-late']);
    await t.moveClockTo(tuesdayMorning);
    expect(await deliver()).toEqual([]);
    expect((await rows())[0]).toMatchObject({ state: 'dropped', sealed: null });
    expect(inbox).toHaveLength(0);
  });

  test('to a family that wants no mail is dropped, to a person without address is for staff to mend', async () => {
    const other = await addStudent(t, p, 'Lena', 'Voss');
    await t.owner`update guardianship set channels = '{letter}' where id = ${other.id.guardianship}`;
    await promise(booking({ to: other.id.guardian }));
    expect(await deliver()).toEqual(['not-by-email']);
    await promise({ to: family.id.student, template: 'sign-in-link', params: { url: 'http://localhost/s', minutes: 10 }, dedupeKey: 's1' });
    expect(await deliver()).toEqual(['no-address']);
    expect(new Set((await rows()).map((row) => row['state']))).toEqual(new Set(['dropped', 'dead']));
    expect(inbox).toHaveLength(0);
  });
});

describe('what did not arrive', () => {
  const look = (actor: Actor) => asActor(t.app, actor, 'message.read', undelivered);
  const again = (id: string, actor: Actor = p.coordinator) => asActor(t.app, actor, 'message.send-again', (tx) => sendAgain(tx, id));

  test('is shown to staff with the reason, and goes out again under its own Message-ID', async () => {
    answer = { responseCode: 550 };
    await promise(booking());
    const { id } = (await due())[0]!;
    await deliver();
    expect(await look(p.coordinator)).toMatchObject({ messages: [{ id, template: 'booking-confirmed', reason: 'refused' }], waiting: 0 });
    answer = null;
    expect(await again(id)).toBe(true);
    expect(await again(id)).toBe(false);
    expect(await deliver()).toEqual(['sent']);
    expect(inbox[0]?.messageId).toBe(`<${id}@hallway.example>`);
    expect((await look(p.coordinator)).messages).toEqual([]);
  });

  test('is not another partnership\'s to see or send', async () => {
    const other = await testPartnership(t, 'Birch');
    answer = { responseCode: 550 };
    await promise(booking());
    const { id } = (await due())[0]!;
    await deliver();
    expect((await look(other.coordinator)).messages).toEqual([]);
    expect(await again(id, other.coordinator)).toBe(false);
    expect((await look(p.coordinator)).messages).toHaveLength(1);
  });

  test('is told apart from what only waits for the mail server', async () => {
    const silent = mailTransport('smtp://127.0.0.1:1');
    await promise(booking());
    await deliver(silent);
    silent.close();
    expect(await look(p.privacyOfficer)).toEqual({ messages: [], waiting: 1 });
  });
});

class Killed extends Error {}
