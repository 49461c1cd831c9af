import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { en } from './en.ts';

const catalogues = Object.entries(en as Record<string, Readonly<Record<string, string>>>);

/** Files that may ask for a text: everything but tests and the catalogues themselves. */
function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return /\/i18n\/(en|es)$/.test(path) ? [] : sources(path);
    return /\.tsx?$/.test(name) && !/\.test\.|\/i18n\/(en|es)\.ts$/.test(path) ? [path] : [];
  });
}

/** What a file spells out: whole texts (`'title'`, `k="title"`, `text.title`), and the fixed parts of built ones (`open.${state}.title`) with a gap for each of the rest. */
export type Spelled = { path: string; whole: ReadonlySet<string>; built: readonly RegExp[] };

export function spelledIn(path: string, code: string): Spelled {
  const file = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const whole = new Set<string>();
  const built: RegExp[] = [];
  const see = (node: ts.Node) => {
    if (ts.isStringLiteralLike(node)) whole.add(node.text);
    if (ts.isPropertyAccessExpression(node) && node.expression.getText(file) === 'text') whole.add(node.name.text);
    // A key that is built says something of it: `${a}.${b}` alone would be every key there is.
    if (ts.isTemplateExpression(node) || ts.isTemplateLiteralTypeNode(node)) {
      const fixed = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)];
      if (fixed.every((part) => /^[\w.-]*$/.test(part)) && /\w/.test(fixed.join(''))) {
        built.push(new RegExp(`^${fixed.map((part) => part.replaceAll('.', '\\.')).join('[\\w-]+(?:\\.[\\w-]+)*')}$`, 'u'));
      }
    }
    ts.forEachChild(node, see);
  };
  see(file);
  return { path, whole, built };
}

/** The keys of a catalogue that no file asks for. A file asks in a namespace only if it names it or lies in its folder: the same words may also be an action or a state. */
export function unusedKeys(namespace: string, keys: readonly string[], files: readonly Spelled[]): string[] {
  const asking = files.filter(({ path, whole }) => whole.has(namespace) || path.includes(`/app/${namespace}/`));
  const bases = [...new Set(keys.map((key) => key.replace(/_(zero|one|other)$/, '')))];
  return bases.filter((key) => !asking.some(({ whole, built }) => whole.has(key) || built.some((pattern) => pattern.test(key))));
}

const files = ['../', '../../db/seed/'].flatMap((folder) => sources(new URL(folder, import.meta.url).pathname.replace(/\/$/, ''))).map((path) => spelledIn(path, readFileSync(path, 'utf8')));

test.each(catalogues)('every text of %s is used somewhere', (namespace, catalogue) => {
  expect(unusedKeys(namespace, Object.keys(catalogue), files)).toEqual([]);
});

test('a key is found whole, in markup, and built; an unused one and one of another namespace are not', () => {
  const unused = (...code: string[]) => unusedKeys('audit', ['title', 'open.held.title', 'seals.none', 'rows_one', 'rows_other'], code.map((text) => spelledIn('a.tsx', text)));
  expect(unused(`const t = useText('audit'); t('title'); t(\`open.\${state}.title\`); const a = <RichText from="audit" k="seals.none" />; t('rows', { count })`)).toEqual([]);
  expect(unused(`const t = useText('audit'); t('title'); t(\`open.\${state}.detail\`)`)).toEqual(['open.held.title', 'seals.none', 'rows']);
  expect(unused(`const t = useText('visits'); t('title'); t('rows', { count })`)).toContain('title');
});
