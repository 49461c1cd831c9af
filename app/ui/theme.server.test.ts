import { expect, test } from 'vitest';
import { rememberTheme, themeOf } from './theme.server.ts';

const config = { installation: '0a1b2c3d', origin: 'http://localhost:3000' };
const ask = (cookie?: string) => new Request('http://localhost:3000/', { headers: cookie ? { cookie } : {} });

test('a browser that remembers nothing, or nonsense, follows its device', () => {
  expect(themeOf(ask(), config)).toBe('system');
  expect(themeOf(ask('theme-0a1b2c3d=pink'), config)).toBe('system');
});

test('light and dark are remembered, and "as the device" forgets them', () => {
  expect(themeOf(ask(rememberTheme('dark', config).split(';')[0]), config)).toBe('dark');
  expect(rememberTheme('system', config)).toContain('Max-Age=0');
});
