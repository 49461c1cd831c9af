import { mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { hold } from '../hold.ts';
import type { Installation } from '../installation.ts';
import { takeBaseBackup } from '../postgres/base-backup.ts';
import { clusterUrl } from '../postgres/owner-database.ts';
import { backupsIn, forgetOld } from './backups.ts';
import { clusterIn, firstDamage, writeManifest, type Backup } from './manifest.ts';

export type BackupOrder = Readonly<{ installation: Pick<Installation, 'folder' | 'secrets'>; ownerUrl: string; startedAt: Date }>;

export type BackupOutcome = Readonly<{ ok: true; backup: Backup; bytes: number; forgotten: readonly string[] }> | Readonly<{ ok: false; reason: 'another-is-being-made' | 'no-room' }>;

/** What the copy is allowed to leave free on the disk, as a share of what it needs. */
const roomToSpare = 1.2;

/**
 * Makes a whole backup of the embedded database while it goes on, into `<data>/backups/<time>`, reads it again to see that it is what was copied, and
 * forgets old ones (`backups.ts`). The keys are not in it.
 */
export async function makeBackup({ installation, ownerUrl, startedAt }: BackupOrder): Promise<BackupOutcome> {
  const data = installation.folder;
  const backups = path.join(data, 'backups');
  const held = hold(path.join(backups, 'backup.hold'));
  if (!held.ok) return { ok: false, reason: 'another-is-being-made' };
  try {
    removeHalves(backups);
    const { version, keyVersion, bytes: needed } = await facts(ownerUrl);
    if (!hasRoom(backups, needed)) return { ok: false, reason: 'no-room' };
    const name = `${startedAt.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
    const folder = path.join(backups, name);
    mkdirSync(folder, { mode: 0o700 });
    const superUrl = clusterUrl('postgres', installation.secrets.postgresPassword, Number(new URL(ownerUrl).port), 'postgres');
    const base = await takeBaseBackup(superUrl, path.join(data, 'postgres'), clusterIn(folder), `hallway ${name}`);
    const manifest = { format: 1 as const, ...base, startedAt: startedAt.toISOString(), endedAt: new Date().toISOString(), postgresVersion: version, keyVersion };
    const damaged = await firstDamage({ folder, manifest });
    if (damaged !== null) throw new Error(`The backup is not what was copied: ${damaged}`);
    writeManifest(folder, manifest);
    const forgotten = forgetOld(data);
    return { ok: true, backup: { name, folder, manifest }, bytes: sizeOf(manifest.files), forgotten };
  } finally {
    held.letGo();
  }
}

export const sizeOf = (files: Backup['manifest']['files']): number => Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0);

/** What a killed run left: a folder without its last file. */
function removeHalves(backups: string): void {
  const whole = new Set(backupsIn(backups).map(({ name }) => name));
  for (const name of readdirSync(backups)) if (/^\d{4}-\d\d-\d\dT/.test(name) && !whole.has(name)) rmSync(path.join(backups, name), { recursive: true, force: true });
}

async function facts(ownerUrl: string): Promise<{ version: string; keyVersion: number; bytes: number }> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    const [row] = await sql<{ version: string; keyVersion: number; bytes: number }[]>`select current_setting('server_version') as version, key_version as "keyVersion",
      pg_database_size(current_database())::float8 as bytes from installation`;
    if (!row) throw new Error('The database has no installation row.');
    return row;
  } finally {
    await sql.end({ timeout: 2 });
  }
}

function hasRoom(folder: string, bytes: number): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > bytes * roomToSpare;
}
