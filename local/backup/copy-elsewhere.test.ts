import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backupsIn } from './backups.ts';
import { copyElsewhere, copyFolder } from './copy-elsewhere.ts';
import { firstDamage, writeManifest, type Backup } from './manifest.ts';

let root: string;
let backups: string;
let target: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'hallway-copy-'));
  [backups, target] = [path.join(root, 'backups'), path.join(root, 'disk')];
  for (const folder of [path.join(backups, 'wal'), target]) mkdirSync(folder, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const content = 'what PostgreSQL wrote';
function made(day: string, piece: string, systemIdentifier = '7'): Backup {
  const name = `${day}T07-00-00Z`;
  const folder = path.join(backups, name);
  for (const one of ['base/1', 'pg_wal']) mkdirSync(path.join(folder, 'cluster', one), { recursive: true });
  writeFileSync(path.join(folder, 'cluster', 'base', '1', '112'), content);
  writeFileSync(path.join(backups, 'wal', `${piece}.gz`), piece);
  const manifest = {
    format: 1 as const, startedAt: `${day}T07:00:00.000Z`, endedAt: `${day}T07:01:00.000Z`, systemIdentifier, postgresVersion: '18', startWal: piece, stopWal: piece, keyVersion: 1,
    files: { 'base/1/112': { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') } },
  };
  writeManifest(folder, manifest);
  return { name, folder, manifest };
}
const piece = (n: number) => `0000000100000000000000${n.toString(16).toUpperCase().padStart(2, '0')}`;

it('copies a backup with its log to a second place, where it is whole', async () => {
  const backup = made('2026-11-24', piece(1));
  expect(await copyElsewhere(backups, target, backup)).toBeNull();
  const [copy] = backupsIn(target);
  expect(copy && (await firstDamage(copy))).toBeNull();
  expect(existsSync(path.join(copy?.folder ?? '', 'cluster', 'pg_wal'))).toBe(true);
  expect([readdirSync(target).sort(), readdirSync(path.join(target, 'wal'))]).toEqual([[backup.name, 'wal'], [`${piece(1)}.gz`]]);
});

it('forgets there what is forgotten here, and goes on where a kill cut it short', async () => {
  mkdirSync(path.join(target, '.half', 'cluster'), { recursive: true });
  for (let n = 1; n <= 9; n += 1) expect(await copyElsewhere(backups, target, made(`2026-11-1${n}`, piece(n)))).toBeNull();
  expect(backupsIn(target)).toHaveLength(7);
  expect(readdirSync(path.join(target, 'wal')).sort()[0]).toBe(`${piece(3)}.gz`);
  expect(existsSync(path.join(target, '.half'))).toBe(false);
});

it('takes no disk that is not there for an empty one, and none that another installation fills for its own', async () => {
  const backup = made('2026-11-24', piece(1));
  expect(await copyElsewhere(backups, path.join(root, 'not mounted'), backup)).toBe('copy-folder-missing');
  expect(existsSync(path.join(root, 'not mounted'))).toBe(false);
  await copyElsewhere(backups, target, made('2026-11-20', piece(2), 'another cluster'));
  expect(await copyElsewhere(backups, target, backup)).toBe('copy-folder-of-another');
  expect(backupsIn(target).map(({ manifest }) => manifest.systemIdentifier)).toEqual(['another cluster']);
});

it('leaves nothing that looks like a backup where the copy is not what was copied', async () => {
  const backup = made('2026-11-24', piece(1));
  writeFileSync(path.join(backup.folder, 'cluster', 'base', '1', '112'), 'changed by the disk');
  expect(await copyElsewhere(backups, target, backup)).toBe('copy-damaged');
  rmSync(path.join(backup.folder, 'cluster'), { recursive: true });
  expect(await copyElsewhere(backups, target, backup)).toBe('copy-failed-enoent');
  expect([backupsIn(target), existsSync(path.join(target, '.half'))]).toEqual([[], false]);
});

it('is told where by a variable, from where somebody typed', () => {
  const env = (given: Record<string, string>) => given as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv;
  expect([copyFolder(env({})), copyFolder(env({ HALLWAY_BACKUP_COPY: '' })), copyFolder(env({ HALLWAY_BACKUP_COPY: 'disk', INIT_CWD: root }))]).toEqual([null, null, target]);
});
