import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { pages } from '../test-pages.ts';
import { recordIds, type RecordIds } from './record-ids.ts';

/** What pages read from a query or a form that is no id of a record. */
const noIds = new Set([
  'q', 'to', 'back', 'lang', 'language', 'theme', 'step', 'week', 'from', 'as', 'guardians', 'day', 'kind', 'person', 'key', 'code', 'cause', 'signals', 'words', 'askedFor',
  'said', 'done', 'refused', 'removed', 'sent', 'raised', 'ended', 'device', 'sharedDevice', 'needed', 'again', 'state', 'show', 'until', 'past', 'parties', 'outcome', 'shared', 'date', 'address', 'term', 'asked', 'confirmed', 'which', 'because', 'look', 'seen',
]);

const app = join(import.meta.dirname, '..');
const textOf = (file: string): string => readFileSync(file, 'utf8');

/** A module's text, cut where each export begins: what stands before the first belongs to all. */
function partsOf(text: string): { shared: string; parts: Map<string, string> } {
  const [shared = '', ...rest] = text.split(/^export (?=(?:default )?(?:async )?(?:const|function) )/m);
  return { shared, parts: new Map(rest.map((part) => [/^(?:default )?(?:async )?(?:const|function) (\w+)/.exec(part)?.[1] ?? '', part])) };
}

/** The page's own text, and of the modules it imports what it imports from them. */
function readBy(file: string): string {
  const path = join(app, file);
  const own = textOf(path);
  const imported = [...own.matchAll(/^import \{([^}]+)\} from '(\.[^']+)';$/gm)].map(([, names = '', from = '']) => {
    const { shared, parts } = partsOf(textOf(join(dirname(path), from)));
    return shared + names.split(',').map((name) => parts.get(name.trim()) ?? '').join('\n');
  });
  return [own, ...imported].join('\n');
}

/** Names under which a text takes an id or asks a query or a form for something. */
function namesIn(text: string): string[] {
  const fields = [...text.matchAll(/(\w+):\s*(?:z\.array\()?(?:z\.uuid\(|uuid\b)/g)].map(([, name]) => name);
  const asked = [...text.matchAll(/(?:searchParams|asked|search|form|formData\(\)\))\.(?:get|getAll|has)\('(\w+)'\)/g)].map(([, name]) => name);
  return [...fields, ...asked].filter((name) => name !== undefined);
}

const lastPart = (name: string): string => /(\w+)$/.exec(name)?.[1] ?? name;

test('every id that a query or a form can carry stands in the table', () => {
  const missing = pages.flatMap((page) => {
    const ids: RecordIds = recordIds[page.path as keyof typeof recordIds] ?? {};
    const known = new Set([...Object.keys(ids.path ?? {}), ...Object.keys(ids.query ?? {}), ...Object.keys(ids.body ?? {})].map(lastPart));
    return [...new Set(namesIn(readBy(page.file)))].filter((name) => !known.has(name) && !noIds.has(name)).map((name) => `${page.path}: ${name}`);
  });
  expect(missing).toEqual([]);
});

test('what the table says of a query or a form, a page does read', () => {
  const stale = pages.flatMap((page) => {
    const ids: RecordIds = recordIds[page.path as keyof typeof recordIds] ?? {};
    const read = new Set(namesIn(readBy(page.file)));
    return [...Object.keys(ids.query ?? {}), ...Object.keys(ids.body ?? {})].map(lastPart).filter((name) => !read.has(name)).map((name) => `${page.path}: ${name}`);
  });
  expect(stale).toEqual([]);
});
