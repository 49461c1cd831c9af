import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeWhole } from './write-whole.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hallway-whole-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('takes the place of what was there, and of what a kill left half-written, for its owner alone', () => {
  const file = path.join(folder, 'kept.json');
  writeFileSync(file, 'before');
  writeFileSync(`${file}.new`, 'half of a longer text', { mode: 0o600 });
  writeWhole(file, 'after');
  expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['after', ['kept.json']]);
  expect(process.platform === 'win32' ? 0 : statSync(file).mode & 0o077).toBe(0);
});
