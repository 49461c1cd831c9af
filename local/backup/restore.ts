import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { Temporal } from 'temporal-polyfill';
import { projectRoot, type Installation } from '../installation.ts';
import { keysOf } from '../keys-of.ts';
import { lastLines } from '../part.ts';
import { archiverFor } from '../postgres/archiver.ts';
import { startCluster, stopCluster, type ClusterOrder } from '../postgres/cluster.ts';
import { clusterUrl } from '../postgres/owner-database.ts';
import { findPrograms } from '../postgres/programs.ts';
import { reservePort } from '../ports.ts';
import { clusterIn, firstDamage, type Backup } from './manifest.ts';
import { endKilledRestore, putInPlace, stagingName } from './put-in-place.ts';

/** `end`: the moment the backup was finished; `latest`: all that was archived since; else an instant in between (ISO 8601). */
export type RestoreTarget = 'end' | 'latest' | string;

export type RestoreOrder = Readonly<{ installation: Installation; env: NodeJS.ProcessEnv; backup: Backup; to: RestoreTarget; now: Date; tell: (note: string) => void }>;

export type RestoreOutcome =
  /** `until`: when the newest transaction that came back was committed, null if there was none after the backup; `aside`: where what was there before lies. */
  | Readonly<{ ok: true; until: string | null; aside: string; short: boolean }>
  | Readonly<{ ok: false; reason: 'damaged' | 'other-key' | 'too-early' | 'not-recovered'; detail: string }>;

const recoveryLimitMs = 6 * 60 * 60_000;

/**
 * Brings a backup back, into an installation that does not run. The database is recovered beside the present one; only when that has gone well do they
 * change places, and the present one is moved aside with the newest seal that was kept of it. Nothing is deleted; killed at any point, the next start finds
 * either the one or the other.
 */
export async function restore({ installation, env, backup, to, now, tell }: RestoreOrder): Promise<RestoreOutcome> {
  const { folder, user, secrets } = installation;
  if (to !== 'end' && to !== 'latest' && Date.parse(to) < Date.parse(backup.manifest.endedAt)) {
    return { ok: false, reason: 'too-early', detail: backup.manifest.endedAt };
  }
  if (!keysOf(secrets, env).wrapping.some(({ version }) => version === backup.manifest.keyVersion)) return { ok: false, reason: 'other-key', detail: String(backup.manifest.keyVersion) };
  tell('reading the backup');
  const damaged = await firstDamage(backup);
  if (damaged !== null) return { ok: false, reason: 'damaged', detail: damaged };

  tell('copying it');
  const staging = path.join(folder, stagingName);
  await endKilledRestore(folder);
  rmSync(staging, { recursive: true, force: true });
  cpSync(clusterIn(backup.folder), staging, { recursive: true });
  writeFileSync(path.join(staging, 'recovery.signal'), '');
  if (user) for (const entry of readdirSync(staging, { recursive: true, withFileTypes: true })) chownSync(path.join(entry.parentPath, entry.name), user.uid, user.gid);
  if (user) chownSync(staging, user.uid, user.gid);
  chmodSync(staging, 0o700);

  tell('going through the log');
  const present = path.join(folder, 'postgres', 'pg_wal');
  const archiver = archiverFor(folder, user);
  const order = (target: Record<string, string>): ClusterOrder => ({
    programs: findPrograms(projectRoot, folder, user), user, folder, name: stagingName, superPassword: secrets.postgresPassword, durable: true, readyLimitMs: recoveryLimitMs,
    settings: { ...archiver.settings, restore_command: archiver.restoreCommand(to !== 'end' && existsSync(present) ? present : null), recovery_target_action: 'promote', ...target },
  });
  let recovered = await recover(order(targetOf(to)), secrets.postgresPassword);
  // The log ends before the moment that was asked for: all there is up to it has come back, and the rest of the log is empty.
  const short = !recovered.ok && to !== 'end' && to !== 'latest' && recovered.words.includes('before configured recovery target was reached');
  if (short) recovered = await recover(order(targetOf('latest')), secrets.postgresPassword);
  if (!recovered.ok) return { ok: false, reason: 'not-recovered', detail: recovered.words };

  const aside = path.join(folder, 'aside', now.toISOString().slice(0, 19).replaceAll(':', '-') + 'Z');
  mkdirSync(aside, { recursive: true, mode: user ? 0o711 : 0o700 });
  putInPlace(folder, aside, env['HALLWAY_NEWEST_SEAL'] ?? path.join(folder, 'newest-seal.json'));
  return { ok: true, until: recovered.until, aside, short };
}

function targetOf(to: RestoreTarget): Record<string, string> {
  if (to === 'end') return { recovery_target: 'immediate', recovery_target_timeline: 'current' };
  return { recovery_target_timeline: 'latest', ...(to !== 'latest' && { recovery_target_time: asPostgresReads(to) }) };
}

/** To the microsecond, with the zone as a number: as long as PostgreSQL reads its settings it knows no zone by letters, not even Z. */
function asPostgresReads(instant: string): string {
  return Temporal.Instant.from(instant).toString({ fractionalSecondDigits: 6 }).replace('Z', '+00:00');
}

type Recovered = Readonly<{ ok: true; until: string | null }> | Readonly<{ ok: false; words: string }>;

/** Starts PostgreSQL over the copy until it has caught up and begun a timeline of its own, then ends it. It lets readers in before that, and may still end by itself. */
async function recover(order: ClusterOrder, password: string): Promise<Recovered> {
  const reserved = await reservePort(54_380, 'tcp');
  await reserved.release();
  const part = await startCluster(order, reserved.port).catch((error: unknown) => String(error instanceof Error ? error.message : error));
  if (typeof part === 'string') return { ok: false, words: part };
  const sql = postgres(clusterUrl('postgres', password, reserved.port, 'postgres'), { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    for (;;) {
      const [row] = await sql<{ recovering: boolean; until: string | null }[]>`select pg_is_in_recovery() as recovering, to_json(pg_last_xact_replay_timestamp()) #>> '{}' as until`;
      if (row?.recovering === false) return { ok: true, until: row.until };
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } catch {
    // It went away under the question; its own last words say why.
    await stopCluster(part);
    return { ok: false, words: lastLines(part, 8) };
  } finally {
    await sql.end({ timeout: 2 });
    await stopCluster(part);
  }
}
