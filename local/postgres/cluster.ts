import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startPart, untilReady, type Part, type PartOrder } from '../part.ts';
import type { ArchiveSettings } from './archiver.ts';
import { endLeftover } from './leftover.ts';
import type { Programs } from './programs.ts';
import type { SystemUser } from './system-user.ts';

export type ClusterOrder = Readonly<{
  programs: Programs;
  user: SystemUser | null;
  /** The data folder; the cluster lies in `<folder>/postgres`. */
  folder: string;
  superPassword: string;
  /** Its folder's name in the data folder; `postgres` when not said. Another while data is being brought back. */
  name?: string;
  onStart?: PartOrder['onStart'];
  /** How long it may take until it lets anybody in; two minutes when not said. Bringing back a long log takes longer. */
  readyLimitMs?: number;
}> & (Lasting | Passing);

/** Archives its log whenever it runs. `settings`: besides the usual ones, such as a recovery's target. */
type Lasting = Readonly<{ durable: true; settings: ArchiveSettings }>;

/** Only for tests: nothing is forced to disk, so a power cut would lose the cluster. */
type Passing = Readonly<{ durable: false; settings?: undefined }>;

/** Recovery after a kill reads what was written since the last checkpoint; on a slow disk that can take a while. */
const readyLimitMs = 120_000;

/**
 * Makes the cluster when there is none, and ends what an earlier run left running over it.
 *
 * Made under another name and renamed at the end, so that a cluster is whole or not there. One collation everywhere (C.UTF-8, PostgreSQL's own), so that text
 * sorts alike on every system.
 *
 * @returns what was found.
 */
export async function readyCluster(order: ClusterOrder): Promise<'made' | 'there' | 'repaired'> {
  const cluster = path.join(order.folder, 'postgres');
  if (existsSync(cluster)) return (await endLeftover(realpathSync(cluster))) ? 'repaired' : 'there';
  const half = `${cluster}.new`;
  const word = path.join(order.folder, '.first-word');
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half);
  writeFileSync(word, order.superPassword, { mode: 0o600 });
  if (order.user) for (const own of [half, word]) chownSync(own, order.user.uid, order.user.gid);
  chmodSync(half, 0o700);
  const flags = ['--username=postgres', `--pwfile=${word}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const made = spawnSync(order.programs.initdb, ['-D', half, ...flags, ...(order.durable ? [] : ['--no-sync'])], {
    encoding: 'utf8',
    cwd: order.folder,
    env: systemEnvironment(),
    ...(order.user && { uid: order.user.uid, gid: order.user.gid }),
  });
  rmSync(word, { force: true });
  if (made.status !== 0) throw new Error(`PostgreSQL could not make its data folder:\n${made.stderr || made.error?.message}`);
  renameSync(half, cluster);
  return 'made';
}

/**
 * Starts PostgreSQL on loopback only, without a socket file (its usual folder is shared by all who run one).
 *
 * Its log holds no statements and no details of refusals: both may carry personal data.
 */
export async function startCluster(order: ClusterOrder, port: number): Promise<Part> {
  const cluster = realpathSync(path.join(order.folder, order.name ?? 'postgres'));
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '300',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    ...(order.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...order.settings,
  };
  const part = await startPart({
    name: 'PostgreSQL',
    program: order.programs.postgres,
    args: ['-D', cluster, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    cwd: cluster,
    env: systemEnvironment(),
    logFile: path.join(order.folder, 'logs', 'postgres.log'),
    user: order.user,
    ...(order.onStart && { onStart: order.onStart }),
  });
  await untilReady(part, () => saysReady(cluster, part.identity.pid), order.readyLimitMs ?? readyLimitMs);
  return part;
}

/** PostgreSQL writes its state into the eighth line of its own file, which is also what pg_ctl waits for. */
function saysReady(cluster: string, pid: number): boolean {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

export async function stopCluster(part: Part): Promise<void> {
  await part.stop('SIGINT', 15_000);
}

/** What a program of the system needs to run, and none of our secrets. */
function systemEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TMP } = process.env;
  return { PATH, SystemRoot, TEMP, TMP, LC_ALL: 'C' } as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv;
}
