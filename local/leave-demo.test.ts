import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { finishLeaving, throwDemoAway, whyNotLeave } from './leave-demo.ts';
import { keepPurpose, purposeOf } from './purpose.ts';
import { readOrMakeSecrets } from './secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hallway-leaving-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A data folder as a demo leaves it, with what more is in it. */
function demoFolder(...more: string[]) {
  readOrMakeSecrets(folder);
  keepPurpose(folder, 'demo');
  for (const name of ['postgres/base/1', 'mail/1.json', 'logs/portal.log', 'backups/old', 'newest-seal.json', 'postgresql-18.4/bin', 'launcher.hold', ...more]) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), name);
  }
}

test('nothing of a demo is kept but programs, and the folder is for real use', async () => {
  demoFolder('something-of-a-later-version');
  await throwDemoAway(folder);
  expect(readdirSync(folder).sort()).toEqual(['launcher.hold', 'postgresql-18.4', 'purpose']);
  expect(purposeOf(folder)).toBe('real');
});

test('the keys of the next start are others', async () => {
  const before = readOrMakeSecrets(folder);
  await throwDemoAway(folder);
  const after = readOrMakeSecrets(folder);
  for (const name of Object.keys(before) as (keyof typeof before)[]) expect(after[name]).not.toBe(before[name]);
});

test('what a kill interrupted is finished by the next command, and never begun by it', async () => {
  demoFolder();
  await finishLeaving(folder);
  expect(existsSync(path.join(folder, 'postgres'))).toBe(true);
  writeFileSync(path.join(folder, 'leaving-demo'), '');
  rmSync(path.join(folder, 'postgres'), { recursive: true });
  await finishLeaving(folder);
  expect(readdirSync(folder).sort()).toEqual(['launcher.hold', 'postgresql-18.4', 'purpose']);
});

test('only what was never anybody’s is thrown away', () => {
  expect(whyNotLeave({ own: 'demo', named: 'absent', purpose: null })).toBeNull();
  expect(whyNotLeave({ own: 'empty', named: 'absent', purpose: null })).toBeNull();
  expect(whyNotLeave({ own: 'absent', named: 'empty', purpose: 'demo' })).toBeNull();
  expect(whyNotLeave({ own: 'demo', named: 'empty', purpose: 'demo' })).toBeNull();
  expect(whyNotLeave({ own: 'real', named: 'absent', purpose: 'demo' })).toBe('real-here');
  expect(whyNotLeave({ own: 'demo', named: 'real', purpose: 'demo' })).toBe('real-in-yours');
  expect(whyNotLeave({ own: 'absent', named: 'demo', purpose: 'demo' })).toBe('demo-in-yours');
});

test('a folder once used for real keeps its keys, whatever else lies in it: the data may be in a database that is not named today', () => {
  expect(whyNotLeave({ own: 'demo', named: 'absent', purpose: 'real' })).toBe('nothing-here');
  expect(whyNotLeave({ own: 'empty', named: 'absent', purpose: 'real' })).toBe('nothing-here');
});

test('keys are kept where there is no sign that they were a demo’s: their data may lie in a database that was not named', () => {
  expect(whyNotLeave({ own: 'absent', named: 'absent', purpose: null })).toBe('nothing-here');
  expect(whyNotLeave({ own: 'absent', named: 'absent', purpose: 'real' })).toBe('nothing-here');
  expect(whyNotLeave({ own: 'absent', named: 'empty', purpose: 'real' })).toBe('nothing-here');
  expect(whyNotLeave({ own: 'empty', named: 'empty', purpose: 'real' })).toBe('nothing-here');
});
