import { expect, test } from 'vitest';
import { linkToken, linkUrl, tokenSha256 } from './link-token.server.ts';

const key = Buffer.alloc(32, 7);
const id = '6d6f9f3e-0000-4000-8000-000000000001';

test('a link can be written again: the same id gives the same token, and only with the same key', () => {
  expect(linkToken(key, 'sign_in', id)).toBe(linkToken(key, 'sign_in', id.toUpperCase()));
  expect(linkToken(Buffer.alloc(32, 8), 'sign_in', id)).not.toBe(linkToken(key, 'sign_in', id));
});

test('the kinds never mix: one id has another token as another kind', () => {
  const tokens = (['invitation', 'sign_in', 'visit'] as const).map((kind) => linkToken(key, kind, id));
  expect(new Set(tokens).size).toBe(3);
});

test('a token holds 32 bytes, and what is stored does not give it back', () => {
  const token = linkToken(key, 'visit', id);
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(tokenSha256(token)).toHaveLength(32);
  expect(tokenSha256(token)?.toString('base64url')).not.toBe(token);
});

test('text that cannot be a token is not looked up', () => {
  for (const text of ['', 'x', `${linkToken(key, 'visit', id)}x`, '%'.repeat(43), linkToken(key, 'visit', id).slice(1)]) {
    expect(tokenSha256(text)).toBeNull();
  }
});

test('check 20: the address that is sent names nobody', () => {
  const url = linkUrl('https://portal.example.org', 'sign_in', linkToken(key, 'sign_in', id));
  expect(url).not.toContain(id);
  expect(url).toMatch(/^https:\/\/portal\.example\.org\/sign-in\/link\/[\w-]{43}$/);
});
