import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import type { KeyChecks } from '../../app/sealed/key-check.server.ts';
import { hold } from '../hold.ts';
import type { Installation } from '../installation.ts';
import { takeBaseBackup } from '../postgres/base-backup.ts';
import { clusterUrl } from '../postgres/owner-database.ts';
import { sealedVersions } from '../sealed-versions.ts';
import { keepName } from '../write-whole.ts';
import { forgetOld } from './backups.ts';
import { copyElsewhere } from './copy-elsewhere.ts';
import { clusterIn, firstDamage, writeManifest, type Backup, type Manifest } from './manifest.ts';
import { hasRoom, sizeOf } from './room.ts';

/** `copyTo`: a second place for it (`copy-elsewhere.ts`). */
export type BackupOrder = Readonly<{ installation: Pick<Installation, 'folder' | 'secrets'>; ownerUrl: string; startedAt: Date; copyTo?: string | null }>;

/** `notCopied`: why there is no copy in the second place, as a code; null when there is one, or none was asked for. */
export type BackupOutcome = Readonly<{ ok: true; backup: Backup; bytes: number; forgotten: readonly string[]; notCopied: string | null }> | Readonly<{ ok: false; reason: 'another-is-being-made' | 'no-room' }>;

/**
 * Makes a whole backup of the embedded database while it goes on, into `<data>/backups/<time>`, reads it again to see that it is what was copied, and
 * forgets old ones (`backups.ts`). The keys are not in it.
 */
export async function makeBackup({ installation, ownerUrl, startedAt, copyTo = null }: BackupOrder): Promise<BackupOutcome> {
  const data = installation.folder;
  const backups = path.join(data, 'backups');
  const held = hold(path.join(backups, 'backup.hold'));
  if (!held.ok) return { ok: false, reason: 'another-is-being-made' };
  try {
    removeHalves(backups);
    if (!hasRoom(backups, await bytesOf(ownerUrl))) return { ok: false, reason: 'no-room' };
    const name = `${startedAt.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
    const folder = path.join(backups, name);
    mkdirSync(folder, { mode: 0o700 });
    const manifest = await copyInto(folder, `hallway ${name}`, { installation, ownerUrl, startedAt }).catch((error: unknown) => {
      // A disk that is full must not stay full of half a backup.
      rmSync(folder, { recursive: true, force: true });
      throw error;
    });
    const forgotten = forgetOld(data, name, new Date());
    const backup = { name, folder, manifest };
    const notCopied = copyTo === null ? null : await copyElsewhere(backups, copyTo, backup);
    return { ok: true, backup, bytes: sizeOf(manifest.files), forgotten, notCopied };
  } finally {
    held.letGo();
  }
}

async function copyInto(folder: string, label: string, { installation, ownerUrl, startedAt }: BackupOrder): Promise<Manifest> {
  const superUrl = clusterUrl('postgres', installation.secrets.postgresPassword, Number(new URL(ownerUrl).port), 'postgres');
  const base = await takeBaseBackup(superUrl, path.join(installation.folder, 'postgres'), clusterIn(folder), label);
  const { version, keyVersion, keyCheck } = await facts(ownerUrl);
  const manifest: Manifest = {
    format: 1, ...base, startedAt: startedAt.toISOString(), endedAt: new Date().toISOString(), postgresVersion: version, keyVersion, ...(keyCheck !== null && { keyCheck }),
  };
  const damaged = await firstDamage({ folder, manifest });
  if (damaged !== null) throw new Error(`The backup is not what was copied: ${damaged}`);
  writeManifest(folder, manifest);
  keepName(path.dirname(folder));
  return manifest;
}

/** What a killed run left: a folder without its last file. */
function removeHalves(backups: string): void {
  for (const name of readdirSync(backups)) {
    if (/^\d{4}-\d\d-\d\dT/.test(name) && !existsSync(path.join(backups, name, 'backup.json'))) rmSync(path.join(backups, name), { recursive: true, force: true });
  }
}

async function bytesOf(ownerUrl: string): Promise<number> {
  const [row] = await ask<{ bytes: number }>(ownerUrl, (sql) => sql`select pg_database_size(current_database())::float8 as bytes`);
  return row?.bytes ?? 0;
}

type Facts = { version: string; keyVersion: number; keyCheck: string | null };

/** As the copy ends: a rotation may have begun meanwhile, and what comes back then needs the lowest version that still seals something. */
export async function facts(ownerUrl: string): Promise<Facts> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    const [row] = await sql<{ version: string; seals: number; checks: KeyChecks }[]>`select current_setting('server_version') as version, key_version as seals, key_checks as checks from installation`;
    if (!row) throw new Error('The database has no installation row.');
    const keyVersion = Math.min(row.seals, ...(await sealedVersions(sql)));
    return { version: row.version, keyVersion, keyCheck: row.checks[`wrapping ${keyVersion}`] ?? null };
  } finally {
    await sql.end({ timeout: 2 });
  }
}

async function ask<Row>(ownerUrl: string, question: (sql: postgres.Sql) => postgres.PendingQuery<postgres.Row[]>): Promise<Row[]> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    return [...(await question(sql))] as Row[];
  } finally {
    await sql.end({ timeout: 2 });
  }
}
