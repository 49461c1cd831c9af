import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { canRun, onPath } from '../on-path.ts';
import { runProgram } from '../run-program.ts';

export type FoundChromium = Readonly<{ ok: true; program: string; how: string }> | Readonly<{ ok: false; reason: string }>;

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const places: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe'],
};
const installers: readonly (readonly [string, ...(readonly (readonly string[])[])])[] = [
  ['apt-get', ['update', '-qq'], ['install', '-y', '-qq', '--no-install-recommends', 'chromium']],
  ['dnf', ['install', '-y', '-q', 'chromium']],
  ['apk', ['add', '--quiet', 'chromium']],
  ['pacman', ['-Sy', '--noconfirm', '--quiet', 'chromium']],
];
const playwrightMs = 4 * 60_000;
const packageMs = 6 * 60_000;

/**
 * The browser that the journeys are walked in: the one named in `HALLWAY_CHROMIUM`, the machine's own, or one that Playwright has fetched before.
 *
 * Each is asked for its version first: a program that is there may still lack its libraries.
 */
export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<FoundChromium> {
  const named = env['HALLWAY_CHROMIUM'];
  const own = [named, ...names.map((name) => onPath(name, env)), ...(places[process.platform] ?? [])].find((file) => file && works(file));
  if (own) return { ok: true, program: own, how: "the machine's own" };
  const fetched = (await import('playwright')).chromium.executablePath();
  if (works(fetched)) return { ok: true, program: fetched, how: "Playwright's" };
  return { ok: false, reason: 'there is none on this machine' };
}

/** As `findChromium`, and where there is none: Playwright fetches one, or, as root, the distribution's package is installed. */
export async function findOrInstallChromium(tell: (note: string) => void, stopping: AbortSignal): Promise<FoundChromium> {
  const there = await findChromium();
  if (there.ok) return there;
  tell('fetching Chromium with Playwright');
  const cli = path.join(import.meta.dirname, '..', '..', 'node_modules', 'playwright', 'cli.js');
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' };
  await runProgram(process.execPath, [cli, 'install', 'chromium'], { env, limitMs: playwrightMs, stopping, onLine: (line) => tell(line.trim()) });
  const fetched = await findChromium();
  if (fetched.ok || stopping.aborted) return fetched;
  if (process.getuid?.() === 0) {
    const [program, ...runs] = installers.find(([name]) => onPath(name)) ?? [''];
    tell('installing the package "chromium" of this system');
    for (const args of runs) await runProgram(program, args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, limitMs: packageMs, stopping, onLine: (line) => tell(line.trim()) });
    const installed = await findChromium();
    if (installed.ok) return { ...installed, how: "the system's package, installed just now" };
  }
  return { ok: false, reason: 'No Chromium: none is on this machine, Playwright could not fetch one, and no package of the system could be installed. Install Chromium, or name one in HALLWAY_CHROMIUM.' };
}

function works(file: string): boolean {
  if (!canRun(file)) return false;
  // On Windows the question opens a window instead of being answered.
  if (process.platform === 'win32') return true;
  const asked = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return asked.status === 0 && /chrom/i.test(asked.stdout);
}
