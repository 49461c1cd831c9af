import { expect, test } from 'vitest';
import { cookieName, cookieText, readCookie, setCookie } from './cookies.server.ts';

const local = { origin: 'http://localhost:4000', installation: '0123abcd' };
const asked = (cookie: string) => new Request('http://localhost:4000/', { headers: { cookie } });

test('two installations on one host share no cookie', () => {
  const other = { ...local, installation: 'ffff0000' };
  expect(cookieName(local, 'session')).not.toBe(cookieName(other, 'session'));
  expect(readCookie(asked(`${cookieName(other, 'device')}=x`), local, 'device')).toBeNull();
});

test('wherever a browser accepts it the cookie is bound to this host, scripts cannot read it and other sites do not send it', () => {
  for (const origin of ['http://localhost:4000', 'http://127.0.0.1:4000', 'https://portal.example.org']) {
    expect(setCookie({ ...local, origin }, 'session', 'v')).toBe('__Host-session-0123abcd=v; Path=/; HttpOnly; SameSite=Lax; Secure');
  }
  expect(setCookie({ ...local, origin: 'http://192.0.2.7:4000' }, 'session', 'v')).toBe('session-0123abcd=v; Path=/; HttpOnly; SameSite=Lax');
});

test('a cookie is found among others, whole', () => {
  expect(readCookie(asked('a=1; __Host-device-0123abcd=tok.en=; b=2'), local, 'device')).toBe('tok.en=');
  expect(readCookie(asked('x__Host-device-0123abcd=1'), local, 'device')).toBeNull();
  expect(readCookie(new Request('http://localhost/'), local, 'device')).toBeNull();
});

test('what no browser of ours was given is no text, and breaks no page', () => {
  expect(cookieText(asked('__Host-back-0123abcd=%2Ffamily%2F1'), local, 'back')).toBe('/family/1');
  expect(cookieText(asked('__Host-back-0123abcd=%zz'), local, 'back')).toBe('');
  expect(cookieText(asked(''), local, 'back')).toBe('');
});
