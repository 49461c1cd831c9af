import { renderToString } from 'react-dom/server';
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server.js';
import { expect, test } from 'vitest';
import { NonceContext } from '../http/nonce.tsx';
import { requestText } from '../i18n/text.server.ts';
import { TextProvider } from '../i18n/use-text.tsx';
import { DayStrip, type StripDoor } from './day-strip.tsx';

const door = (key: string, startMinute: number, minutes: number): StripDoor => ({ key, startMinute, minutes, door: 'closed', title: key, spoken: `spoken ${key}`, to: `/${key}` });

async function drawn(doors: readonly StripDoor[], now?: { minute: number; text: string }): Promise<string> {
  const { query, dataRoutes } = createStaticHandler([{ id: 'root', path: '*', element: <DayStrip title="day" doors={doors} now={now} /> }]);
  const context = await query(new Request('http://localhost/'));
  if (context instanceof Response) throw new Error('a page without a loader does not answer by itself');
  const page = <StaticRouterProvider router={createStaticRouter(dataRoutes, context)} context={context} hydrate={false} />;
  return renderToString(<NonceContext.Provider value="n1"><TextProvider text={requestText('en')}>{page}</TextProvider></NonceContext.Provider>);
}

const sheet = (html: string) => /<style[^>]*>(.*?)<\/style>/.exec(html)?.[1] ?? '';

test('each door stands at its true minute, counted from the first hour drawn', async () => {
  const html = await drawn([door('a', 9 * 60 + 22, 32)], { minute: 9 * 60 + 18, text: '9:18' });
  expect(sheet(html)).toContain('.at-0{--t:82;--d:32}');
  expect(sheet(html)).toContain('--minutes:480');
  expect(sheet(html)).toMatch(/\.at-9\{--t:78;/);
});

test('the corridor grows by whole hours when a door lies outside of it', async () => {
  const html = await drawn([door('early', 7 * 60 + 15, 30), door('late', 16 * 60 + 30, 50)]);
  expect(sheet(html)).toContain('--minutes:660');
  expect(sheet(html)).toContain('.at-0{--t:15;--d:30}');
});

test('positions come from a sheet with the page\'s nonce, never from a style attribute', async () => {
  const html = await drawn([door('a', 600, 30)]);
  expect(html).toContain('<style nonce="n1">');
  expect(html).not.toContain('style="');
});

test('a keyboard stops once in the row, and every door has its full spoken name', async () => {
  const html = await drawn([door('a', 540, 30), door('b', 600, 30), door('c', 660, 30)]);
  expect(html.match(/data-stop="" tabindex="0"/g)).toHaveLength(1);
  expect(html.match(/data-stop="" tabindex="-1"/g)).toHaveLength(2);
  expect(html).toContain('aria-label="spoken c"');
});
