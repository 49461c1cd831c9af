import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { SystemUser } from './system-user.ts';

/** How PostgreSQL keeps its write-ahead log outside itself, as settings of its own. */
export type Archiver = Readonly<{
  /** Where the pieces lie: `<data>/backups/wal`. */
  folder: string;
  settings: ArchiveSettings;
  /** The setting that brings pieces back, from the first of these folders that has them; none from the piece `before` on, which is missing. */
  restoreCommand: (folders: readonly string[], before?: string | null) => string;
}>;

/** A database that is to last is never started without them: it would throw away pieces that wait to be archived, and no moment after those could be brought back. */
export type ArchiveSettings = Readonly<Record<'archive_mode' | 'archive_command' | 'archive_timeout', string> & Record<string, string>>;

/** The log moves on at least this often while anything is written: what a lost disk can cost, at most. */
export const archiveEverySeconds = 300;

const scripts = ['archive-wal.mjs', 'restore-wal.mjs'];

/**
 * Makes the archive's folder and the commands that PostgreSQL runs, on Windows too.
 * @param name of the folder of backups in the data folder; another than the usual one while data of another cluster is brought back
 *
 * When the account PostgreSQL runs under cannot reach Node or the project, Node and the two scripts are copied to `<data>/archiver-<Node's version>`.
 */
export function archiverFor(data: string, user: SystemUser | null, name = 'backups'): Archiver {
  const backups = path.join(data, name);
  const folder = path.join(backups, 'wal');
  mkdirSync(folder, { recursive: true });
  chmodSync(backups, user ? 0o711 : 0o700);
  chmodSync(folder, 0o700);
  if (user) chownSync(folder, user.uid, user.gid);
  const { node, scriptsIn } = reachable(data, user);
  const command = (...args: string[]) => [node, ...args].map(quoted).join(' ');
  return {
    folder,
    settings: {
      archive_mode: 'on',
      archive_command: `${command(path.join(scriptsIn, 'archive-wal.mjs'))} "%p" ${quoted(folder)} "%f"`,
      archive_timeout: String(archiveEverySeconds),
    },
    restoreCommand: (folders, before = null) => andNothingElse(`${command(path.join(scriptsIn, 'restore-wal.mjs'))} "%f" "%p" ${[before ?? '-', ...folders].map(quoted).join(' ')}`),
  };
}

/**
 * PostgreSQL takes each exit code up to 125 for the end of the log, and there it stops, content. Here only "not there" is that: neither a Node that cannot be
 * started nor a script that cannot be read. Windows has another shell; what went unread is seen there once the log has been followed (`follow-log.ts`).
 */
function andNothingElse(look: string): string {
  return process.platform === 'win32' ? look : `${look}; case $? in 0) exit 0;; 64) exit 1;; *) exit 200;; esac`;
}

/** A word of a command that PostgreSQL hands to the shell, after it has replaced what begins with a per cent sign. */
function quoted(word: string): string {
  const literal = word.replaceAll('%', '%%');
  return process.platform === 'win32' ? `"${literal}"` : `'${literal.replaceAll('\'', `'\\''`)}'`;
}

function reachable(data: string, user: SystemUser | null): { node: string; scriptsIn: string } {
  const here = import.meta.dirname;
  if (user === null || scripts.every((name) => runs(user, process.execPath, ['--check', path.join(here, name)]))) return { node: process.execPath, scriptsIn: here };
  const target = path.join(data, `archiver-${process.version}`);
  if (!existsSync(target)) copyNode(user, target);
  for (const name of scripts) copyFileSync(path.join(here, name), path.join(target, name));
  return { node: path.join(target, path.basename(process.execPath)), scriptsIn: target };
}

function runs(user: SystemUser, node: string, args: string[]): boolean {
  return spawnSync(node, args, { uid: user.uid, gid: user.gid, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Named last, so that an interrupted copy is never taken for a finished one. */
function copyNode(user: SystemUser, target: string): void {
  const half = `${target}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half);
  copyFileSync(process.execPath, path.join(half, path.basename(process.execPath)));
  chmodSync(half, 0o755);
  chownSync(half, user.uid, user.gid);
  renameSync(half, target);
}
