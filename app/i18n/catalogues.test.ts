import { expect, test } from 'vitest';
import { en } from './en.ts';
import { es } from './es.ts';

type Catalogue = Readonly<Record<string, string>>;
const originals = Object.entries(en as Record<string, Catalogue>);
const translations: Readonly<Record<string, Record<string, Catalogue>>> = { es };
const pairs = Object.entries(translations).flatMap(([language, catalogues]) => originals.map(([namespace, original]) => ({ language, namespace, original, translation: catalogues[namespace] ?? {} })));

const placeholders = (text: string) => [...text.matchAll(/\{\{(.*?)\}\}/g)].map(([, name]) => name).sort();
const tags = (text: string) => [...text.matchAll(/<\/?([\w-]+)\/?>/g)].map(([tag]) => tag).sort();

test.each(pairs)('$namespace says everything in $language that it says in English', ({ original, translation }) => {
  expect(Object.keys(translation).sort()).toEqual(Object.keys(original).sort());
});

test.each(pairs)('$namespace keeps its placeholders and tags in $language', ({ original, translation }) => {
  for (const [key, text] of Object.entries(original)) {
    expect.soft(placeholders(translation[key] ?? ''), key).toEqual(placeholders(text));
    expect.soft(tags(translation[key] ?? ''), key).toEqual(tags(text));
  }
});

test.each(pairs)('$namespace is translated, not copied, into $language', ({ original, translation }) => {
  const copied = Object.entries(original).filter(([key, text]) => text === translation[key] && text.replace(/\{\{.*?\}\}/g, '').split(/\s+/).filter((word) => /[a-z]{2}/i.test(word)).length > 2);
  expect(copied).toEqual([]);
});

const everyText = [['en', en], ...Object.entries(translations)].flatMap(([language, catalogues]) =>
  Object.entries(catalogues as Record<string, Catalogue>).flatMap(([namespace, catalogue]) => Object.entries(catalogue).map(([key, text]) => ({ name: `${language as string} ${namespace} ${key}`, text }))));

test('no text is empty or keeps a stray space or a half placeholder', () => {
  const wrong = everyText.filter(({ text }) => text.trim() === '' || text !== text.trim() || /\{\{\s|\s\}\}|(^|[^{])\{[^{]|[^}]\}([^}]|$)/.test(text));
  expect(wrong).toEqual([]);
});

test('a text with a number has all its plural forms', () => {
  for (const [namespace, catalogue] of originals) {
    const keys = new Set(Object.keys(catalogue));
    const bases = [...keys].filter((key) => /_(zero|one|other)$/.test(key)).map((key) => key.replace(/_(zero|one|other)$/, ''));
    for (const base of bases) expect.soft([keys.has(`${base}_one`), keys.has(`${base}_other`)], `${namespace} ${base}`).toEqual([true, true]);
  }
});

test('nobody is called a patient, and nobody non-compliant', () => {
  expect(everyText.filter(({ text }) => /\bpatients?\b|\bpacientes?\b|non-?complian|incumplid/i.test(text))).toEqual([]);
});
