import { renderToStaticMarkup } from 'react-dom/server';
import type { ReactElement } from 'react';
import { expect, test } from 'vitest';
import { RichText } from './rich-text.tsx';
import { textInstance } from './text-instance.ts';
import { TextProvider, useLanguage, useText } from './use-text.tsx';

const catalogues = { ui: { 'found_one': '{{count}} hallazgo', 'found_other': '{{count}} hallazgos', busy: 'Lea <b>todo</b> y <link>firme</link> el {{day}}' } };
const drawn = (element: ReactElement) => renderToStaticMarkup(<TextProvider text={textInstance('es', catalogues)}>{element}</TextProvider>);

function Found({ count }: { count: number }) {
  return <p lang={useLanguage()}>{useText('ui')('found', { count })}</p>;
}

test('a text takes the plural form of its language and fills in its values', () => {
  expect(drawn(<Found count={1} />)).toBe('<p lang="es">1 hallazgo</p>');
  expect(drawn(<Found count={3} />)).toBe('<p lang="es">3 hallazgos</p>');
});

test('emphasis and links stay inside their sentence, and values are never markup', () => {
  const html = drawn(<RichText from="ui" k="busy" values={{ day: '<i>2</i>' }} parts={{ link: <span id="sign" /> }} />);
  expect(html).toBe('Lea <b>todo</b> y <span id="sign">firme</span> el &lt;i&gt;2&lt;/i&gt;');
});

test('a sentence may hold an element where a value belongs, and chooses its plural by the count', () => {
  expect(drawn(<RichText from="ui" k="found" values={{ count: 2 }} />)).toBe('2 hallazgos');
  expect(drawn(<RichText from="ui" k="busy" values={{ day: <time>2</time> }} parts={{ link: <i /> }} />)).toBe('Lea <b>todo</b> y <i>firme</i> el <time>2</time>');
});

test('a missing key is heard of', () => {
  const missing: string[] = [];
  const text = textInstance('es', catalogues, (key, namespace) => missing.push(`${namespace} ${key}`));
  expect(text.t('nothing.here', { ns: 'ui' })).toBe('nothing.here');
  expect(missing).toEqual(['ui nothing.here']);
});
