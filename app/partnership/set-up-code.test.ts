import { expect, test } from 'vitest';
import { newSetUpCode, setUpCodeSha256 } from './set-up-code.server.ts';

test('a code is four groups of four signs, another one each time', () => {
  const codes = Array.from({ length: 50 }, newSetUpCode);
  for (const code of codes) expect(code).toMatch(/^[A-HJKMNP-TV-Z2-9]{4}(-[A-HJKMNP-TV-Z2-9]{4}){3}$/);
  expect(new Set(codes).size).toBe(50);
});

test('a code is known however it is typed, and no other is', () => {
  const kept = setUpCodeSha256('ABCD-EFGH-JKMN-PQRS');
  for (const typed of ['abcdefghjkmnpqrs', ' ABCD EFGH JKMN PQRS ', 'ABCD–EFGH–JKMN–PQRS']) expect(setUpCodeSha256(typed)).toEqual(kept);
  expect(setUpCodeSha256('ABCD-EFGH-JKMN-PQRT')).not.toEqual(kept);
});
