import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hold } from '../hold.ts';
import { removeLeftovers } from './temporary-folder.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'hallway-leftovers-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const dead = JSON.stringify({ pid: process.pid, born: 'in an earlier life' });
/** A run's folder; `hold` says whose. */
function folderOf(name: string, whose: 'dead' | 'living' | 'not yet'): string {
  const folder = path.join(home, name);
  mkdirSync(path.join(folder, 'data'), { recursive: true });
  if (whose === 'dead') writeFileSync(path.join(folder, 'test.hold'), dead);
  if (whose === 'living') hold(path.join(folder, 'test.hold'));
  return folder;
}

test('what a run that was stopped has left goes; that of a run that goes on, or is just beginning, stays', async () => {
  const stopped = folderOf('hallway-demo-a', 'dead');
  const others = [folderOf('hallway-demo-b', 'living'), folderOf('hallway-database-c', 'not yet'), folderOf('somebody-else', 'dead')];
  await removeLeftovers([home, path.join(home, 'nowhere')]);
  expect([stopped, ...others].map((folder) => existsSync(folder))).toEqual([false, true, true, true]);
});

test('a database that is still ending in it, or a house that still stands, is waited for', async () => {
  const filling = folderOf('hallway-demo-a', 'dead');
  const journeys = folderOf('hallway-demo-b', 'dead');
  const held = [hold(path.join(filling, 'data', 'launcher.hold')), hold(path.join(journeys, 'house-1.hold'))];
  const removed = removeLeftovers([home]).then(() => 'removed');
  expect(await Promise.race([removed, new Promise((resolve) => setImmediate(() => setImmediate(() => resolve('waits'))))])).toBe('waits');
  expect([filling, journeys].map((folder) => existsSync(folder))).toEqual([true, true]);
  for (const one of held) if (one.ok) one.letGo();
  expect(await removed).toBe('removed');
  expect([filling, journeys].map((folder) => existsSync(folder))).toEqual([false, false]);
});
