import { isIP } from 'node:net';
import { copyFolder } from './backup/copy-elsewhere.ts';
import { backUpNightly } from './backup/nightly.ts';
import { build } from './build.ts';
import { startDatabase, type RunningDatabase } from './database.ts';
import { readyDemo } from './demo.ts';
import { endings, type Endings } from './endings.ts';
import { openInstallation, projectRoot, type Installation } from './installation.ts';
import { keepAlive } from './keep-alive.ts';
import { openToNetwork, type OpenToNetwork } from './lan/open-to-network.ts';
import { startMail } from './mail.ts';
import type { PanelFacts } from './panel.ts';
import { portalEnvironment } from './portal-environment.ts';
import { askReadiness, startPortal, stopPortal } from './portal.ts';
import { reservePort } from './ports.ts';
import type { Progress } from './progress.ts';
import { replaceSetUpCode } from './set-up-code.ts';
import { startVideo } from './video.ts';

export type HouseOrder = Readonly<{
  env: NodeJS.ProcessEnv;
  /** The wanted data folder. */
  folder: string;
  dev: boolean;
  /** Serve other devices on the local network, with HTTPS: the address wanted for that, or `any`. */
  lan?: string;
  /** For real use: an empty database waits to be set up, instead of becoming the demo. */
  fresh?: boolean;
  /** False for tests only. */
  durable: boolean;
  progress: Progress;
  stopping: AbortSignal;
  /** A part without which nothing works could not be kept alive. */
  onLost: (name: string) => void;
}>;

/** Everything, running. */
export type House = Readonly<{ installation: Installation; database: RunningDatabase; origin: string; facts: PanelFacts; restartPortal: () => Promise<void>; stop: () => Promise<void> }>;

/** A refusal to start that a person can act on; its message is for them. */
export class CannotStart extends Error {}

const wantedPort = 3000;

/**
 * Starts everything that belongs to an installation, in as many strands as do not need each other, and hands it over once the portal answers.
 *
 * Whatever goes wrong on the way, what was started by then is ended again.
 */
export async function startHouse(order: HouseOrder): Promise<House> {
  const opened = await openInstallation(order.folder);
  if (!opened.ok) {
    throw new CannotStart(`Hallway is already running from ${opened.folder} (process ${opened.pid})${opened.origin ? `, at ${opened.origin}` : ''}.\nEnd it with Ctrl-C where it was started, or name another data folder in HALLWAY_DATA.`);
  }
  const ends = endings();
  ends.add(opened.installation.close);
  const trouble = new AbortController();
  const stopping = AbortSignal.any([order.stopping, trouble.signal]);
  const strands: Promise<unknown>[] = [];
  const strand = <T>(work: Promise<T>): Promise<T> => {
    strands.push(work);
    // Whoever waits for it hears of its failure; until then it must not end the process.
    work.catch(() => undefined);
    return work;
  };
  try {
    return await begin(order, opened.installation, ends, stopping, strand);
  } catch (error) {
    trouble.abort();
    await Promise.allSettled(strands);
    await ends.run();
    throw error;
  }
}

async function begin(order: HouseOrder, installation: Installation, ends: Endings, stopping: AbortSignal, strand: <T>(work: Promise<T>) => Promise<T>): Promise<House> {
  const { env, progress, dev } = order;
  const { folder } = installation;
  if (installation.leftovers.length > 0) progress.say(`    An earlier run was cut short; its ${installation.leftovers.join(' and ')} ended first.`);
  const wanted = portOf(env['PORT']) ?? wantedPort;
  const reserved = await reservePort(wanted, 'tcp');
  ends.add(reserved.release);
  if (reserved.port !== wanted) progress.say(`    Port ${wanted} is taken; Hallway uses ${reserved.port} instead.`);
  const lan = order.lan === undefined ? null : await lanOf(order.lan, folder, env['HALLWAY_ORIGIN']);
  const origin = env['HALLWAY_ORIGIN'] ?? (lan ? `https://${lan.address.address}:${reserved.port}` : `http://localhost:${reserved.port}`);

  const databaseStrand = strand(databaseWith(order, installation, origin, ends, stopping));
  const coming = await startVideo({ installation, env, progress, endings: ends, portalPort: reserved.port, lan: lan?.address ?? null, stopping });
  const videoStrand = strand(coming.ready);
  const mailStrand = strand(startMail(installation, env, progress, ends));
  const buildStrand = dev ? null : strand(build(projectRoot, progress.begin('Build'), stopping));
  const [{ database, demo, setUpCode }, mail] = await Promise.all([databaseStrand, mailStrand, buildStrand]);
  if (lan && !demo && isIP(new URL(origin).hostname) > 0) {
    throw new CannotStart(`--lan alone is for trying the demo on other devices. For real use people sign in with passkeys, which belong to a name and never to an address like ${lan.address.address}: give this computer a name on your network, put it into HALLWAY_ORIGIN (https://name:${reserved.port}), and start with --lan again.`);
  }
  stopping.throwIfAborted();

  const step = progress.begin('Portal');
  let told = coming.video;
  const start = () => {
    const around = { urls: database.urls, origin, port: reserved.port, video: told, mail: mail.mail, demo, dev, certificate: lan?.certificate ?? null };
    const onStart = installation.record.notePart;
    return startPortal({ folder, port: reserved.port, env: portalEnvironment(installation, around, env), ownerUrl: database.urls.owner, dev, onStart });
  };
  await reserved.release();
  const kept = keepAlive(await start(), { again: start, stop: stopPortal, ending: ends.begun, say: progress.say, clock: () => performance.now(), onGivenUp: order.onLost });
  ends.add(kept.end);
  step.done(`answers at ${origin}`);
  installation.record.note({ origin });
  const video = await videoStrand;
  if (video.video !== told) {
    told = video.video;
    await kept.restart();
  }
  const readiness = await askReadiness(reserved.port, 10_000);
  const facts: PanelFacts = {
    origin,
    lan: lan && { authorityFile: lan.certificate.authorityFile },
    demo,
    setUpCode,
    dev,
    readiness,
    databaseWords: database.words,
    videoWords: video.words,
    mailWords: mail.words,
    mailPage: mail.mail.pageUrl,
    folder,
    elsewhere: installation.elsewhere,
    elapsedMs: progress.elapsedMs(),
  };
  if (order.durable && !env['DATABASE_URL']) backUpNightly({ installation, ownerUrl: database.urls.owner, demo, copyTo: copyFolder(env), progress, endings: ends });
  return { installation, database, origin, facts, restartPortal: kept.restart, stop: ends.run };
}

async function databaseWith(order: HouseOrder, installation: Installation, origin: string, ends: Endings, stopping: AbortSignal): Promise<{ database: RunningDatabase; demo: boolean; setUpCode: string | null }> {
  const { progress, env, durable, onLost } = order;
  const database = await startDatabase({ installation, progress, endings: ends, env, durable, serves: true, onLost });
  stopping.throwIfAborted();
  const demo = await readyDemo(installation, database.urls, origin, env, progress, order.fresh);
  return { database, demo, setUpCode: demo ? null : await replaceSetUpCode(database.urls.owner) };
}

async function lanOf(wanted: string, folder: string, origin: string | undefined): Promise<OpenToNetwork> {
  const lan = await openToNetwork(wanted === 'any' ? null : wanted, folder, origin === undefined ? null : new URL(origin).hostname);
  if (lan) return lan;
  throw new CannotStart(wanted === 'any' ? 'This computer is in no local network now, so --lan has nobody to serve. Join one, or start without it.' : `This computer does not have the address ${wanted}. Name one that it has after --lan, or none.`);
}

function portOf(text: string | undefined): number | null {
  if (text === undefined || text === '') return null;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port;
  throw new CannotStart(`PORT is "${text}", which is no port. Give a number from 1 to 65535.`);
}
