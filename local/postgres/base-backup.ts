import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, type Dirent } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import postgres from 'postgres';

/** A copy of a running cluster; `files` by path with slashes. It becomes whole with the pieces of the log from `startWal` to `stopWal`. */
export type BaseBackup = Readonly<{ systemIdentifier: string; startWal: string; stopWal: string; files: Record<string, { bytes: number; sha256: string }> }>;

/** Left empty: PostgreSQL makes their contents anew, or (its log) has them archived. */
const emptied = new Set(['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans']);
const leftOut = /^(postmaster\.(pid|opts)|backup_label(\.old)?|backup_manifest|tablespace_map|recovery\.signal|standby\.signal|current_logfiles|pg_internal\.init.*|pgsql_tmp.*|t\d+_\d+.*)$/;
const chunkBytes = 1 << 20;
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
 * @throws when the log is not archived within five minutes, or a tablespace lies elsewhere
 */
export async function takeBaseBackup(superUrl: string, cluster: string, target: string, label: string): Promise<BaseBackup> {
  const sql = postgres(superUrl, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => undefined, connect_timeout: 10 });
  // The backup belongs to this one session: should we die, PostgreSQL ends it by itself.
  const session = await sql.reserve();
  try {
    const [start] = await session<{ wal: string; system: string }[]>`select pg_walfile_name(pg_backup_start(${label}, true)) as wal, (select system_identifier::text from pg_control_system()) as system`;
    if (!start) throw new Error('PostgreSQL did not say where its backup starts.');
    const files = await copyCluster(cluster, target);
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

async function copyCluster(cluster: string, target: string): Promise<BaseBackup['files']> {
  const files: BaseBackup['files'] = {};
  const names: string[] = [];
  const look = (folder: string) => {
    mkdirSync(path.join(target, folder), { recursive: true, mode: 0o700 });
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
      const copied = await copyFile(path.join(cluster, name), path.join(target, name));
      if (copied !== null) files[name] = copied;
    }
  };
  await Promise.all(Array.from({ length: filesAtOnce }, copyNext));
  const copied = await copyFile(path.join(cluster, control), path.join(target, control));
  if (copied === null) throw new Error('The cluster has no control file.');
  files[control] = copied;
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

async function copyFile(from: string, to: string): Promise<{ bytes: number; sha256: string } | null> {
  const source = await open(from, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (source === null) return null;
  try {
    return await write(to, source.createReadStream({ highWaterMark: chunkBytes, autoClose: false }) as AsyncIterable<Buffer>);
  } finally {
    await source.close();
  }
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
