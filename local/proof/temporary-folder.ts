import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hold, holderOf } from '../hold.ts';
import { endLeftover } from '../postgres/leftover.ts';
import { endLeftovers } from '../running-record.ts';

export type TemporaryFolder = Readonly<{ path: string; remove: () => void }>;

/** A cluster of a few dozen cloned databases; containers often have a much smaller memory folder. */
const enoughBytes = 1024 ** 3;

/**
 * A folder for one test run: in memory where the system has such a place with room in it, open enough for PostgreSQL's own account.
 *
 * Runs that were killed leave folder and programs behind; those of the same purpose are ended and removed first.
 */
export async function temporaryFolder(purpose: string): Promise<TemporaryFolder> {
  const home = hasRoom('/dev/shm') ? '/dev/shm' : tmpdir();
  const prefix = `hallway-${purpose}-`;
  for (const name of readdirSync(home).filter((one) => one.startsWith(prefix))) await clear(path.join(home, name));
  const folder = mkdtempSync(path.join(home, prefix));
  chmodSync(folder, 0o755);
  hold(holdIn(folder));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Removes what runs that have ended left behind, once what they had started has ended too: a test runner that is stopped while it prepares waits for nothing, and
 * a folder in memory would stay there.
 *
 * @param homes where such folders lie
 * @param patienceMs for what is still ending; then it is ended
 */
export async function removeLeftovers(homes: readonly string[] = ['/dev/shm', tmpdir()], patienceMs = endingMs): Promise<void> {
  const left = homes.filter((home) => existsSync(home)).flatMap((home) => readdirSync(home).filter((name) => name.startsWith('hallway-')).map((name) => path.join(home, name)));
  const giveUpAt = performance.now() + patienceMs;
  for (const folder of left.filter((one) => existsSync(holdIn(one)) && holderOf(holdIn(one)) === null)) {
    while (isHeldWithin(folder) && performance.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 50));
    await clear(folder);
  }
}

/** As long as a house takes to end everything it started. */
const endingMs = 40_000;

/** Whether somebody is still at its data, or a house of its run still stands. */
function isHeldWithin(folder: string): boolean {
  return [folder, path.join(folder, 'data')].filter((one) => existsSync(one))
    .some((one) => readdirSync(one).some((name) => name.endsWith('.hold') && holderOf(path.join(one, name)) !== null));
}

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > enoughBytes;
}

async function clear(folder: string): Promise<void> {
  // Another run may be making its folder at this very moment: without a hold it is not yet anybody's leftover.
  if (!existsSync(holdIn(folder)) || holderOf(holdIn(folder))) return;
  for (const data of [folder, path.join(folder, 'data')]) {
    await endLeftovers(data);
    if (existsSync(path.join(data, 'postgres'))) await endLeftover(path.join(data, 'postgres'));
  }
  rmSync(folder, { recursive: true, force: true });
}

function holdIn(folder: string): string {
  return path.join(folder, 'test.hold');
}
