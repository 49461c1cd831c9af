import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inputsHash } from './build.ts';

let root: string;
const put = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'hallway-build-'));
  put('app/root.tsx', 'one');
  put('package-lock.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('inputsHash', () => {
  it.each([
    ['a changed file', 'app/root.tsx', 'two'],
    ['a new file', 'app/new.tsx', 'one'],
    ['another lock file', 'package-lock.json', '{ }'],
  ])('asks for a new build after %s', (_, file, text) => {
    const before = inputsHash(root);
    put(file, text);
    expect(inputsHash(root)).not.toBe(before);
  });

  it('asks for a new build after a file was moved', () => {
    const before = inputsHash(root);
    rmSync(path.join(root, 'app/root.tsx'));
    put('app/other.tsx', 'one');
    expect(inputsHash(root)).not.toBe(before);
  });

  it.each(['app/root.test.tsx', 'app/README.md', 'README.md', 'build/server/index.js'])('does not ask for one because of %s', (file) => {
    const before = inputsHash(root);
    put(file, 'changed');
    expect(inputsHash(root)).toBe(before);
  });
});
