import { chmodSync, chownSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { keyCheck } from '../../app/sealed/key-check.server.ts';
import { projectRoot, type Installation } from '../installation.ts';
import { keysOf } from '../keys-of.ts';
import { archiverFor, type Archiver } from '../postgres/archiver.ts';
import type { ClusterOrder } from '../postgres/cluster.ts';
import { findPrograms } from '../postgres/programs.ts';
import { broughtHere, firstMissing, forgetBrought, logSourcesOf } from './log-sources.ts';
import { clusterIn, firstDamage, type Backup } from './manifest.ts';
import { endKilledRestore, finishPutInPlace, putInPlace, stagingBackupsName, stagingName } from './put-in-place.ts';
import { recover, type Recovered } from './recover.ts';
import { hasRoom, sizeOf } from './room.ts';
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
  | Readonly<{ ok: false; reason: 'damaged' | 'other-key' | 'too-early' | 'log-missing' | 'unknown-timeline' | 'not-of-backup' | 'no-room' | 'not-recovered'; detail: string }>;

const recoveryLimitMs = 6 * 60 * 60_000;

/**
 * Brings a backup back, into an installation that does not run. The database is recovered beside the present one; only when that has gone well do they
 * change places, and the present one is moved aside with the newest seal that was kept of it. Nothing is deleted; killed at any point, the next start finds
 * either the one or the other.
 */
export async function restore({ installation, env, backup, to, timeline = null, now, tell }: RestoreOrder): Promise<RestoreOutcome> {
  const { folder, user, secrets } = installation;
  const { manifest } = backup;
  // One that was killed as it changed places is brought to its end first: its copy may be all that is in place.
  await endKilledRestore(folder);
  finishPutInPlace(folder);
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
  forgetCopies(folder);
  const bytes = sizeOf(manifest.files);
  if (!hasRoom(folder, bytes)) return { ok: false, reason: 'no-room', detail: `${Math.ceil(bytes / 1_000_000)} MB` };
  const archiver = archiverFor(folder, user, sources.foreign ? stagingBackupsName : 'backups');
  let brought: Brought;
  try {
    const order = copyHere({ installation, backup, archives: sources.archives, unarchived: sources.unarchived, archiver });
    tell('going through the log');
    brought = await goThroughTheLog(order, to, chosen.timeline === timelineOf(manifest.startWal) ? 'current' : String(chosen.timeline));
  } catch (error) {
    // A disk that is full must not stay full of a copy that nobody needs.
    await endKilledRestore(folder);
    forgetCopies(folder);
    throw error;
  }
  forgetBrought(folder);
  if (!brought.recovered.ok) {
    forgetCopies(folder);
    return { ok: false, reason: 'not-recovered', detail: brought.recovered.words };
  }

  const aside = path.join(folder, 'aside', now.toISOString().slice(0, 19).replaceAll(':', '-') + 'Z');
  mkdirSync(aside, { recursive: true, mode: user ? 0o711 : 0o700 });
  inheritTimelines(path.dirname(archiver.folder), sources.backups);
  putInPlace(folder, aside, env['HALLWAY_NEWEST_SEAL'] ?? path.join(folder, 'newest-seal.json'), sources.foreign);
  return { ok: true, until: brought.recovered.until, aside, short: brought.short, timeline: chosen.timeline };
}

function forgetCopies(folder: string): void {
  for (const name of [stagingName, stagingBackupsName]) rmSync(path.join(folder, name), { recursive: true, force: true });
  forgetBrought(folder);
}

type CopyOrder = Pick<RestoreOrder, 'installation' | 'backup'> & Readonly<{ archives: readonly string[]; unarchived: readonly string[]; archiver: Archiver }>;

/** Lays the backup's cluster out where PostgreSQL can go on with it, and says how it is to be started there. */
function copyHere({ installation, backup, archives, unarchived, archiver }: CopyOrder): ClusterOrder {
  const { folder, user, secrets } = installation;
  const staging = path.join(folder, stagingName);
  cpSync(clusterIn(backup.folder), staging, { recursive: true });
  writeFileSync(path.join(staging, 'recovery.signal'), '');
  if (user) for (const entry of readdirSync(staging, { recursive: true, withFileTypes: true })) chownSync(path.join(entry.parentPath, entry.name), user.uid, user.gid);
  if (user) chownSync(staging, user.uid, user.gid);
  chmodSync(staging, 0o700);
  const log = [...broughtHere(folder, backup, archives, user), ...unarchived];
  return {
    programs: findPrograms(projectRoot, folder, user), user, folder, name: stagingName, superPassword: secrets.postgresPassword, durable: true, readyLimitMs: recoveryLimitMs,
    settings: { ...archiver.settings, restore_command: archiver.restoreCommand(log), recovery_target_action: 'promote' },
  };
}

type Brought = Readonly<{ recovered: Recovered; short: boolean }>;

async function goThroughTheLog(order: ClusterOrder, to: RestoreTarget, timeline: string): Promise<Brought> {
  const along = (target: Record<string, string>) => recover({ ...order, settings: { ...order.settings, ...target } });
  const recovered = await along(targetOf(to, timeline));
  // The log ends before the moment that was asked for: all there is up to it has come back, and the rest of the log is empty.
  const short = !recovered.ok && to !== 'end' && to !== 'latest' && recovered.words.includes('before configured recovery target was reached');
  return { recovered: short ? await along(targetOf('latest', timeline)) : recovered, short };
}

function targetOf(to: RestoreTarget, timeline: string): Record<string, string> {
  if (to === 'end') return { recovery_target: 'immediate', recovery_target_timeline: 'current' };
  return { recovery_target_timeline: timeline, ...(to !== 'latest' && { recovery_target_time: asPostgresReads(to) }) };
}

/** To the microsecond, with the zone as a number: as long as PostgreSQL reads its settings it knows no zone by letters, not even Z. */
function asPostgresReads(instant: string): string {
  return Temporal.Instant.from(instant).toString({ fractionalSecondDigits: 6 }).replace('Z', '+00:00');
}
