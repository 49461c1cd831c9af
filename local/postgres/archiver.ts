import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { SystemUser } from './system-user.ts';

/** How PostgreSQL keeps its write-ahead log outside itself, as settings of its own. */
export type Archiver = Readonly<{
  /** Where the pieces lie: `<data>/backups/wal`. */
  folder: string;
  settings: Readonly<Record<string, string>>;
  /** The setting that brings pieces back, from the first of these folders that has them. */
  restoreCommand: (folders: readonly string[]) => string;
}>;

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
    restoreCommand: (folders) => `${command(path.join(scriptsIn, 'restore-wal.mjs'))} "%f" "%p" ${folders.map(quoted).join(' ')}`,
  };
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
