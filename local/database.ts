import path from 'node:path';
import { migrate } from '../db/migrate.server.ts';
import { applyErasures } from './apply-erasures.ts';
import { refuseToBeginOver } from './backup/lost-database.ts';
import { endKilledRestore, finishPutInPlace } from './backup/put-in-place.ts';
import { sayWhoBacksUp } from './backup/record-run.ts';
import { noteTimeline } from './backup/timelines-file.ts';
import type { Endings } from './endings.ts';
import { projectRoot, type Installation } from './installation.ts';
import { keepAlive } from './keep-alive.ts';
import { forgetHalfDemo, hasHalfDemo } from './half-demo.ts';
import { readErasures } from './erasures.ts';
import { keysOf, keysToServe } from './keys-of.ts';
import { archiverFor } from './postgres/archiver.ts';
import { readyCluster, startCluster, stopCluster, type ClusterOrder } from './postgres/cluster.ts';
import { asRole, clusterUrl, makeOwnerDatabase } from './postgres/owner-database.ts';
import { findPrograms } from './postgres/programs.ts';
import { reservePort } from './ports.ts';
import type { Progress } from './progress.ts';
import { keepKeyChecks, refuseOtherKeys } from './prove-keys.ts';
import { finishRotation } from './rotation.ts';
import { settleEra } from './settle-era.ts';

export type DatabaseUrls = Readonly<{ owner: string; app: string; auth: string; sealer: string }>;

export type RunningDatabase = Readonly<{
  urls: DatabaseUrls;
  /** For the panel: whose PostgreSQL, and where. */
  words: string;
}>;

export type DatabaseOrder = Readonly<{
  installation: Installation;
  progress: Progress;
  endings: Endings;
  env: NodeJS.ProcessEnv;
  durable: boolean;
  /** For a portal, whose sessions it keeps; a command uses no secret of sessions, and none is looked at. */
  serves?: boolean;
  /** PostgreSQL could not be kept alive. */
  onLost: (name: string) => void;
}>;

const wantedPort = 54_320;

/**
 * A database at today's shape: yours, when `DATABASE_URL` names it (as its owner, who may make roles), else PostgreSQL 18 of our own in the data folder.
 */
export async function startDatabase(order: DatabaseOrder): Promise<RunningDatabase> {
  const { installation, progress } = order;
  const ownUrl = order.env['DATABASE_URL'];
  const running = ownUrl ? yours(ownUrl, installation) : await ours(order);
  installation.record.note({ ownerUrl: running.urls.owner });
  const { secrets } = installation;
  const keys = (order.serves ? keysToServe : keysOf)(secrets, order.env);
  await refuseOtherKeys(running.urls.owner, keys);
  const step = progress.begin('Tables');
  const { applied } = await migrate(running.urls.owner, {
    passwords: { hallway_app: secrets.appPassword, hallway_auth: secrets.authPassword, hallway_sealer: secrets.sealerPassword },
    onStep: (name) => step.tell(name),
  });
  step.done(applied.length === 0 ? 'up to date' : `${applied.length} ${applied.length === 1 ? 'migration' : 'migrations'} applied`);
  await sayWhoBacksUp(running.urls.owner, ownUrl ? 'operator' : 'hallway');
  if (!ownUrl && order.durable) await noteTimeline(running.urls.owner, path.join(installation.folder, 'backups'), new Date());
  await keepKeyChecks(running.urls.owner, keys);
  if (await settleEra(running.urls.owner, installation.folder, keys, order.env)) {
    progress.say('    A copy of the database was brought back: a new era of the trail begins, and no message that went out since is sent again.');
  }
  const erased = await applyErasures(running.urls.owner, readErasures(installation.folder), keys);
  if (erased > 0) progress.say(`    Erased what had been erased before: ${erased} ${erased === 1 ? 'record' : 'records'}.`);
  const sealedAnew = await finishRotation(running.urls.owner, keys);
  if (sealedAnew > 0) progress.say(`    The installation's key was being rotated; ${sealedAnew} more were sealed anew.`);
  return running;
}

function yours(ownUrl: string, installation: Installation): RunningDatabase {
  const { host, pathname } = new URL(ownUrl);
  return { urls: urlsFor(ownUrl, installation), words: `Your own PostgreSQL at ${host}${pathname}` };
}

async function ours({ installation, progress, endings, durable, onLost }: DatabaseOrder): Promise<RunningDatabase> {
  const { folder, user, secrets, record } = installation;
  const step = progress.begin('Database');
  const programs = findPrograms(projectRoot, folder, user);
  await endKilledRestore(folder);
  finishPutInPlace(folder);
  refuseToBeginOver(folder);
  const cluster: ClusterOrder = {
    programs, user, folder, superPassword: secrets.postgresPassword, onStart: record.notePart,
    ...(durable ? { durable, settings: archiverFor(folder, user).settings } : { durable }),
  };
  const found = await readyCluster(cluster);
  const reserved = await reservePort(wantedPort, 'tcp');
  await reserved.release();
  const start = () => startCluster(cluster, reserved.port);
  const again = async () => {
    await readyCluster(cluster);
    return start();
  };
  const kept = keepAlive(await start(), { again, stop: stopCluster, ending: endings.begun, say: progress.say, clock: () => performance.now(), onGivenUp: onLost });
  endings.add(kept.end);
  await makeOwnerDatabase(clusterUrl('postgres', secrets.postgresPassword, reserved.port, 'postgres'), secrets.ownerPassword, hasHalfDemo(folder));
  forgetHalfDemo(folder);
  const version = programs.version.replace(/\.0-.*/, '');
  step.done(`PostgreSQL ${version} on port ${reserved.port}${{ made: ', with a new data folder', there: '', repaired: ', after ending what a killed run had left' }[found]}`);
  if (reserved.port !== wantedPort) progress.say(`    Port ${wantedPort} is taken; the database uses ${reserved.port} instead.`);
  return {
    urls: urlsFor(clusterUrl('hallway_owner', secrets.ownerPassword, reserved.port, 'hallway'), installation),
    words: `PostgreSQL ${version} on port ${reserved.port}`,
  };
}

function urlsFor(owner: string, { secrets }: Installation): DatabaseUrls {
  return {
    owner,
    app: asRole(owner, 'hallway_app', secrets.appPassword),
    auth: asRole(owner, 'hallway_auth', secrets.authPassword),
    sealer: asRole(owner, 'hallway_sealer', secrets.sealerPassword),
  };
}
