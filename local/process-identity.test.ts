import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { bornAt, endProcess, identify, isSameProcess } from './process-identity.ts';

const children: ChildProcess[] = [];

async function start(script: string): Promise<number> {
  const child = spawn(process.execPath, ['-e', `${script}; process.stdout.write('up'); setInterval(() => {}, 1000)`], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  return child.pid as number;
}

afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

describe('the identity of a process', () => {
  it('stays the same as long as the process lives and is null afterwards', async () => {
    const pid = await start('');
    const identity = identify(pid);
    expect(identity).not.toBeNull();
    expect(bornAt(pid)).toBe(identity?.born);
    const ended = once(children[0] as ChildProcess, 'exit');
    process.kill(pid, 'SIGKILL');
    await ended;
    expect(bornAt(pid)).toBeNull();
  });

  it('is not shared by a stranger who has the number now', () => {
    expect(isSameProcess({ pid: process.pid, born: 'long ago' })).toBe(false);
  });

  it('is nothing for a number that is no process', () => {
    expect(bornAt(0)).toBeNull();
    expect(bornAt(Number.NaN)).toBeNull();
  });
});

describe('endProcess', () => {
  it('leaves a stranger with a recycled number alone', async () => {
    const pid = await start('');
    await endProcess({ pid, born: 'long ago' }, 'SIGKILL', 0);
    expect(bornAt(pid)).not.toBeNull();
  });

  it('insists when asking does not help', async () => {
    const pid = await start("process.on('SIGTERM', () => {})");
    const identity = identify(pid);
    if (identity === null) throw new Error('the child is gone');
    await endProcess(identity, 'SIGTERM', 50);
    expect(bornAt(pid)).toBeNull();
  });
});
