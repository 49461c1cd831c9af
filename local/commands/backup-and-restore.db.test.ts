import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ownHouse, type OwnHouse } from '../../e2e/house-of-its-own.ts';
import { temporaryFolder, type TemporaryFolder } from '../proof/temporary-folder.ts';

// Each command starts a PostgreSQL of its own, as it does for whoever types it while Hallway does not run.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

let temporary: TemporaryFolder;
let folder: string;
let house: OwnHouse;
beforeAll(async () => {
  temporary = await temporaryFolder('typed');
  folder = path.join(temporary.path, 'data');
  house = ownHouse(folder, 4490, { HALLWAY_DEMO: '0' });
});
afterAll(() => temporary.remove());

test('what is typed to back up, to list, to bring back and to verify works on an installation that does not run', async () => {
  const made = await house.type('backup');
  expect(made.code, made.words).toBe(0);
  const [name] = readdirSync(path.join(folder, 'backups')).filter((one) => one.startsWith('20'));
  expect(made.words).toContain(`npm run restore -- --from ${name}`);

  const listed = await house.type('restore');
  expect(listed.code).toBe(2);
  expect(listed.words).toContain(name);

  const unknown = await house.type('restore', '--from', 'yesterday');
  expect(unknown.code).toBe(1);
  expect(unknown.words).toContain('There is no backup yesterday');

  rmSync(path.join(folder, 'postgres'), { recursive: true });
  const brought = await house.type('restore', '--from', 'newest', '--to', 'latest');
  expect(brought.code, brought.words).toBe(0);
  expect(existsSync(path.join(folder, 'postgres', 'PG_VERSION'))).toBe(true);
  const verified = await house.type('audit-verify');
  expect(verified.code, verified.words).toBe(0);
});

test('a key in the shell that is not this installation\'s is named, and nothing is done with it', async () => {
  const backups = () => readdirSync(path.join(folder, 'backups')).filter((one) => one.startsWith('20'));
  const before = backups();
  for (const variable of ['HALLWAY_KEY', 'HALLWAY_AUDIT_KEY']) {
    const mistaken = ownHouse(folder, 4490, { HALLWAY_DEMO: '0', [variable]: Buffer.alloc(32, 7).toString('base64') });
    const typed = await mistaken.type('backup');
    expect([typed.code, typed.words.includes(`${variable} is not the key`)], typed.words).toEqual([1, true]);
  }
  expect(backups()).toEqual(before);
});

test('a moment without its zone is not guessed, and nothing is erased for want of a word', async () => {
  const vague = await house.type('restore', '--from', 'newest', '--to', '2026-11-24 13:00');
  expect([vague.code, vague.words.includes('Give a moment with its zone')]).toEqual([1, true]);
  const silent = await house.type('keys-erase', '--student', 'S-1', '--regime', 'everything');
  expect([silent.code, silent.words.includes('--regime school|clinical|both')]).toEqual([1, true]);
});
