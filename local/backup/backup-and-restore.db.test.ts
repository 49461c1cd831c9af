import { randomUUID } from 'node:crypto';
import { appendFileSync, chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { checkTrail } from '../../app/audit/check-trail.server.ts';
import { keepOutside, newestSealOutside } from '../../app/audit/newest-seal.server.ts';
import { record } from '../../app/audit/record.server.ts';
import { sealAudit } from '../../app/audit/seal-audit.server.ts';
import { deliverMessage, type Delivery } from '../../app/messages/deliver-message.server.ts';
import { dueMessages } from '../../app/messages/due-messages.server.ts';
import type { MailTransport } from '../../app/messages/mail-transport.server.ts';
import { promiseMessage } from '../../app/messages/promise-message.server.ts';
import { sentJournal } from '../../app/messages/sent-journal.server.ts';
import { holdKeys } from '../../app/sealed/held-keys.server.ts';
import { openText, sealText, type TextPlace } from '../../app/sealed/sealed-text.server.ts';
import { asActor } from '../../db/as-actor.server.ts';
import { connect, type Database } from '../../db/connect.server.ts';
import type { TestDatabase } from '../../db/test-database.ts';
import { addStudent, testPartnership, type TestPartnership } from '../../db/test-partnership.ts';
import { applyErasures } from '../apply-erasures.ts';
import { startDatabase, type DatabaseUrls } from '../database.ts';
import { endings, type Endings } from '../endings.ts';
import { keepErasure, readErasures } from '../erasures.ts';
import { heldInFolder } from '../held-by.ts';
import { openInstallation, projectRoot, type Installation } from '../installation.ts';
import { keysOf } from '../keys-of.ts';
import { archiverFor } from '../postgres/archiver.ts';
import { startCluster, stopCluster } from '../postgres/cluster.ts';
import { clusterUrl } from '../postgres/owner-database.ts';
import { findPrograms } from '../postgres/programs.ts';
import { reservePort } from '../ports.ts';
import { progressTo } from '../progress.ts';
import { settleEra } from '../settle-era.ts';
import { temporaryFolder, type TemporaryFolder } from '../proof/temporary-folder.ts';
import { backupsIn } from './backups.ts';
import type { RestoreTarget } from './follow-log.ts';
import { makeBackup } from './make-backup.ts';
import type { Backup } from './manifest.ts';
import { backUpNightly } from './nightly.ts';
import { stagingName } from './put-in-place.ts';
import { recover } from './recover.ts';
import { restore } from './restore.ts';
import { sizeOf } from './room.ts';
import { livedIn } from './timelines-file.ts';
import { pieceAt, pieceBytes } from './timelines.ts';

/** A whole installation's database in a folder of its own, opened and closed as the launcher does it. */
type Opened = { installation: Installation; urls: DatabaseUrls; t: TestDatabase; sealer: Database; ends: Endings };

// Clusters are made, copied and recovered here; beside other tests that takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const env = {} as NodeJS.ProcessEnv;
let temporary: TemporaryFolder;
let folder: string;
let open: Opened | null = null;
beforeAll(async () => {
  temporary = await temporaryFolder('backup');
  folder = path.join(temporary.path, 'data');
});
afterAll(async () => {
  await open?.ends.run();
  temporary.remove();
});

async function installationHere(): Promise<Installation> {
  const opened = await openInstallation(folder);
  if (!opened.ok) throw new Error('somebody else has this folder');
  return opened.installation;
}

async function start(): Promise<Opened> {
  const ends = endings();
  const installation = await installationHere();
  ends.add(installation.close);
  const { urls } = await startDatabase({ installation, progress: progressTo({ write: () => true }, () => 0), endings: ends, env, durable: true, onLost: () => undefined })
    .catch(async (error: unknown) => {
      await ends.run();
      throw error;
    });
  holdKeys(keysOf(installation.secrets, env));
  const owner = postgres(urls.owner, { max: 2, onnotice: () => undefined });
  const [app, sealer] = [connect(urls.app, { max: 4 }), connect(urls.sealer, { max: 1 })];
  ends.add(() => Promise.all([owner.end(), app.close(), sealer.close()]));
  const superUrl = clusterUrl('postgres', installation.secrets.postgresPassword, Number(new URL(urls.owner).port), 'hallway');
  const t: TestDatabase = { app, owner, url: (role) => (role === 'postgres' ? superUrl : urls.owner), moveClockTo: () => Promise.reject(new Error('real time here')) };
  open = { installation, urls, t, sealer, ends };
  return open;
}

async function stop(): Promise<void> {
  await open?.ends.run();
  open = null;
}

async function bringBack(backup: Backup, to: RestoreTarget, timeline: number | null = null, asFarAsItGoes = false) {
  const installation = await installationHere();
  try {
    return await restore({ installation, env, backup, to, timeline, asFarAsItGoes, now: new Date(), tell: () => undefined });
  } finally {
    installation.close();
  }
}

/** Every row of every table, of whatever schema, as one hash a table. */
async function rowHashes(superUrl: string): Promise<Record<string, string>> {
  const sql = postgres(superUrl, { max: 1, onnotice: () => undefined });
  try {
    const tables = await sql<{ name: string }[]>`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`;
    const hashes: Record<string, string> = {};
    for (const { name } of tables) {
      const [row] = await sql.unsafe<{ hash: string }[]>(`select count(*) || ' ' || md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) as hash from ${name} t`);
      hashes[name] = row?.hash ?? '';
    }
    return hashes;
  } finally {
    await sql.end();
  }
}

/** The same of a stopped installation, with PostgreSQL alone over it: nothing of ours has touched it yet. */
async function rowHashesAtRest(): Promise<Record<string, string>> {
  const installation = await installationHere();
  const reserved = await reservePort(54_390, 'tcp');
  await reserved.release();
  const { user, secrets } = installation;
  const part = await startCluster({ programs: findPrograms(projectRoot, folder, user), user, folder, superPassword: secrets.postgresPassword, durable: true, settings: archiverFor(folder, user).settings }, reserved.port);
  try {
    return await rowHashes(clusterUrl('postgres', secrets.postgresPassword, reserved.port, 'hallway'));
  } finally {
    await stopCluster(part);
    installation.close();
  }
}

const taken: string[] = [];
/** That of a process which remembers nothing: the database itself must know what went out. */
const journal = () => sentJournal(path.join(folder, 'sent'));
const mailServer: MailTransport = { send: (mail) => Promise.resolve(void taken.push(mail.text)), close: () => undefined };
const sent = (number: number) => taken.filter((text) => text.includes(`hallway.example/${number}?`)).length;

let p: TestPartnership;
let guardian: string;
const promise = (t: TestDatabase, number: number) => asActor(t.app, p.job, 'test', (tx) => promiseMessage(tx, {
  to: guardian, template: 'sign-in-link', params: { url: `https://hallway.example/${number}?`, minutes: 10 }, dedupeKey: `number ${number}`,
}));
async function deliverAll(t: TestDatabase): Promise<Delivery[]> {
  const all: Delivery[] = [];
  for (const message of await dueMessages(t.app)) all.push(await deliverMessage(t.app, mailServer, 'no-reply@hallway.example', message, journal()));
  return all.sort();
}
async function sealAll({ sealer, installation }: Opened): Promise<void> {
  const seals = await sealAudit(sealer, Buffer.from(installation.secrets.auditKey, 'base64'));
  const newest = seals.at(-1);
  if (newest) await keepOutside(path.join(folder, 'newest-seal.json'), newest);
}
const check = async ({ sealer, installation }: Opened) =>
  checkTrail(sealer, Buffer.from(installation.secrets.auditKey, 'base64'), await newestSealOutside(path.join(folder, 'newest-seal.json')));

let backup: Backup;
let atBackup: Record<string, string>;
const place: TextPlace = { studentId: '', regime: 'school', table: 'referral', column: 'why_sealed', rowId: randomUUID() };
let sealed: Buffer;
/** Erased after the backup, in which they still are. */
const erasedPlace: TextPlace = { ...place, rowId: randomUUID() };
let erasedSealed: Buffer;
const nameOf = async (t: TestDatabase) => (await t.owner`select given_name as name from person where id = ${erasedPlace.studentId}`)[0]?.['name'] as unknown;
const openErased = (t: TestDatabase) => asActor(t.app, p.counselor, 'test', (tx) => openText(tx, erasedPlace, erasedSealed));

test('a backup is made by itself while the database goes on, and is whole', async () => {
  const here = await start();
  const { t } = here;
  await t.owner`update installation set kind = 'test'`;
  p = await testPartnership(t);
  const family = await addStudent(t, p);
  guardian = family.id.guardian;
  Object.assign(place, { studentId: family.id.student });
  sealed = await asActor(t.app, p.counselor, 'test', async (tx) => {
    await record(tx, { action: 'student.read', studentId: place.studentId });
    return sealText(tx, place, 'written before the backup');
  });
  Object.assign(erasedPlace, { studentId: (await addStudent(t, p, 'Zephyrine', 'Quackenbush')).id.student });
  erasedSealed = await asActor(t.app, p.counselor, 'test', (tx) => sealText(tx, erasedPlace, 'to be erased'));
  for (const number of [1, 2]) await promise(t, number);
  await sealAll(here);
  atBackup = await rowHashes(t.url('postgres'));
  // There is none yet, so the nightly one is made at once.
  const told = await new Promise<string>((resolve) => backUpNightly({ installation: here.installation, ownerUrl: here.urls.owner, demo: false, progress: { say: resolve }, endings: here.ends }));
  expect(told).toMatch(/^ {2}Backup: 20/u);
  backup = backupsIn(path.join(folder, 'backups'))[0] as Backup;
  expect(await t.owner`select failed, bytes::int from backup_run`).toEqual([{ failed: null, bytes: sizeOf(backup.manifest.files) }]);
  expect(Object.keys(atBackup).length).toBeGreaterThan(40);
  expect(JSON.stringify(readdirSync(backup.folder, { recursive: true }))).not.toContain('secrets.json');
});

test('after everything was lost it comes back: the same rows in every table', async () => {
  const { t } = open as Opened;
  // What happens after the backup: one of its messages goes out, and one that it has never heard of; the trail goes on and is sealed.
  await t.owner`update outbox set next_try_at = now() + interval '1 hour' where dedupe_key = 'number 2'`;
  await promise(t, 3);
  expect(await deliverAll(t)).toEqual(['sent', 'sent']);
  expect(await openErased(t)).toBe('to be erased');
  const { installation, urls } = open as Opened;
  keepErasure(folder, { id: randomUUID(), partnershipId: p.id.partnership, studentId: erasedPlace.studentId, regime: 'both', reason: 'family-request', decidedAt: new Date().toISOString() });
  expect(await applyErasures(urls.owner, readErasures(folder), keysOf(installation.secrets, env))).toBe(1);
  await sealAll(open as Opened);
  await stop();
  rmSync(path.join(folder, 'postgres'), { recursive: true });
  const outcome = await bringBack(backup, 'end');
  expect(outcome).toMatchObject({ ok: true });
  expect(await rowHashesAtRest()).toEqual(atBackup);
});

test('a piece of the log that waits to be archived is archived by whoever starts the database, were it only to ask what it holds', async () => {
  const wal = path.join(folder, 'backups', 'wal');
  const piece = readdirSync(wal).filter((name) => /^00000002[0-9A-F]{16}\.gz$/.test(name)).sort()[0]?.slice(0, 24) ?? '';
  const [archived, waiting] = [path.join(wal, `${piece}.gz`), path.join(folder, 'postgres', 'pg_wal', piece)];
  const bytes = gunzipSync(readFileSync(archived));
  rmSync(archived);
  const ready = path.join(folder, 'postgres', 'pg_wal', 'archive_status', `${piece}.ready`);
  writeFileSync(waiting, bytes);
  writeFileSync(ready, '');
  rmSync(ready.replace('.ready', '.done'), { force: true });
  const installation = await installationHere();
  const { user } = installation;
  if (user) for (const file of [waiting, ready]) chownSync(file, user.uid, user.gid);
  expect(await heldInFolder(installation)).toBe('real');
  installation.close();
  expect(gunzipSync(readFileSync(archived)).equals(bytes)).toBe(true);
});

test('the seals verify, in a new era, and texts open', async () => {
  const here = await start();
  const [installation] = await here.t.owner`select era, settled_era from installation`;
  expect(installation).toEqual({ era: 2, settled_era: 2 });
  expect(await check(here)).toMatchObject({ broken: null });
  await sealAll(here);
  expect(await check(here)).toMatchObject({ broken: null, tailRows: 0 });
  expect(await asActor(here.t.app, p.counselor, 'test', (tx) => openText(tx, place, sealed))).toBe('written before the backup');
  const entries = await here.t.owner`select era, body -> 'more' as more from audit_entry where action = 'database.brought-back'`;
  expect(entries).toEqual([{ era: 2, more: { era: 2 } }]);
});

test('a student erased since is erased again, before anybody is served', async () => {
  const { t } = open as Opened;
  expect([await nameOf(t), await asActor(t.app, p.job, 'test', (tx) => openText(tx, erasedPlace, erasedSealed))]).toEqual(['—', null]);
  expect(await t.owner`select era from audit_entry where action = 'student.erased'`).toEqual([{ era: 2 }]);
});

test('the newest seal from before is moved aside with a word about it, not deleted', async () => {
  const [aside] = readdirSync(path.join(folder, 'aside'));
  const there = path.join(folder, 'aside', aside ?? '');
  expect(JSON.parse(readFileSync(path.join(there, 'newest-seal.json'), 'utf8'))).toMatchObject({ n: expect.any(Number) as number });
  expect(readFileSync(path.join(there, 'README.txt'), 'utf8')).toContain('on purpose');
});

test('no message is sent twice: neither one that was waiting in the backup, nor one that is promised again', async () => {
  const { t } = open as Opened;
  await promise(t, 3);
  expect(await deliverAll(t)).toEqual(['sent', 'sent-before', 'sent-before']);
  expect([1, 2, 3].map(sent)).toEqual([1, 1, 1]);
  const states = await t.owner`select dedupe_key, state, sealed from outbox order by 1`;
  expect(states).toEqual([1, 2, 3].map((number) => ({ dedupe_key: `number ${number}`, state: 'sent', sealed: null })));
});

test('an appointment that is moved again after that, under the same number of its change but to another time, is told of', async () => {
  const { t } = open as Opened;
  const move = (startsAt: string) => asActor(t.app, p.job, 'test', (tx) => promiseMessage(tx, {
    to: guardian, about: place.studentId, template: 'booking-confirmed', dedupeKey: 'moved',
    params: { calendarUid: 'a@hallway', sequence: 1, startsAt, minutes: 50, zone: 'America/New_York', studentGivenName: 'Mateo', place: 'home' },
  }));
  await move('2126-12-01T14:05:00Z');
  expect(await deliverAll(t)).toEqual(['sent']);
  // As if a copy from before came back: the database has forgotten it, the journal has not.
  await t.owner`delete from outbox where dedupe_key = 'moved'`;
  await t.owner`update installation set era = era + 1`;
  const { installation, urls } = open as Opened;
  expect(await settleEra(urls.owner, folder, keysOf(installation.secrets, env), env)).toBe(true);
  await move('2126-12-01T14:05:00Z');
  expect(await deliverAll(t)).toEqual(['sent-before']);
  await t.owner`delete from outbox where dedupe_key = 'moved'`;
  await move('2126-12-02T16:00:00Z');
  expect(await deliverAll(t)).toEqual(['sent']);
  await t.owner`delete from outbox where dedupe_key = 'moved'`;
});

test('any moment since the backup can be brought back', async () => {
  const { t } = open as Opened;
  await promise(t, 4);
  const [moment] = await t.owner`select to_json(clock_timestamp()) #>> '{}' as at`;
  await t.owner`delete from outbox`;
  await t.owner`drop table idempotency`;
  await stop();
  // The log does not reach into the future: all there is comes back, and that is said.
  expect(await bringBack(backup, '2126-01-01T00:00:00Z')).toMatchObject({ ok: true, short: true });
  const outcome = await bringBack(backup, String(moment?.['at']));
  expect(outcome).toMatchObject({ ok: true, short: false });
  if (outcome.ok) expect(existsSync(path.join(outcome.aside, 'postgres', 'PG_VERSION'))).toBe(true);
  const again = await start();
  const keys = await again.t.owner`select dedupe_key from outbox order by 1`;
  expect(keys.map((row) => row['dedupe_key'])).toEqual(['number 1', 'number 2', 'number 3', 'number 4']);
  expect(await again.t.owner`select era from installation`).toEqual([{ era: 4 }]);
  await sealAll(again);
  expect(await check(again)).toMatchObject({ broken: null, tailRows: 0 });
});

const keysWaiting = async ({ t }: Opened) => (await t.owner`select dedupe_key as key from outbox order by 1`).map((row) => String(row['key']).replace('number ', '')).join(' ');
const momentNow = async ({ t }: Opened) => String((await t.owner`select to_json(clock_timestamp()) #>> '{}' as at`)[0]?.['at']);

test('a moment on a timeline that was left is found on that one; what came after it elsewhere is reached by its number', async () => {
  const one = open as Opened;
  const before = await momentNow(one);
  await promise(one.t, 5);
  const withFive = await momentNow(one);
  await one.t.owner`delete from outbox`;
  await stop();
  // Back to before the fifth; from here on the fifth lies on a timeline that was left.
  expect(await bringBack(backup, before)).toMatchObject({ ok: true });
  const two = await start();
  await promise(two.t, 6);
  const withSix = await momentNow(two);
  const left = livedIn(path.join(folder, 'backups'));
  await stop();
  expect(await bringBack(backup, withFive)).toMatchObject({ ok: true, short: false, timeline: left.at(-2)?.timeline });
  expect(await keysWaiting(await start())).toBe('1 2 3 4 5');
  await stop();
  // The one begun just now does not know the sixth; a timeline that nobody has does not stand for another.
  expect(await bringBack(backup, withSix, 99)).toMatchObject({ ok: false, reason: 'unknown-timeline' });
  expect(await bringBack(backup, 'latest', left.at(-1)?.timeline ?? 0)).toMatchObject({ ok: true, timeline: left.at(-1)?.timeline });
  expect(await keysWaiting(await start())).toBe('1 2 3 4 6');
});

/** Wherever a piece lies it lies elsewhere until it is put back. */
function hide(piece: string): () => void {
  const asides = path.join(folder, 'aside');
  const clusters = [path.join(folder, 'postgres'), ...readdirSync(asides).map((name) => path.join(asides, name, 'postgres'))];
  const places = [path.join(folder, 'backups', 'wal', `${piece}.gz`), ...clusters.map((cluster) => path.join(cluster, 'pg_wal', piece))].filter((file) => existsSync(file));
  for (const file of places) renameSync(file, `${file}.hidden`);
  return () => {
    for (const file of places) renameSync(`${file}.hidden`, file);
  };
}

test('a log with a gap, or with a piece that cannot be read, brings nothing back unasked', async () => {
  await stop();
  const timeline = livedIn(path.join(folder, 'backups')).at(-1)?.timeline ?? 0;
  const wal = path.join(folder, 'backups', 'wal');
  const begins = pieceAt(timeline, 0n).slice(0, 8);
  const pieces = readdirSync(wal).filter((name) => name.startsWith(begins) && /^[0-9A-F]{24}\.gz$/.test(name)).sort().map((name) => name.slice(0, 24));
  expect(pieces.length).toBeGreaterThan(1);
  const [piece = ''] = pieces;
  const putBack = hide(piece);
  expect(await bringBack(backup, 'latest')).toMatchObject({ ok: false, reason: 'log-gap', detail: piece, until: expect.any(String) as string });
  const archived = path.join(wal, `${piece}.gz`);
  // It is there, and nothing is in it: PostgreSQL takes that for the end of the log.
  writeFileSync(archived, gzipSync(Buffer.alloc(Number(pieceBytes))));
  expect(await bringBack(backup, 'latest')).toMatchObject({ ok: false, reason: 'log-not-followed', detail: pieces.at(-1) });
  // It cannot be unpacked: what could not be looked at is not the end.
  writeFileSync(archived, 'torn');
  expect(await bringBack(backup, 'latest')).toMatchObject({ ok: false, reason: 'not-recovered', detail: expect.stringContaining('exit code 200') as string });
  rmSync(archived);
  expect(await bringBack(backup, 'latest', null, true)).toMatchObject({ ok: true, short: true, timeline });
  putBack();
  expect(await bringBack(backup, 'latest')).toMatchObject({ ok: true, short: false, timeline });
  expect(await keysWaiting(await start())).toBe('1 2 3 4 6');
});

test('a copy on another disk brings its own log, though another database lies here whose log bears the same names', async () => {
  const copy = path.join(temporary.path, 'copy');
  await stop();
  cpSync(path.join(folder, 'backups'), copy, { recursive: true });
  for (const name of ['postgres', 'backups', 'aside', 'newest-seal.json', 'erasures.json']) rmSync(path.join(folder, name), { recursive: true, force: true });
  await start();
  await stop();
  const copied = backupsIn(copy).find(({ name }) => name === backup.name) as Backup;
  cpSync(copied.folder, path.join(temporary.path, 'alone', backup.name), { recursive: true });
  expect(await bringBack(backupsIn(path.join(temporary.path, 'alone'))[0] as Backup, 'end')).toMatchObject({ ok: false, reason: 'log-missing', detail: backup.manifest.startWal });
  const outcome = await bringBack(copied, 'latest');
  expect(outcome).toMatchObject({ ok: true });
  expect(existsSync(path.join(outcome.ok ? outcome.aside : '', 'backups', 'wal'))).toBe(true);
  const again = await start();
  expect(await keysWaiting(again)).toBe('1 2 3 4 6');
  expect(livedIn(path.join(folder, 'backups')).length).toBeGreaterThan(3);
  const made = await makeBackup({ installation: again.installation, ownerUrl: again.urls.owner, startedAt: new Date() });
  expect(made).toMatchObject({ ok: true });
  if (made.ok) backup = made.backup;
});

test('a recovery that comes no further is ended, with a word about where it stands', async () => {
  await stop();
  const installation = await installationHere();
  const { user, secrets } = installation;
  const staging = path.join(folder, stagingName);
  cpSync(path.join(backup.folder, 'cluster'), staging, { recursive: true });
  writeFileSync(path.join(staging, 'recovery.signal'), '');
  if (user) for (const entry of ['', ...(readdirSync(staging, { recursive: true }) as string[])]) chownSync(path.join(staging, entry), user.uid, user.gid);
  chmodSync(staging, 0o700);
  const { settings, folder: archive, restoreCommand } = archiverFor(folder, user);
  const waits = { ...settings, restore_command: restoreCommand([archive]), recovery_target: 'immediate', recovery_target_action: 'pause' };
  const recovered = await recover({ programs: findPrograms(projectRoot, folder, user), user, folder, name: stagingName, superPassword: secrets.postgresPassword, durable: true, settings: waits }, 1);
  expect(recovered).toMatchObject({ ok: false, words: expect.stringContaining('It has come no further in the log than') as string });
  rmSync(staging, { recursive: true });
  installation.close();
  await start();
});

test('a restore that was killed as it changed places is brought to its end by the next one, though that is refused', async () => {
  await stop();
  const aside = path.join(folder, 'aside', 'killed');
  mkdirSync(aside, { recursive: true });
  renameSync(path.join(folder, 'postgres'), path.join(folder, stagingName));
  writeFileSync(path.join(folder, 'coming-back'), JSON.stringify({ aside, seal: path.join(folder, 'newest-seal.json') }));
  expect(await bringBack(backup, '2020-01-01T00:00:00Z')).toMatchObject({ ok: false, reason: 'too-early' });
  expect(await keysWaiting(await start())).toBe('1 2 3 4 6');
});

test('an empty database is not begun where one was lost', async () => {
  await stop();
  renameSync(path.join(folder, 'postgres'), path.join(folder, 'elsewhere'));
  await expect(start()).rejects.toThrow('npm run restore');
  renameSync(path.join(folder, 'elsewhere'), path.join(folder, 'postgres'));
  await start();
});

test('a moment before the backup cannot come from it, and a damaged backup is not brought back', async () => {
  const era = [...(await (open as Opened).t.owner`select era from installation`)];
  await stop();
  expect(await bringBack(backup, new Date(Date.parse(backup.manifest.startedAt) - 1000).toISOString())).toMatchObject({ ok: false, reason: 'too-early' });
  expect(await bringBack({ ...backup, manifest: { ...backup.manifest, keyVersion: 7 } }, 'end')).toMatchObject({ ok: false, reason: 'other-key' });
  appendFileSync(path.join(backup.folder, 'cluster', 'PG_VERSION'), ' ');
  expect(await bringBack(backup, 'end')).toMatchObject({ ok: false, reason: 'damaged', detail: 'PG_VERSION' });
  // Nothing was touched.
  const again = await start();
  expect(await again.t.owner`select era from installation`).toEqual(era);
});

test('data that the disk has damaged is not backed up over good backups', async () => {
  const [found] = await (open as Opened).t.owner`select pg_relation_filepath('bell_schedule') as file`;
  await stop();
  const file = path.join(folder, 'postgres', String(found?.['file']));
  const bytes = readFileSync(file);
  bytes[8100] = (bytes[8100] as number) ^ 1;
  writeFileSync(file, bytes);
  const { installation, urls } = await start();
  const before = backupsIn(path.join(folder, 'backups')).map(({ name }) => name);
  await expect(makeBackup({ installation, ownerUrl: urls.owner, startedAt: new Date() })).rejects.toThrow('is damaged');
  expect(backupsIn(path.join(folder, 'backups')).map(({ name }) => name)).toEqual(before);
});
