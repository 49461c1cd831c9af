import { chmodSync, chownSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { keyCheck } from '../../app/sealed/key-check.server.ts';
import { projectRoot, type Installation } from '../installation.ts';
import { keysOf } from '../keys-of.ts';
import { archiverFor, type Archiver } from '../postgres/archiver.ts';
import { findPrograms } from '../postgres/programs.ts';
import { followLog, toItsEnd, type Followed, type RecoveryOrder, type RestoreTarget } from './follow-log.ts';
import { logAlong } from './log-along.ts';
import { broughtHere, firstMissing, forgetBrought, logSourcesOf, piecesIn, type LogSources } from './log-sources.ts';
import { clusterIn, firstDamage, type Backup } from './manifest.ts';
import { endKilledRestore, finishPutInPlace, putInPlace, stagingBackupsName, stagingName } from './put-in-place.ts';
import { hasRoom, sizeOf } from './room.ts';
import { historiesIn, inheritTimelines, livedIn } from './timelines-file.ts';
import { chooseTimeline, placeOf, timelineOf } from './timelines.ts';

export type RestoreOrder = Readonly<{
  installation: Installation;
  env: NodeJS.ProcessEnv;
  backup: Backup;
  to: RestoreTarget;
  /** The timeline to follow; null: the one that was in use at that moment. */
  timeline?: number | null;
  /** Where the log has a gap, or cannot be read to its end: what leads up to there is wanted all the same. */
  asFarAsItGoes?: boolean;
  now: Date;
  tell: (note: string) => void;
}>;

export type RestoreOutcome =
  /**
   * `until`: when the newest transaction that came back was committed, null if there was none after the backup; `short`: the log did not lead to what was asked for;
   * `aside`: where what was there before lies.
   */
  | Readonly<{ ok: true; until: string | null; aside: string; short: boolean; timeline: number }>
  | Readonly<{ ok: false; reason: 'damaged' | 'other-key' | 'too-early' | 'log-missing' | 'unknown-timeline' | 'not-of-backup' | 'no-room' | 'not-recovered'; detail: string }>
  /** The log was not followed to the end of what lies here of it: a piece (`detail`) is missing before others, or could not be gone through. `until`: how far it led. */
  | Readonly<{ ok: false; reason: 'log-gap' | 'log-not-followed'; detail: string; until: string | null }>;

const recoveryLimitMs = 6 * 60 * 60_000;

/**
 * Brings a backup back, into an installation that does not run. The database is recovered beside the present one; only when that has gone well do they
 * change places, and the present one is moved aside with the newest seal that was kept of it. Nothing is deleted; killed at any point, the next start finds
 * either the one or the other.
 */
export async function restore({ installation, env, backup, to, timeline = null, asFarAsItGoes = false, now, tell }: RestoreOrder): Promise<RestoreOutcome> {
  const { folder, user, secrets } = installation;
  const { manifest } = backup;
  // One that was killed as it changed places is brought to its end first: its copy may be all that is in place.
  await endKilledRestore(folder);
  finishPutInPlace(folder);
  if (to !== 'end' && to !== 'latest' && Date.parse(to) < Date.parse(manifest.endedAt)) return { ok: false, reason: 'too-early', detail: manifest.endedAt };
  const key = keysOf(secrets, env).wrapping.find(({ version }) => version === manifest.keyVersion);
  if (!key || (manifest.keyCheck !== undefined && manifest.keyCheck !== keyCheck(key.key, `wrapping ${key.version}`))) return { ok: false, reason: 'other-key', detail: String(manifest.keyVersion) };
  const sources = logSourcesOf(folder, backup);
  const histories = historiesIn([...sources.archives, ...sources.unarchived]);
  const chosen = to === 'end' ? { ok: true as const, timeline: timelineOf(manifest.startWal) } : chooseTimeline(manifest, to, timeline, livedIn(sources.backups), histories);
  if (!chosen.ok) return { ok: false, reason: chosen.reason, detail: String(chosen.timeline) };
  const missing = firstMissing(backup, sources);
  if (missing !== null) return { ok: false, reason: 'log-missing', detail: missing };
  const log = to === 'end' ? toItsEnd : logAlong(manifest, chosen.timeline, histories.get(chosen.timeline) ?? [], piecesIn(sources));
  if (log.gap !== null && placeOf(log.gap) <= placeOf(manifest.stopWal)) return { ok: false, reason: 'log-gap', detail: log.gap, until: null };
  tell('reading the backup');
  const damaged = await firstDamage(backup);
  if (damaged !== null) return { ok: false, reason: 'damaged', detail: damaged };

  tell('copying it');
  forgetCopies(folder);
  const bytes = sizeOf(manifest.files);
  if (!hasRoom(folder, bytes)) return { ok: false, reason: 'no-room', detail: `${Math.ceil(bytes / 1_000_000)} MB` };
  const archiver = archiverFor(folder, user, sources.foreign ? stagingBackupsName : 'backups');
  let followed: Followed;
  try {
    const order = copyHere({ installation, backup, sources, archiver, before: log.gap });
    tell('going through the log');
    followed = await followLog(order, to, chosen.timeline === timelineOf(manifest.startWal) ? 'current' : String(chosen.timeline), log);
  } catch (error) {
    // A disk that is full must not stay full of a copy that nobody needs.
    await endKilledRestore(folder);
    forgetCopies(folder);
    throw error;
  }
  forgetBrought(folder);
  if (!followed.ok || (followed.lacks !== null && !asFarAsItGoes)) {
    forgetCopies(folder);
    return followed.ok && followed.lacks !== null ? { ok: false, ...followed.lacks, until: followed.until } : { ok: false, reason: 'not-recovered', detail: followed.ok ? '' : followed.words };
  }

  const aside = path.join(folder, 'aside', now.toISOString().slice(0, 19).replaceAll(':', '-') + 'Z');
  mkdirSync(aside, { recursive: true, mode: user ? 0o711 : 0o700 });
  inheritTimelines(path.dirname(archiver.folder), sources.backups);
  putInPlace(folder, aside, env['HALLWAY_NEWEST_SEAL'] ?? path.join(folder, 'newest-seal.json'), sources.foreign);
  return { ok: true, until: followed.until, aside, short: followed.short, timeline: chosen.timeline };
}

function forgetCopies(folder: string): void {
  for (const name of [stagingName, stagingBackupsName]) rmSync(path.join(folder, name), { recursive: true, force: true });
  forgetBrought(folder);
}

type CopyOrder = Pick<RestoreOrder, 'installation' | 'backup'> & Readonly<{ sources: LogSources; archiver: Archiver; before: string | null }>;

/** Lays the backup's cluster out where PostgreSQL can go on with it, and says how it is to be started there. */
function copyHere({ installation, backup, sources: { archives, unarchived }, archiver, before }: CopyOrder): RecoveryOrder {
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
    settings: { ...archiver.settings, restore_command: archiver.restoreCommand(log, before), recovery_target_action: 'promote' },
  };
}
