import { spawnSync } from 'node:child_process';

/** The account PostgreSQL runs under when Hallway itself was started as root, which PostgreSQL refuses. */
export type SystemUser = Readonly<{ name: string; uid: number; gid: number }>;

/**
 * Finds that account, or makes it: `postgres` (or macOS's `_postgres`) when the machine knows it, a new system account otherwise, `nobody` as the last way.
 *
 * Null when we are not root, so PostgreSQL simply runs as we do.
 *
 * @throws when root has none of the three.
 */
export function databaseUser(): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  const known = lookUp('postgres') ?? lookUp('_postgres');
  if (known) return known;
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'], { stdio: 'ignore' });
  const made = lookUp('postgres') ?? lookUp('nobody');
  if (made) return made;
  throw new Error('PostgreSQL does not run as root, and no other account could be found or made for it. Start Hallway as an ordinary user, or add a user named "postgres".');
}

function lookUp(name: string): SystemUser | null {
  const [uid, gid] = ['-u', '-g'].map((which) => spawnSync('id', [which, name], { encoding: 'utf8' }));
  if (uid?.status !== 0 || gid?.status !== 0) return null;
  return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** Whether that account may go into a folder: every folder above counts too, so it is tried and not computed. */
export function mayEnter(user: SystemUser, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { uid: user.uid, gid: user.gid, cwd: '/', stdio: 'ignore' }).status === 0;
}
