import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export type Ran = Readonly<{ ok: boolean; lastWords: string }>;

export type RunOrder = Readonly<{
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  limitMs: number;
  stopping?: AbortSignal;
  /** Called with each line the program writes, for progress. */
  onLine?: (line: string) => void;
}>;

/** Runs a program to its end and keeps its last words. A program that is not there, takes too long or is stopped has not gone well; nothing throws. */
export function runProgram(program: string, args: readonly string[], order: RunOrder): Promise<Ran> {
  const words: string[] = [];
  const hear = (line: string) => {
    words.push(line);
    if (words.length > 12) words.shift();
    order.onLine?.(line);
  };
  const limit = AbortSignal.timeout(order.limitMs);
  const child = spawn(program, args, {
    env: order.env,
    cwd: order.cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    signal: order.stopping ? AbortSignal.any([order.stopping, limit]) : limit,
  });
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', hear);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      const why = limit.aborted ? `was given up after ${Math.round(order.limitMs / 1000)} s` : error.message;
      resolve({ ok: false, lastWords: [...words, `${program}: ${why}`].join('\n') });
    });
    child.once('close', (code) => resolve({ ok: code === 0, lastWords: words.join('\n') }));
  });
}
