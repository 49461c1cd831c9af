import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';
import { projectRoot } from '../local/installation.ts';
import { readRecord } from '../local/running-record.ts';
import { ownEnvironment } from './own-environment.ts';
import { inTurn } from './starting.ts';

/** What a person sees who types a command of package.json: its exit code and its words. */
export type Typed = Readonly<{ code: number | null; words: string }>;

export type OwnHouse = Readonly<{
  origin: () => string;
  /** Types `npm start` (through start.js, as npm does), with these words after it, and waits for the panel. Gives all it said, line by line. */
  start: (...args: string[]) => Promise<string[]>;
  /** The launcher's own process and the parts it started, by name. */
  processes: () => Record<string, number>;
  /** Types another command, and waits for its end. */
  type: (command: string, ...args: string[]) => Promise<Typed>;
  /** What a SIGTERM brings about, in the end. */
  stop: () => Promise<number | null>;
  /** Waits until the launcher is gone, after a kill. */
  gone: () => Promise<void>;
}>;

/** A whole installation in a folder, started as a newcomer starts it (or with more in its environment); for tests that kill it. */
export function ownHouse(folder: string, port: number, more: Record<string, string> = {}): OwnHouse {
  const environment = ownEnvironment({ HALLWAY_DATA: folder, PORT: String(port), ...more });
  let running: ChildProcess | null = null;
  let ended: Promise<number | null> = Promise.resolve(null);

  const spawned = (command: string, args: string[]) =>
    spawn(process.execPath, [path.join(projectRoot, 'start.js'), command, ...args], { cwd: projectRoot, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const codeOf = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));

  return {
    origin: () => readRecord(folder).origin ?? '',
    start: (...args) => inTurn(inject('portal').run, async () => {
      const child = spawned('start', args);
      const words: string[] = [];
      running = child;
      ended = codeOf(child);
      child.stderr.on('data', (chunk: Buffer) => words.push(chunk.toString()));
      await new Promise<void>((resolve, reject) => {
        createInterface({ input: child.stdout }).on('line', (line) => {
          words.push(line);
          if (line.includes('Ctrl-C ends Hallway')) resolve();
        });
        void ended.then((code) => reject(new Error(`npm start ended with ${code}:\n${words.join('\n')}`)));
      });
      return words;
    }),
    processes: () => {
      const launcher = (JSON.parse(readFileSync(path.join(folder, 'launcher.hold'), 'utf8')) as { pid: number }).pid;
      return { launcher, ...Object.fromEntries(Object.entries(readRecord(folder).parts).map(([name, { pid }]) => [name, pid])) };
    },
    type: async (command, ...args) => {
      const child = spawned(command, args);
      const words: Buffer[] = [];
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => words.push(chunk));
      const code = await codeOf(child);
      return { code, words: Buffer.concat(words).toString('utf8') };
    },
    stop: async () => {
      running?.kill('SIGTERM');
      return ended;
    },
    gone: async () => {
      await ended;
    },
  };
}
