import { createHash, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { outsideJson } from '../http/outside-json.server.ts';
import { mayAskOutside } from '../http/outside-address.ts';
import { z } from '../http/schema.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { cameBack, identityFrom, leaveForSso } from './sso-ceremony.server.ts';
import { ssoProvider } from './sso-provider.server.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const strangers = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A provider that says what a test wants it to say. */
async function provider() {
  const says = { claims: {} as Record<string, unknown>, header: { alg: 'ES256', kid: 'k1' } as Record<string, unknown>, key: privateKey as KeyObject, issuer: '', redirect: '' };
  const asked: { path: string; body: URLSearchParams }[] = [];
  const server = http.createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => {
      const path = req.url ?? '';
      asked.push({ path, body: new URLSearchParams(Buffer.concat(parts).toString()) });
      if (says.redirect === path) return void res.writeHead(302, { location: `${issuer}/elsewhere` }).end();
      res.writeHead(200, { 'Content-Type': 'application/json' });
      if (path === '/elsewhere') return void res.end('{"keys":[]}');
      if (path === '/jwks') return void res.end(JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig' }] }));
      if (path === '/token') {
        const token = `${encoded(says.header)}.${encoded(says.claims)}`;
        const signature = says.header['alg'] === 'none' ? '' : sign('sha256', Buffer.from(token), { key: says.key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
        return void res.end(JSON.stringify({ access_token: 'a', token_type: 'Bearer', id_token: `${token}.${signature}` }));
      }
      res.end(JSON.stringify({
        issuer: says.issuer || issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`,
        id_token_signing_alg_values_supported: ['ES256', 'none', 'HS256'],
      }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  afterAll(() => server.close());
  const config = { origin: 'http://localhost:4000', installation: '0123abcd', sessionSecret: 's'.repeat(32), sso: { issuer, clientId: 'hallway', clientSecret: 'secret', name: 'District' } } as HallwayContext['config'];
  return { issuer, says, asked, context: { config } };
}

async function left(it: Awaited<ReturnType<typeof provider>>, again = false) {
  const away = await leaveForSso(it.context, { to: '/today', sharedDevice: false, again });
  if (!away) throw new Error('nobody answers');
  const url = new URL(away.url);
  const request = new Request('http://localhost:4000/sign-in/sso/callback', { headers: { cookie: away.cookie.split(';')[0] ?? '' } });
  const nowS = Math.floor(Date.now() / 1000);
  it.says.claims = { iss: it.issuer, aud: 'hallway', sub: 'subject-1', iat: nowS, exp: nowS + 60, nonce: url.searchParams.get('nonce'), email: 'tom@example.org', email_verified: true };
  const back = () => cameBack(request, it.context, { state: url.searchParams.get('state'), code: 'code' });
  return { url, request, back, who: async () => identityFrom(it.context, back() ?? (await Promise.reject(new Error('no way back')))) };
}

test('check 24: it leaves with state, nonce and PKCE, and the code is exchanged with the verifier of this browser', async () => {
  const it = await provider();
  const { url, who } = await left(it);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({ response_type: 'code', client_id: 'hallway', code_challenge_method: 'S256', scope: 'openid email', redirect_uri: 'http://localhost:4000/sign-in/sso/callback' });
  expect(await who()).toEqual({ issuer: it.issuer, subject: 'subject-1', email: 'tom@example.org' });
  const verifier = it.asked.find(({ path }) => path === '/token')?.body.get('code_verifier') ?? '';
  expect(createHash('sha256').update(verifier).digest('base64url')).toBe(url.searchParams.get('code_challenge'));
});

test.each([
  ['another nonce', { nonce: 'x' }], ['no nonce', { nonce: undefined }], ['for somebody else', { aud: 'other' }], ['for several, asked for by another', { aud: ['hallway', 'other'], azp: 'other' }],
  ['for several, by nobody', { aud: ['hallway', 'other'] }], ['another issuer', { iss: 'http://127.0.0.1:1' }], ['too old', { exp: 1 }], ['no subject', { sub: undefined }],
])('check 24: a token with %s is not believed', async (_, wrong) => {
  const it = await provider();
  const { who } = await left(it);
  Object.assign(it.says.claims, wrong);
  expect(await who()).toBeNull();
});

test('check 24: only a key of the provider counts, and only a real signature', async () => {
  const it = await provider();
  const { who } = await left(it);
  it.says.key = strangers.privateKey;
  expect(await who()).toBeNull();
  it.says.key = privateKey;
  for (const header of [{ alg: 'none' }, { alg: 'HS256', kid: 'k1' }, { alg: 'ES256', kid: 'unknown' }]) {
    it.says.header = header;
    expect(await who()).toBeNull();
  }
});

test('check 24: what comes back belongs to the browser that left, and to nobody else', async () => {
  const it = await provider();
  const [mine, theirs] = [await left(it), await left(it)];
  expect(mine.back()).not.toBeNull();
  expect(cameBack(mine.request, it.context, { state: theirs.url.searchParams.get('state'), code: 'code' })).toBeNull();
  expect(cameBack(new Request('http://localhost:4000/'), it.context, { state: mine.url.searchParams.get('state'), code: 'code' })).toBeNull();
  const forged = new Request('http://localhost:4000/', { headers: { cookie: (mine.request.headers.get('cookie') ?? '').replace(/\.[^.]*$/, '.AAAA') } });
  expect(cameBack(forged, it.context, { state: mine.url.searchParams.get('state'), code: 'code' })).toBeNull();
  expect(cameBack(mine.request, it.context, { state: mine.url.searchParams.get('state'), code: 'code' }, Date.now() + 11 * 60_000)).toBeNull();
});

test('an address that the provider has not verified is no address', async () => {
  const it = await provider();
  const { who } = await left(it);
  it.says.claims['email_verified'] = false;
  expect(await who()).toMatchObject({ subject: 'subject-1', email: null });
});

test('check 13: asked to show proof anew, it must have done so just now', async () => {
  const it = await provider();
  const { url, who } = await left(it, true);
  expect([url.searchParams.get('prompt'), url.searchParams.get('max_age')]).toEqual(['login', '0']);
  expect(await who()).toBe('unsaid');
  it.says.claims['auth_time'] = Math.floor(Date.now() / 1000) - 3600;
  expect(await who()).toBeNull();
  it.says.claims['auth_time'] = Math.floor(Date.now() / 1000);
  expect(await who()).not.toBeNull();
});

test('check 23: nothing but HTTPS or this computer is asked, no redirect is followed, and a provider cannot be another one', async () => {
  expect(['https://login.example.org/a', 'http://localhost:9', 'http://127.0.0.1'].map(mayAskOutside)).toEqual([true, true, true]);
  expect(['http://login.example.org', 'http://169.254.169.254/latest', 'http://10.0.0.1', 'file:///etc/passwd', 'https://me:secret@example.org', 'nonsense'].map(mayAskOutside)).toEqual(Array(6).fill(false));
  const it = await provider();
  const shape = z.object({ keys: z.array(z.unknown()) });
  expect(await outsideJson(`${it.issuer}/elsewhere`, shape)).toEqual({ keys: [] });
  it.says.redirect = '/moved';
  expect(await outsideJson(`${it.issuer}/moved`, shape)).toBeNull();
  it.says.issuer = `http://127.0.0.1/${randomUUID()}`;
  expect(await ssoProvider(it.issuer, Date.now())).toBeNull();
});
