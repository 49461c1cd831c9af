import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The checks of the security bar that hold from the beginning; 21 to 23 and 30 come with uploads from outside, calendars and a media server of one's own. */
const held = [...Array.from({ length: 20 }, (_, n) => n + 1), 24, 25, 26, 27, 28, 29];

const root = join(import.meta.dirname, '..');
const titles = ['app', 'db', 'e2e', 'local'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.test\.tsx?$/.test(entry.name))
    .flatMap((entry) => [...readFileSync(join(entry.parentPath, entry.name), 'utf8').matchAll(/(?:^|\s|\))(?:test|it|describe)?(?:\.each\(.*\))?\((['"])(checks? .*?)\1, /gm)].map(([, , title]) => title ?? '')));

/** The numbers that a title names before its colon: `check 4: …`, `checks 8, 9 and 16: …`. */
const numbersOf = (title: string): number[] => [...(title.split(':')[0] ?? '').matchAll(/\d+/g)].map(Number);

test('each check has a test that names its number', () => {
  const named = new Set(titles.flatMap(numbersOf));
  expect(held.filter((number) => !named.has(number))).toEqual([]);
});

test('a title names only checks that there are', () => {
  expect(titles.filter((title) => numbersOf(title).some((number) => number < 1 || number > 30))).toEqual([]);
  expect(numbersOf('checks 8, 9 and 16: no GET of 3 kinds')).toEqual([8, 9, 16]);
});
