import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterAll, expect, inject, test } from 'vitest';
import { deliverMessage, type Delivery } from '../app/messages/deliver-message.server.ts';
import { dueMessages } from '../app/messages/due-messages.server.ts';
import { promiseMessage } from '../app/messages/promise-message.server.ts';
import { sentJournal } from '../app/messages/sent-journal.server.ts';
import { holdKeys } from '../app/sealed/held-keys.server.ts';
import { asActor } from '../db/as-actor.server.ts';
import { connect } from '../db/connect.server.ts';
import type { TestDatabase } from '../db/test-database.ts';
import { addStudent, testPartnership, type TestPartnership } from '../db/test-partnership.ts';
import { startDatabase } from './database.ts';
import { keepErasure } from './erasures.ts';
import { keysOf } from './keys-of.ts';
import type { Secrets } from './secrets.ts';

/** A PostgreSQL of one's own, in which the database is dropped and made anew from a dump: the same server, the same name. A copy by template is such a dump. */
const { port, passwords } = inject('cluster');
const name = `hallway_own_${randomUUID().slice(0, 8)}`;
const kept = `${name}_kept`;
const url = (role: keyof typeof passwords, database = name): string => `postgres://${role}:${passwords[role]}@127.0.0.1:${port}/${database}`;
const admin = postgres(url('postgres', 'postgres'), { max: 1, onnotice: () => undefined });
const copy = (from: string, to: string) => admin.unsafe(`create database ${to} template ${from} owner hallway_owner`);
const folder = mkdtempSync(path.join(tmpdir(), 'hallway-brought-back-'));
afterAll(async () => {
  for (const database of [name, kept]) await admin.unsafe(`drop database if exists ${database} with (force)`);
  await admin.end();
  rmSync(folder, { recursive: true });
});

const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');
const secrets = { key: key(1), linkKey: key(9), auditKey: key(2), appPassword: passwords.hallway_app, authPassword: passwords.hallway_auth, sealerPassword: passwords.hallway_sealer } as Secrets;
const env = { DATABASE_URL: url('hallway_owner') } as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv;

/** Starts Hallway's side of it, does something in it, and leaves nobody connected. */
async function during<T>(work: (t: TestDatabase) => Promise<T>): Promise<T> {
  const said: string[] = [];
  const progress = { begin: () => ({ tell: () => undefined, done: () => undefined }), say: (words: string) => said.push(words) };
  const installation = { folder, secrets, record: { note: () => undefined } };
  await startDatabase({ installation, progress, env } as unknown as Parameters<typeof startDatabase>[0]);
  holdKeys(keysOf(secrets, env));
  const t = { app: connect(url('hallway_app'), { max: 4 }), owner: postgres(url('hallway_owner'), { max: 1, onnotice: () => undefined }) } as unknown as TestDatabase;
  try {
    return await work(t);
  } finally {
    await t.app.close();
    await t.owner.end();
  }
}

const taken: string[] = [];
/** That of a process which remembers nothing: the database itself must know what went out. */
const journal = () => sentJournal(path.join(folder, 'sent'));
async function deliverAll(t: TestDatabase): Promise<Delivery[]> {
  const all: Delivery[] = [];
  const transport = { send: (mail: { text: string }) => Promise.resolve(void taken.push(mail.text)), close: () => undefined };
  for (const message of await dueMessages(t.app)) all.push(await deliverMessage(t.app, transport, 'no-reply@hallway.example', message, journal()));
  return all;
}

test('a dump brought back into the same server, by dropping and making the database, is seen as that: nothing goes out twice, and who was erased is erased again', async () => {
  await copy('hallway_template', name);
  let p!: TestPartnership;
  let erased!: string;
  const before = await during(async (t) => {
    await t.owner`update installation set kind = 'test'`;
    p = await testPartnership(t);
    const family = await addStudent(t, p);
    erased = (await addStudent(t, p, 'Zephyrine', 'Quackenbush')).id.student;
    await asActor(t.app, p.job, 'test', (tx) => promiseMessage(tx, { to: family.id.guardian, template: 'sign-in-link', params: { url: 'https://hallway.example/1', minutes: 10 }, dedupeKey: 'number 1' }));
    return Number((await t.owner`select era from installation`)[0]?.['era']);
  });
  await copy(name, kept);
  await during(async (t) => {
    expect(await deliverAll(t)).toEqual(['sent']);
    keepErasure(folder, { id: randomUUID(), partnershipId: p.id.partnership, studentId: erased, regime: 'both', reason: 'family-request', decidedAt: new Date().toISOString() });
    expect(await t.owner`select era, settled_era from installation`).toEqual([{ era: before, settled_era: before }]);
  });
  await admin.unsafe(`drop database ${name}`);
  await copy(kept, name);
  await during(async (t) => {
    expect(await t.owner`select era, settled_era from installation`).toEqual([{ era: before + 1, settled_era: before + 1 }]);
    expect(await t.owner`select count(*)::int from audit_entry where action = 'database.brought-back'`).toEqual([{ count: 1 }]);
    expect(await t.owner`select given_name as name from person where id = ${erased}`).toEqual([{ name: '—' }]);
    expect(await deliverAll(t)).toEqual(['sent-before']);
  });
  await during(async (t) => {
    expect(await t.owner`select era from installation`).toEqual([{ era: before + 1 }]);
  });
  expect(taken).toHaveLength(1);
});
