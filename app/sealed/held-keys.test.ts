import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { heldKeys, holdKeys, outboxKey, wrappingKey } from './held-keys.server.ts';

const [one, two, audit] = [1, 2, 3].map((fill) => Buffer.alloc(32, fill)) as [Buffer, Buffer, Buffer];
afterEach(() => holdKeys({ key: one, auditKey: audit }));

test('whoever holds keys for the product hands on every version that wraps, and never what links are derived from in its place', () => {
  const root = join(import.meta.dirname, '..', '..');
  const files = ['app', 'db', 'local'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)));
  const texts = files.filter((file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file)).map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
  const calls = texts.flatMap(({ file, text }) => [...text.matchAll(/(?<!function )\bholdKeys\((\{.*\}|\w*)\)/g)].map(([, given]) => ({ file, given: given ?? '' })));
  expect(calls.length).toBeGreaterThan(5);
  expect(calls.filter(({ given }) => given.startsWith('{') && !given.includes('wrapping'))).toEqual([]);
});

test('the newest version held is the one that a rotation goes to, whatever their order', () => {
  holdKeys({ key: one, auditKey: audit, wrapping: [{ version: 1, key: one }, { version: 2, key: two }] });
  expect(heldKeys().current).toBe(2);
  expect([wrappingKey(1), wrappingKey(2)].map(({ name, bytes }) => [name, bytes])).toEqual([['installation-1', one], ['installation-2', two]]);
  expect(outboxKey(1).bytes).not.toEqual(outboxKey(2).bytes);
});

test('a version that is not at hand is named, not guessed', () => {
  expect(() => wrappingKey(2)).toThrow('version 2 is not here');
});

test('a key that is no 32 bytes is refused', () => {
  expect(() => holdKeys({ key: Buffer.alloc(31), auditKey: audit })).toThrow('HALLWAY_KEY must be 32 bytes');
});
