import { expect, test } from 'vitest';
import { wayBack } from './way-back.ts';

test('a path of our own is the way back, its query included', () => {
  expect(wayBack('/referrals/7?tab=log')).toBe('/referrals/7?tab=log');
  expect(wayBack('/')).toBe('/');
});

test('another host, however it is written, is not', () => {
  for (const path of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', '/\t/elsewhere.example', 'today', '', null, undefined, 7]) {
    expect(wayBack(path)).toBe('/');
  }
});
