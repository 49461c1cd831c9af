import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { identify, type ProcessIdentity } from './process-identity.ts';
import type { SystemUser } from './postgres/system-user.ts';

/** A program that runs beside the launcher: PostgreSQL, LiveKit, the portal. */
export type Part = Readonly<{
  name: string;
  identity: ProcessIdentity;
  child: ChildProcess;
  logFile: string;
  /** Settles when the program is gone, for whatever reason. Never rejects. */
  gone: Promise<void>;
  isGone: () => boolean;
  /** Asks it to end, insists after `patienceMs`, and waits until it is gone. */
  stop: (signal: NodeJS.Signals, patienceMs: number) => Promise<void>;
}>;

export type PartOrder = Readonly<{
  name: string;
  program: string;
  args: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  logFile: string;
  user?: SystemUser | null;
  /** Opens a channel for messages between the launcher and the program. */
  messages?: boolean;
  /** Told before the program is ready: a launcher killed in between must leave word of it. */
  onStart?: (name: string, identity: ProcessIdentity) => void;
  /** Shows the program's words in the terminal instead of writing them to the log. */
  aloud?: boolean;
}>;

/**
 * Starts a program in a process group of its own, so that Ctrl-C reaches the launcher alone, which ends the parts in their order.
 *
 * @throws when the program cannot be started at all.
 */
export async function startPart(order: PartOrder): Promise<Part> {
  const out = order.aloud ? 'inherit' : openLog(order.logFile);
  const stdio: StdioOptions = order.messages ? ['ignore', out, out, 'ipc'] : ['ignore', out, out];
  const child: ChildProcess = spawn(order.program, order.args, {
    cwd: order.cwd,
    env: { ...order.env } as NodeJS.ProcessEnv,
    stdio,
    detached: process.platform !== 'win32',
    windowsHide: true,
    ...(order.user && { uid: order.user.uid, gid: order.user.gid }),
  });
  let isGone = false;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve())).then(() => {
    isGone = true;
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => reject(new Error(`${order.name} could not be started: ${error.message}`)));
  }).finally(() => {
    if (typeof out === 'number') closeSync(out);
  });
  const pid = child.pid as number;
  const identity = identify(pid) ?? { pid, born: '' };
  order.onStart?.(order.name, identity);
  const stop = async (signal: NodeJS.Signals, patienceMs: number) => {
    if (isGone) return;
    child.kill(signal);
    const insist = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    await gone;
    clearTimeout(insist);
  };
  return { name: order.name, identity, child, logFile: order.logFile, gone, isGone: () => isGone, stop };
}

/** The log of this run; the one before is kept beside it. */
function openLog(file: string): number {
  mkdirSync(path.dirname(file), { recursive: true });
  if (existsSync(file)) renameSync(file, `${file}.before`);
  return openSync(file, 'a', 0o600);
}

/** The last lines a part wrote, for a sentence about why it died. */
export function lastLines(part: Pick<Part, 'logFile'>, count: number): string {
  if (!existsSync(part.logFile)) return '';
  return readFileSync(part.logFile, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}

/**
 * Asks again and again until the part is ready.
 *
 * @throws with the part's last words when it dies first, or is not ready after `limitMs`.
 */
export async function untilReady(part: Part, isReady: () => boolean | Promise<boolean>, limitMs: number): Promise<void> {
  const giveUpAt = performance.now() + limitMs;
  while (!(await isReady())) {
    if (part.isGone()) throw new Error(`${part.name} ended while it was starting. Its last words:\n${lastLines(part, 8)}`);
    if (performance.now() > giveUpAt) throw new Error(`${part.name} was not ready after ${Math.round(limitMs / 1000)} s. Its last words:\n${lastLines(part, 8)}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
