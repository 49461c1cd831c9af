import { chmodSync, chownSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { keyCheck } from '../../app/sealed/key-check.server.ts';
import { projectRoot, type Installation } from '../installation.ts';
import { keysOf } from '../keys-of.ts';
import { archiverFor } from '../postgres/archiver.ts';
import type { ClusterOrder } from '../postgres/cluster.ts';
import { findPrograms } from '../postgres/programs.ts';
import { broughtHere, firstMissing, forgetBrought, logSourcesOf } from './log-sources.ts';
import { clusterIn, firstDamage, type Backup } from './manifest.ts';
import { endKilledRestore, putInPlace, stagingBackupsName, stagingName } from './put-in-place.ts';
import { recover } from './recover.ts';
import { historiesIn, inheritTimelines, livedIn } from './timelines-file.ts';
import { chooseTimeline, timelineOf } from './timelines.ts';

/** `end`: the moment the backup was finished; `latest`: all that was archived since; else an instant in between (ISO 8601). */
export type RestoreTarget = 'end' | 'latest' | string;

export type RestoreOrder = Readonly<{
  installation: Installation;
  env: NodeJS.ProcessEnv;
  backup: Backup;
  to: RestoreTarget;
  /** The timeline to follow; null: the one that was in use at that moment. */
  timeline?: number | null;
  now: Date;
  tell: (note: string) => void;
}>;

export type RestoreOutcome =
  /** `until`: when the newest transaction that came back was committed, null if there was none after the backup; `aside`: where what was there before lies. */
  | Readonly<{ ok: true; until: string | null; aside: string; short: boolean; timeline: number }>
  | Readonly<{ ok: false; reason: 'damaged' | 'other-key' | 'too-early' | 'log-missing' | 'unknown-timeline' | 'not-of-backup' | 'not-recovered'; detail: string }>;

const recoveryLimitMs = 6 * 60 * 60_000;

/**
 * Brings a backup back, into an installation that does not run. The database is recovered beside the present one; only when that has gone well do they
 * change places, and the present one is moved aside with the newest seal that was kept of it. Nothing is deleted; killed at any point, the next start finds
 * either the one or the other.
 */
export async function restore({ installation, env, backup, to, timeline = null, now, tell }: RestoreOrder): Promise<RestoreOutcome> {
  const { folder, user, secrets } = installation;
  const { manifest } = backup;
  if (to !== 'end' && to !== 'latest' && Date.parse(to) < Date.parse(manifest.endedAt)) return { ok: false, reason: 'too-early', detail: manifest.endedAt };
  const key = keysOf(secrets, env).wrapping.find(({ version }) => version === manifest.keyVersion);
  if (!key || (manifest.keyCheck !== undefined && manifest.keyCheck !== keyCheck(key.key, `wrapping ${key.version}`))) return { ok: false, reason: 'other-key', detail: String(manifest.keyVersion) };
  const sources = logSourcesOf(folder, backup);
  const chosen = to === 'end' ? { ok: true as const, timeline: timelineOf(manifest.startWal) }
    : chooseTimeline(manifest, to, timeline, livedIn(sources.backups), historiesIn([...sources.archives, ...sources.unarchived]));
  if (!chosen.ok) return { ok: false, reason: chosen.reason, detail: String(chosen.timeline) };
  const missing = firstMissing(backup, sources);
  if (missing !== null) return { ok: false, reason: 'log-missing', detail: missing };
  tell('reading the backup');
  const damaged = await firstDamage(backup);
  if (damaged !== null) return { ok: false, reason: 'damaged', detail: damaged };

  tell('copying it');
  const staging = path.join(folder, stagingName);
  await endKilledRestore(folder);
  for (const left of [staging, path.join(folder, stagingBackupsName)]) rmSync(left, { recursive: true, force: true });
  cpSync(clusterIn(backup.folder), staging, { recursive: true });
  writeFileSync(path.join(staging, 'recovery.signal'), '');
  if (user) for (const entry of readdirSync(staging, { recursive: true, withFileTypes: true })) chownSync(path.join(entry.parentPath, entry.name), user.uid, user.gid);
  if (user) chownSync(staging, user.uid, user.gid);
  chmodSync(staging, 0o700);
  const archives = broughtHere(folder, backup, sources.archives, user);

  tell('going through the log');
  const archiver = archiverFor(folder, user, sources.foreign ? stagingBackupsName : 'backups');
  const order = (target: Record<string, string>): ClusterOrder => ({
    programs: findPrograms(projectRoot, folder, user), user, folder, name: stagingName, superPassword: secrets.postgresPassword, durable: true, readyLimitMs: recoveryLimitMs,
    settings: { ...archiver.settings, restore_command: archiver.restoreCommand([...archives, ...sources.unarchived]), recovery_target_action: 'promote', ...target },
  });
  const line = chosen.timeline === timelineOf(manifest.startWal) ? 'current' : String(chosen.timeline);
  let recovered = await recover(order(targetOf(to, line)));
  // The log ends before the moment that was asked for: all there is up to it has come back, and the rest of the log is empty.
  const short = !recovered.ok && to !== 'end' && to !== 'latest' && recovered.words.includes('before configured recovery target was reached');
  if (short) recovered = await recover(order(targetOf('latest', line)));
  forgetBrought(folder);
  if (!recovered.ok) return { ok: false, reason: 'not-recovered', detail: recovered.words };

  const aside = path.join(folder, 'aside', now.toISOString().slice(0, 19).replaceAll(':', '-') + 'Z');
  mkdirSync(aside, { recursive: true, mode: user ? 0o711 : 0o700 });
  inheritTimelines(path.dirname(archiver.folder), sources.backups);
  putInPlace(folder, aside, env['HALLWAY_NEWEST_SEAL'] ?? path.join(folder, 'newest-seal.json'), sources.foreign);
  return { ok: true, until: recovered.until, aside, short, timeline: chosen.timeline };
}

function targetOf(to: RestoreTarget, timeline: string): Record<string, string> {
  if (to === 'end') return { recovery_target: 'immediate', recovery_target_timeline: 'current' };
  return { recovery_target_timeline: timeline, ...(to !== 'latest' && { recovery_target_time: asPostgresReads(to) }) };
}

/** To the microsecond, with the zone as a number: as long as PostgreSQL reads its settings it knows no zone by letters, not even Z. */
function asPostgresReads(instant: string): string {
  return Temporal.Instant.from(instant).toString({ fractionalSecondDigits: 6 }).replace('Z', '+00:00');
}
