import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { heldKeys, holdKeys } from '../app/sealed/held-keys.server.ts';
import { openText, sealText, type TextPlace } from '../app/sealed/sealed-text.server.ts';
import { asActor } from '../db/as-actor.server.ts';
import { testDatabase } from '../db/test-database.ts';
import { addStudent, testPartnership, type TestPartnership } from '../db/test-partnership.ts';
import { promiseMessage } from '../app/messages/promise-message.server.ts';
import { openParams } from '../app/messages/sealed-params.server.ts';
import { sealBox } from '../app/sealed/envelope.server.ts';
import { facts } from './backup/make-backup.ts';
import { projectRoot } from './installation.ts';
import { finishRotation } from './rotation.ts';

const t = await testDatabase();
const [old, next, auditKey] = [1, 2, 3].map((fill) => Buffer.alloc(32, fill)) as [Buffer, Buffer, Buffer];
const before = { key: old, auditKey, wrapping: [{ version: 1, key: old }] };
const both = { key: old, auditKey, wrapping: [{ version: 2, key: next }, { version: 1, key: old }] };
const after = { key: old, auditKey, wrapping: [{ version: 2, key: next }] };

const STUDENTS = 12;
const BATCH = 4;
let p: TestPartnership;
const written: { place: TextPlace; sealed: Buffer; text: string }[] = [];
const folder = mkdtempSync(path.join(tmpdir(), 'hallway-rotation-'));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  holdKeys(before);
  p = await testPartnership(t);
  for (let n = 0; n < STUDENTS; n += 1) {
    const s = await addStudent(t, p, 'Mateo', `Ibarra${String.fromCharCode(97 + n)}`);
    const place: TextPlace = { studentId: s.id.student, regime: 'school', table: 'referral', column: 'why_sealed', rowId: randomUUID() };
    const text = `Number ${n} stays in the hall`;
    written.push({ place, text, sealed: await asActor(t.app, p.counselor, 'test', (tx) => sealText(tx, place, text)) });
    await asActor(t.app, p.job, 'test', (tx) => promiseMessage(tx, {
      to: s.id.guardian, template: 'sign-in-link', params: { url: `https://hallway.example/${n}`, minutes: 10 }, dedupeKey: `rotation ${n}`,
    }));
  }
});

const versions = async () => {
  const keys = await t.owner`select key_version as version, count(*)::int from data_key group by 1 order by 1`;
  const messages = await t.owner`select convert_from(substring(sealed from 3 for get_byte(sealed, 1)), 'UTF8') as name, count(*)::int from outbox group by 1 order by 1`;
  return { keys: Object.fromEntries(keys.map((row) => [String(row['version']), Number(row['count'])])), messages: Object.fromEntries(messages.map((row) => [String(row['name']), Number(row['count'])])) };
};

async function everythingOpens(): Promise<void> {
  for (const { place, sealed, text } of written) expect(await asActor(t.app, p.counselor, 'test', (tx) => openText(tx, place, sealed))).toBe(text);
  const messages = await t.owner`select partnership_id, id, sealed from outbox`;
  const urls = messages.map((row) => openParams({ partnershipId: String(row['partnership_id']), id: String(row['id']) }, row['sealed'] as Buffer).params as { url: string });
  expect(urls.map(({ url }) => url).sort()).toEqual(written.map((_, n) => `https://hallway.example/${n}`).sort());
}

/** The rotation in a process of its own, which can be killed. */
function rotating() {
  const script = `const { finishRotation } = await import(${JSON.stringify(path.join(projectRoot, 'local/rotation.ts'))});
    const key = (text) => Buffer.from(text, 'base64');
    await finishRotation(${JSON.stringify(t.url('hallway_owner'))}, {
      key: key('${old.toString('base64')}'), auditKey: key('${auditKey.toString('base64')}'),
      wrapping: [{ version: 2, key: key('${next.toString('base64')}') }, { version: 1, key: key('${old.toString('base64')}') }],
    }, { batch: ${BATCH}, onBatch: (done, left) => process.stdout.write(done + ' done, ' + left + ' left\\n') });`;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script], { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const line = new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
  return { child, gone, line };
}

test('check 27: a rotation that is killed midway leaves everything readable, and goes on where it was', async () => {
  // Somebody holds the last key: the rotation cannot get past it, so that it is killed for certain when some are done and some are not.
  const [last] = await t.owner`select id from data_key order by partnership_id desc, id desc limit 1`;
  const holding = await t.owner.reserve();
  await holding`begin`;
  await holding`select from data_key where id = ${last?.['id'] as string} for update`;
  const { child, gone, line } = rotating();
  expect(await line).toBe(`${BATCH} done, ${STUDENTS - BATCH} left`);
  child.kill('SIGKILL');
  await gone;
  await holding`rollback`;
  holding.release();

  const midway = await versions();
  expect(midway.keys['1']).toBeGreaterThan(0);
  expect(midway.keys['2']).toBeGreaterThan(0);
  holdKeys(both);
  await everythingOpens();

  const done: number[] = [];
  expect(await finishRotation(t.url('hallway_owner'), both, { batch: BATCH, onBatch: (count) => done.push(count) })).toBe(Number(midway.keys['1']) + STUDENTS);
  expect(done.length).toBeGreaterThan(2);
  expect(await versions()).toEqual({ keys: { 2: STUDENTS }, messages: { 'outbox-2': STUDENTS } });
  holdKeys(after);
  await everythingOpens();
  expect(await finishRotation(t.url('hallway_owner'), after)).toBe(0);
});

test('a backup says that it needs the old key while an address of an outside calendar is sealed with it', async () => {
  expect(await facts(t.url('hallway_owner'))).toMatchObject({ keyVersion: 2 });
  const place = { id: randomUUID(), therapistId: p.id.therapist };
  const sealed = sealBox({ name: 'installation-1', bytes: old }, ['outside_calendar', 'address', place.id, place.therapistId], Buffer.from('https://calendars.example.org/a.ics'));
  await t.owner`insert into outside_calendar (id, therapist_id, address_sealed, host) values (${place.id}, ${place.therapistId}, ${sealed}, 'calendars.example.org')`;
  expect(await facts(t.url('hallway_owner'))).toMatchObject({ keyVersion: 1 });
  await expect(finishRotation(t.url('hallway_owner'), after)).rejects.toThrow('sealed with version 1');
  expect(await finishRotation(t.url('hallway_owner'), both)).toBe(1);
  expect(await facts(t.url('hallway_owner'))).toMatchObject({ keyVersion: 2 });
  await t.owner`delete from outside_calendar`;
});

test('the trail says once that the key was rotated', async () => {
  const entries = await t.owner`select body -> 'more' as more from audit_entry where action = 'keys.rotated'`;
  expect(entries.map((entry) => entry['more'])).toEqual([{ version: 2 }]);
});

test('check 26: what the old key sealed opens with the new one alone; without it nothing does', async () => {
  holdKeys(before);
  await expect(everythingOpens()).rejects.toThrow('version 2 is not here');
});

test('a portal that runs meanwhile finds the new version in the secrets file', async () => {
  const keysFile = path.join(folder, 'secrets.json');
  holdKeys({ ...before, keysFile });
  writeFileSync(keysFile, JSON.stringify({ key: next.toString('base64'), keyVersion: 2, formerKeys: [{ version: 1, key: old.toString('base64') }] }));
  await everythingOpens();
  expect([...heldKeys().wrapping.keys()].sort()).toEqual([1, 2]);
  const s = await addStudent(t, p, 'Wren', 'Abbott');
  await asActor(t.app, p.counselor, 'test', (tx) => sealText(tx, { studentId: s.id.student, regime: 'school', table: 'referral', column: 'why_sealed', rowId: randomUUID() }, 'new'));
  const [key] = await t.owner`select key_version as version from data_key where student_id = ${s.id.student}`;
  expect(key).toEqual({ version: 2 });
});

test('the database refuses a key that is wrapped by a version that is laid down', async () => {
  await expect(t.owner`update data_key set key_version = 1 where partnership_id = ${p.id.partnership}`).rejects.toMatchObject({ constraint_name: 'a_key_is_wrapped_by_the_newest' });
});

test('raising the version waits for whoever seals with the one before', async () => {
  holdKeys(after);
  const third = { key: old, auditKey, wrapping: [{ version: 3, key: Buffer.alloc(32, 4) }, { version: 2, key: next }] };
  const s = await addStudent(t, p, 'Omar', 'Diaz');
  let rotation: Promise<number> | undefined;
  await asActor(t.app, p.counselor, 'test', async (tx) => {
    await sealText(tx, { studentId: s.id.student, regime: 'school', table: 'referral', column: 'why_sealed', rowId: randomUUID() }, 'sealed while the key is being rotated');
    rotation = finishRotation(t.url('hallway_owner'), third);
    // The rotation stands at the lock that this transaction holds.
    await expect.poll(() => t.owner`select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`, { timeout: 20_000 }).toHaveLength(1);
    expect((await tx.execute(sql`select key_version as version from installation`))[0]).toEqual({ version: 2 });
  });
  expect(await rotation).toBe(STUDENTS * 2 + 2);
  expect((await versions()).keys).toEqual({ 3: STUDENTS + 2 });
});
