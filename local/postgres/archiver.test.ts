import { execSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archiverFor } from './archiver.ts';

const piece = '000000020000000000000005';
const after = '000000010000000000000006';
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hallway-archiver-'));
  mkdirSync(path.join(folder, 'log'));
  writeFileSync(path.join(folder, 'log', `${piece}.gz`), gzipSync('what was written'));
  writeFileSync(path.join(folder, 'log', after), 'written later');
  writeFileSync(path.join(folder, 'log', '000000020000000000000007.gz'), 'torn');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The exit code PostgreSQL would get when it asks for a piece. */
function ask(name: string, { before = null, folders = ['log'], change = (command) => command }: { before?: string | null; folders?: string[]; change?: (command: string) => string } = {}): number {
  const command = archiverFor(path.join(folder, 'data'), null).restoreCommand(folders.map((one) => path.join(folder, one)), before);
  try {
    execSync(change(command).replaceAll('%f', name).replaceAll('%p', path.join(folder, 'taken')).replaceAll('%%', '%'), { stdio: 'ignore' });
    return 0;
  } catch (error) {
    return (error as { status: number }).status;
  }
}

// PostgreSQL ends a recovery at 1 and stops it at 200; Windows' shell has no such words.
describe.skipIf(process.platform === 'win32')('what PostgreSQL hears when it asks for a piece of the log', () => {
  it('is that it has it, when it is there', () => {
    expect(ask(piece)).toBe(0);
    expect(readFileSync(path.join(folder, 'taken'), 'utf8')).toBe('what was written');
  });

  it('is that there is none, when there is none', () => {
    expect(ask('000000020000000000000006')).toBe(1);
    expect(ask('00000003.history')).toBe(1);
  });

  it('is that there is none from a gap on, of whatever timeline', () => {
    expect([ask(after), ask(after, { before: piece }), ask(piece, { before: '000000020000000000000006' })]).toEqual([0, 1, 0]);
  });

  it('is not that there is none, when it cannot be looked for or read', () => {
    expect(ask('000000020000000000000007')).toBe(200);
    expect(ask('00000003.history', { folders: ['log', 'gone'] })).toBe(200);
    expect(ask('00000003.history', { change: (command) => command.replace('restore-wal.mjs', 'no-such-script.mjs') })).toBe(200);
    expect(ask('00000003.history', { change: (command) => command.replace(process.execPath, '/no/such/node') })).toBe(200);
    expect(ask('00000003.history', { change: (command) => command.replace(`'${process.execPath}'`, 'sh -c "kill -9 $$"') })).toBe(200);
  });
});
