import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { expect, test } from 'vitest';

/**
 * The house's one drawing of who may know whom (app/README.md tells it in words): an import points left, never right. What knows no domain
 * may be used by all; routes and the files beside this one may use everything.
 */
const domains = ['identity', 'partnership', 'roster', 'consent', 'caseload', 'safety', 'emergency', 'referrals', 'school-time', 'therapist-time', 'occupancy', 'rooms', 'interpreters', 'scheduling', 'family-booking', 'matching', 'visits', 'today'];
const knowNoDomain = ['messages', 'audit', 'sealed', 'i18n', 'ui', 'http', 'time', 'calendars'];
const knowAll = ['routes', '.'];

const root = join(import.meta.dirname, '..');
type Import = { from: string; to: string; typeOnly: boolean };

const sources = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

const isTest = (file: string) => /\.(test|db\.test)\.tsx?$/.test(file);
const isServerOnly = (file: string) => /\.server\.tsx?$/.test(file);
const folderOf = (file: string) => (file.split('/').length > 2 ? (file.split('/')[1] ?? '') : '.');

const files = sources('app').filter((file) => !isTest(file));
const textOf = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));

function importsOf(file: string): Import[] {
  const text = textOf.get(file) ?? '';
  const found = [...text.matchAll(/^\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm), ...text.matchAll(/\b(type\s)?import\('([^']+)'\)/g)];
  return found.map(([, typeOnly, target]) => ({
    from: file,
    to: target?.startsWith('.') ? normalize(join(dirname(file), target)) : (target ?? ''),
    typeOnly: typeOnly !== undefined,
  }));
}
const imports = files.flatMap(importsOf);
const told = ({ from, to }: Import) => `${from} imports ${to}`;

test('every folder of app has its place in the drawing', () => {
  const drawn = new Set([...domains, ...knowNoDomain, ...knowAll]);
  expect([...new Set(files.map(folderOf))].filter((folder) => !drawn.has(folder))).toEqual([]);
});

test('a domain imports only domains to its left', () => {
  const wrong = imports.filter(({ from, to }) => {
    const [here, there] = [domains.indexOf(folderOf(from)), domains.indexOf(folderOf(to))];
    return here >= 0 && to.startsWith('app/') && there > here;
  });
  expect(wrong.map(told)).toEqual([]);
});

test('nothing but a route imports a route, and what knows no domain imports none', () => {
  const wrong = imports.filter(({ from, to }) => {
    const [here, there] = [folderOf(from), folderOf(to)];
    if (!to.startsWith('app/') || knowAll.includes(here)) return false;
    return there === 'routes' || there === '.' || (knowNoDomain.includes(here) && domains.includes(there));
  });
  expect(wrong.map(told)).toEqual([]);
});

test('what may run in a browser takes nothing but types from what must not', () => {
  const mayRunInBrowser = files.filter((file) => !isServerOnly(file) && !knowAll.includes(folderOf(file)));
  const wrong = mayRunInBrowser.flatMap(importsOf).filter(({ to, typeOnly }) => !typeOnly && (isServerOnly(to) || /^(node:|drizzle-orm|postgres$|pg-boss|db\/)/.test(to)));
  expect(wrong.map(told)).toEqual([]);
});

test('nothing of the app imports the parts that run beside it', () => {
  expect(imports.filter(({ to }) => /^(local|e2e|bench)\//.test(to)).map(told)).toEqual([]);
});

test('a pure file asks for no clock, chance, environment or database: what it needs is an argument', () => {
  const pure = files.filter((file) => file.endsWith('.ts') && !/\.(server|client)\.ts$/.test(file) && !file.startsWith('app/routes'));
  const impure = /\bDate\.now\(|\bnew Date\(\)|\bTemporal\.Now\b|\bMath\.random\(|\brandomUUID\(|\bprocess\.env\b/;
  expect(pure.filter((file) => impure.test(textOf.get(file) ?? ''))).toEqual([]);
});

test('only the configuration reads the environment', () => {
  const readers = files.filter((file) => /\bprocess\.env\b/.test(textOf.get(file) ?? ''));
  expect(readers.filter((file) => !file.endsWith('-command.server.ts') && file !== 'app/http/config.server.ts')).toEqual([]);
});

test('every table file says by its name that it stays on the server', () => {
  expect(sources('db/tables').filter((file) => !isServerOnly(file))).toEqual([]);
});

test('no barrel files, and no folders for what has no name', () => {
  expect(files.filter((file) => /(^|\/)(utils|lib|helpers|services|common)\//.test(file))).toEqual([]);
  expect(files.filter((file) => /\/index\.tsx?$/.test(file) && !file.startsWith('app/routes/'))).toEqual([]);
});
