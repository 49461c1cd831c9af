import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** Attributes and props whose value people read or hear. */
const SPOKEN = /^(aria-(label|description|roledescription|placeholder|valuetext)|placeholder|title|alt|label|doorLabel|hint|legend|caption|lede|eyebrow|question|summary|foot|count|when|detail|empty|nothing)$/;
const WORDS = /\p{L}{2,}/u;

const app = new URL('../', import.meta.url).pathname;

function pages(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? pages(path) : name.endsWith('.tsx') && !name.includes('.test.') ? [path] : [];
  });
}

/** The texts that an expression may come to, as far as it spells them out: both arms of a choice, the fixed parts of a template. */
function spelled(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)];
  if (ts.isConditionalExpression(node)) return [...spelled(node.whenTrue), ...spelled(node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    const choice = [ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.PlusToken].includes(node.operatorToken.kind);
    return choice ? [...spelled(node.left), ...spelled(node.right)] : [];
  }
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isJsxExpression(node)) return node.expression ? spelled(node.expression) : [];
  return [];
}

/** Everything a page says in so many words instead of asking a catalogue for it. */
export function textOutside(path: string, code: string): string[] {
  const file = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const see = (node: ts.Node) => {
    if (ts.isJsxElement(node) && node.openingElement.tagName.getText(file) === 'style') return;
    if (ts.isJsxText(node) && WORDS.test(node.text)) found.push(node.text.trim());
    if (ts.isJsxExpression(node) && (ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent))) found.push(...spelled(node).filter((text) => WORDS.test(text)));
    if (ts.isJsxAttribute(node) && SPOKEN.test(node.name.getText(file)) && node.initializer) found.push(...spelled(node.initializer).filter((text) => WORDS.test(text)));
    ts.forEachChild(node, see);
  };
  see(file);
  return found;
}

test.each(pages(app).map((path) => relative(app, path)))('%s takes every word from a catalogue', (path) => {
  expect(textOutside(path, readFileSync(join(app, path), 'utf8'))).toEqual([]);
});

test('words in markup, in a choice, in a template and in a label are all found', () => {
  expect(textOutside('a.tsx', 'const a = <p>Hello there</p>;')).toEqual(['Hello there']);
  expect(textOutside('a.tsx', 'const a = <p>{late ? "Late" : t("onTime")}</p>;')).toEqual(['Late']);
  expect(textOutside('a.tsx', 'const a = <p>{`${n} found`}</p>;')).toEqual([' found']);
  expect(textOutside('a.tsx', 'const a = <input placeholder="Your name" aria-label={x ?? "Name"} className="input" />;')).toEqual(['Your name', 'Name']);
  expect(textOutside('a.tsx', 'const a = <p className="soft">{t("hello")} / ×{n}</p>;')).toEqual([]);
});
