import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../../db/test-database.ts';
import type { Endings } from '../endings.ts';
import { backupsIn } from './backups.ts';
import { copyLate } from './copy-late.ts';
import { writeManifest } from './manifest.ts';
import { backUpNightly } from './nightly.ts';
import { recordRun } from './record-run.ts';

const t = await testDatabase();
const url = t.url('hallway_owner');
const root = mkdtempSync(path.join(tmpdir(), 'hallway-copy-late-'));
afterAll(() => rmSync(root, { recursive: true }));
const [backups, target] = [path.join(root, 'backups'), path.join(root, 'disk')];
const startedAt = new Date();
const name = `${startedAt.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
const wal = '000000010000000000000001';

beforeEach(async () => {
  for (const folder of [backups, target]) rmSync(folder, { recursive: true, force: true });
  const folder = path.join(backups, name);
  for (const one of [path.join(folder, 'cluster'), path.join(backups, 'wal')]) mkdirSync(one, { recursive: true });
  writeFileSync(path.join(folder, 'cluster', 'PG_VERSION'), '18');
  writeManifest(folder, {
    format: 1, startedAt: startedAt.toISOString(), endedAt: startedAt.toISOString(), systemIdentifier: '7', postgresVersion: '18', startWal: wal, stopWal: wal, keyVersion: 1,
    files: { PG_VERSION: { bytes: 2, sha256: createHash('sha256').update('18').digest('hex') } },
  });
  await t.owner`delete from backup_run`;
  await recordRun(url, startedAt, { bytes: 2 });
  await recordRun(url, startedAt, { failed: 'copy-folder-missing' });
});
const failures = async () => (await t.owner`select failed from backup_run order by ended_at`).map((row) => row['failed'] as string | null);

test('a backup that was not copied as it was made is copied when its disk is there again, and no longer told as failed', async () => {
  expect(await copyLate(backups, target, url)).toEqual({ name, notCopied: 'copy-folder-missing' });
  expect(await failures()).toEqual([null, 'copy-folder-missing']);
  mkdirSync(target);
  expect(await copyLate(backups, target, url)).toEqual({ name, notCopied: null });
  expect([backupsIn(target).map((backup) => backup.name), await failures()]).toEqual([[name], [null]]);
  expect(await copyLate(backups, target, url)).toBeNull();
});

test('while Hallway runs that happens by itself, long before the next night', async () => {
  mkdirSync(target);
  const ends: (() => void)[] = [];
  const endings = { begun: new AbortController().signal, add: (end: () => void) => ends.push(end) } as unknown as Endings;
  const said = await new Promise<string>((resolve) => backUpNightly({ installation: { folder: root } as never, ownerUrl: url, demo: false, copyTo: target, progress: { say: resolve }, endings }));
  for (const end of ends) end();
  expect(said).toBe(`  Backup: ${name} was copied to ${target}`);
});
