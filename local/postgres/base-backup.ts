import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, type Dirent } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import postgres from 'postgres';
import { keepName } from '../write-whole.ts';
import { firstBlockIn, isPageSound, lsnFrom, pageBytes } from './page-checksum.ts';

/** A copy of a running cluster; `files` by path with slashes. It becomes whole with the pieces of the log from `startWal` to `stopWal`. */
export type BaseBackup = Readonly<{ systemIdentifier: string; startWal: string; stopWal: string; files: Record<string, { bytes: number; sha256: string }> }>;

/** Left empty: PostgreSQL makes their contents anew, or (its log) has them archived. */
const emptied = new Set(['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans']);
const leftOut = /^(postmaster\.(pid|opts)|backup_label(\.old)?|backup_manifest|tablespace_map|recovery\.signal|standby\.signal|current_logfiles|pg_internal\.init.*|pgsql_tmp.*|t\d+_\d+.*)$/;
/** Whole pages. */
const chunkBytes = 128 * pageBytes;
const filesAtOnce = 16;
/** How long the last pieces of the log may take to be archived, before it is clear that they are not. */
const archiveLimit = '5min';

/**
 * Copies a running cluster, while it goes on being written to, as PostgreSQL's manual has it done: start, copy all files, stop, keep the label. The copy is on
 * disk and its log archived when this returns.
 *
 * @param superUrl as the superuser, who may do this
 * @param cluster the cluster's folder
 * @param target an empty folder
 * @throws when the log is not archived within five minutes, a tablespace lies elsewhere, or a page is not as PostgreSQL wrote it: a backup of damaged data
 * must not push out good ones
 */
export async function takeBaseBackup(superUrl: string, cluster: string, target: string, label: string): Promise<BaseBackup> {
  const sql = postgres(superUrl, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => undefined, connect_timeout: 10 });
  // The backup belongs to this one session: should we die, PostgreSQL ends it by itself.
  const session = await sql.reserve();
  try {
    const [start] = await session<{ lsn: string; wal: string; system: string; checksums: boolean }[]>`select lsn::text, pg_walfile_name(lsn) as wal,
      (select system_identifier::text from pg_control_system()) as system, current_setting('data_checksums') = 'on' as checksums from pg_backup_start(${label}, true) lsn`;
    if (!start) throw new Error('PostgreSQL did not say where its backup starts.');
    const files = await copyCluster(cluster, target, start.checksums ? lsnFrom(start.lsn) : null);
    await session.unsafe(`set statement_timeout = '${archiveLimit}'`);
    const [stop] = await session<{ wal: string; labelfile: string; spcmapfile: string }[]>`select pg_walfile_name(lsn) as wal, labelfile, spcmapfile from pg_backup_stop(true)`;
    if (!stop) throw new Error('PostgreSQL did not say where its backup ends.');
    if (stop.spcmapfile.trim() !== '') throw new Error('This cluster has tablespaces outside its folder; back it up with PostgreSQL\'s own tools.');
    files['backup_label'] = await write(path.join(target, 'backup_label'), [Buffer.from(stop.labelfile)]);
    return { systemIdentifier: start.system, startWal: start.wal, stopWal: stop.wal, files };
  } finally {
    session.release();
    await sql.end({ timeout: 5 });
  }
}

/** @param soundSince where the backup starts in the log, to judge pages by their checksums; null when the cluster has none */
async function copyCluster(cluster: string, target: string, soundSince: bigint | null): Promise<BaseBackup['files']> {
  const files: BaseBackup['files'] = {};
  const names: string[] = [];
  const folders: string[] = [];
  const look = (folder: string) => {
    mkdirSync(path.join(target, folder), { recursive: true, mode: 0o700 });
    folders.push(folder);
    for (const entry of entriesOf(path.join(cluster, folder))) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (leftOut.test(entry.name)) continue;
      if (entry.isDirectory() && emptied.has(name)) mkdirSync(path.join(target, name), { mode: 0o700 });
      else if (entry.isDirectory()) look(name);
      else if (entry.isFile()) names.push(name);
      else throw new Error(`${name} in the cluster is neither file nor folder; back it up with PostgreSQL's own tools.`);
    }
  };
  look('');
  mkdirSync(path.join(target, 'pg_wal', 'archive_status'), { mode: 0o700 });
  // The control file last: it must not be of an earlier checkpoint than anything copied before.
  const control = 'global/pg_control';
  const waiting = names.filter((name) => name !== control);
  const copyNext = async () => {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      const copied = await copyFile(cluster, target, name, soundSince);
      if (copied !== null) files[name] = copied;
    }
  };
  await Promise.all(Array.from({ length: filesAtOnce }, copyNext));
  const copied = await copyFile(cluster, target, control, null);
  if (copied === null) throw new Error('The cluster has no control file.');
  files[control] = copied;
  for (const folder of folders) keepName(path.join(target, folder));
  return files;
}

/** A folder of a table that was dropped since we looked is no longer wanted. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function copyFile(cluster: string, target: string, name: string, soundSince: bigint | null): Promise<{ bytes: number; sha256: string } | null> {
  const source = await open(path.join(cluster, name), 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (source === null) return null;
  const firstBlock = soundSince === null ? null : firstBlockIn(name);
  try {
    return await write(path.join(target, name), chunksOf(source, (chunk, at) => {
      if (firstBlock === null || soundSince === null) return true;
      for (let page = 0; page + pageBytes <= chunk.length; page += pageBytes) {
        if (!isPageSound(chunk.subarray(page, page + pageBytes), firstBlock + (at + page) / pageBytes, soundSince)) return false;
      }
      return true;
    }, name));
  } finally {
    await source.close();
  }
}

/** The file in chunks of whole pages. One that is not sound is read again, as it may have been read while it was being written. */
async function* chunksOf(source: FileHandle, isSound: (chunk: Buffer, at: number) => boolean, name: string): AsyncGenerator<Buffer> {
  // Most files are of one page or two: a whole chunk for each would only be thrown away.
  const bytes = Math.min(chunkBytes, Math.max((await source.stat()).size, pageBytes));
  for (let at = 0; ; ) {
    const chunk = await readChunk(source, at, bytes);
    if (chunk.length === 0) return;
    if (!isSound(chunk, at)) {
      const again = await readChunk(source, at, bytes);
      if (!isSound(again, at)) throw new Error(`${name} is damaged: a page in it is not as PostgreSQL wrote it.`);
      yield again;
      at += again.length;
    } else {
      yield chunk;
      at += chunk.length;
    }
  }
}

async function readChunk(source: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const chunk = Buffer.allocUnsafe(bytes);
  let filled = 0;
  while (filled < bytes) {
    const { bytesRead } = await source.read(chunk, filled, bytes - filled, at + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return chunk.subarray(0, filled);
}

async function write(to: string, chunks: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  const target = await open(to, 'wx', 0o600);
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      await target.writeFile(chunk);
    }
    await target.sync();
  } finally {
    await target.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}
