import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { answer, type Standing, type Stations } from './answer.server.ts';
import { fetchedHeader } from './fetched-by-page.ts';
import { makeLog } from './log.server.ts';
import { makeMetrics } from './metrics.server.ts';
import { ownHostsOf } from './origin-gate.ts';
import { staticFiles } from './static-files.server.ts';

let handle: (request: Request, forwarded: boolean) => Promise<Response>;
let lines: string[] = [];
let port = 0;
let folder = '';
const server = http.createServer();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hallway-files-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'assets/app-1a2b.js'), 'export const doors = 8;\n'.repeat(50));
  await writeFile(join(folder, 'favicon.svg'), '<svg/>');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  const origin = `http://localhost:${port}`;
  const log = makeLog('info', { write: (line) => lines.push(line) });
  const stations: Stations = {
    standing: { config: { trustedProxies: [], origin, dev: false }, log, metrics: makeMetrics({ process: false }) } as unknown as Standing,
    hosts: ownHostsOf(origin, port),
    files: await staticFiles(folder),
    pages: { handle: (request, { forwarded }) => handle(request, forwarded), routeOf: () => 'routes/sign-in.link.$token', startWorkers: async () => {} },
    signalling: () => false,
  };
  server.on('request', (req, res) => void answer(req, res, stations));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  lines = [];
  handle = () => Promise.resolve(new Response('page'));
});

type Answered = { status: number; headers: http.IncomingHttpHeaders; body: Buffer };
function ask(path: string, { method = 'GET', headers = {}, body = [] as (string | Buffer)[] } = {}): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const request = http.request({ port, host: '127.0.0.1', path, method, headers: { host: `localhost:${port}`, ...headers } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }));
    });
    request.on('error', reject);
    for (const part of body) request.write(part);
    request.end();
  });
}
const fromUs = () => ({ origin: `http://localhost:${port}`, 'sec-fetch-site': 'same-origin' });

test('check 11: what only asks for the data of an open page says so, also in a browser that says nothing of it', async () => {
  let says: string | null = null;
  handle = (request) => {
    says = request.headers.get(fetchedHeader);
    return Promise.resolve(new Response('ok'));
  };
  await ask('/today.data?_routes=root');
  expect(says).not.toBeNull();
  await ask('/today', { headers: { accept: 'text/html' } });
  expect(says).toBeNull();
});

test('check 19: a page is stored nowhere unless its route says otherwise, and carries the security headers', async () => {
  const page = await ask('/today');
  expect(page.headers['cache-control']).toBe('no-store');
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect(page.headers['x-content-type-options']).toBe('nosniff');
  handle = () => Promise.resolve(new Response('ok', { headers: { 'Cache-Control': 'max-age=5' } }));
  expect((await ask('/x')).headers['cache-control']).toBe('max-age=5');
});

test('each answer has a nonce of its own', async () => {
  const nonces = await Promise.all([1, 2, 3].map(async () => /nonce-([\w-]{22})'/.exec((await ask('/')).headers['content-security-policy']?.toString() ?? '')?.[1]));
  expect(new Set(nonces).size).toBe(3);
});

test('check 15: a form from elsewhere gets our own 403, and no page sees it', async () => {
  handle = () => Promise.reject(new Error('a page saw it'));
  const refused = await ask('/sign-off', { method: 'POST', headers: { origin: 'https://evil.example' }, body: ['x=1'] });
  expect(refused.status).toBe(403);
  expect(refused.body.toString()).toMatch(/Hallway.*No se cambió nada/s);
});

test('a name that is not ours is answered with the right address', async () => {
  const refused = await ask('/', { headers: { host: 'evil.example' } });
  expect(refused.status).toBe(421);
  expect(refused.body.toString()).toContain(`http://localhost:${port}/`);
});

test('a body over the limit is refused, whether it says so or only does so', async () => {
  handle = async (request) => new Response(String((await request.text()).length));
  expect((await ask('/x', { method: 'POST', headers: { ...fromUs(), 'content-length': 1_000_000 } })).status).toBe(413);
  const creeping = await ask('/x', { method: 'POST', headers: { ...fromUs(), 'transfer-encoding': 'chunked' }, body: Array.from({ length: 300 }, () => Buffer.alloc(1024)) });
  expect(creeping.status).toBe(413);
  handle = (request) => request.text().then(() => new Response('read'), () => new Response('a page of its own', { status: 500 }));
  expect((await ask('/x', { method: 'POST', headers: { ...fromUs(), 'transfer-encoding': 'chunked' }, body: Array.from({ length: 300 }, () => Buffer.alloc(1024)) })).status).toBe(413);
  expect((await ask('/x', { method: 'POST', headers: fromUs(), body: ['a'.repeat(1000)] })).body.toString()).toBe('read');
});

test('check 29: what nobody expected ends in a page that tells nothing but a number, which the log has too', async () => {
  handle = () => Promise.reject(new Error('Mateo Ibarra'));
  const failed = await ask('/today');
  expect(failed.status).toBe(500);
  expect(failed.body.toString()).not.toContain('Mateo');
  const number = /<small>([\w-]{36})<\/small>/.exec(failed.body.toString())?.[1];
  expect(lines.join()).toContain(number);
  expect(lines.join()).not.toContain('Mateo');
});

test('check 28: the log names the route, never the address that was asked for', async () => {
  await ask('/sign-in/link/very-secret-token?to=/students/4711');
  expect(lines.join()).toContain('routes/sign-in.link.$token');
  expect(lines.join()).not.toMatch(/very-secret|4711/);
});

test('the client’s address is the socket’s, and the host ours, whatever the request claims', async () => {
  let seen = new Headers();
  handle = (request) => {
    seen = request.headers;
    return Promise.resolve(new Response(request.url));
  };
  const answered = await ask('/x', { headers: { host: `127.0.0.1:${port}`, 'x-forwarded-for': '203.0.113.9', 'x-hallway-address': '203.0.113.9', 'x-forwarded-host': 'evil.example' } });
  expect(answered.body.toString()).toBe(`http://localhost:${port}/x`);
  expect(seen.get('x-hallway-address')).toBe('127.0.0.1');
  expect([seen.get('x-forwarded-for'), seen.get('x-forwarded-host')]).toEqual([null, null]);
  expect((await ask('//evil.example/x')).body.toString()).toBe(`http://localhost:${port}/evil.example/x`);
});

test('each cookie stays a line of its own', async () => {
  handle = () => {
    const headers = new Headers();
    headers.append('Set-Cookie', 'a=1; Expires=Wed, 01 Jan 2030 00:00:00 GMT');
    headers.append('Set-Cookie', 'b=2');
    return Promise.resolve(new Response(null, { status: 303, headers }));
  };
  expect((await ask('/x')).headers['set-cookie']).toEqual(['a=1; Expires=Wed, 01 Jan 2030 00:00:00 GMT', 'b=2']);
});

test('a page learns when its browser has left', async () => {
  const left = new Promise<void>((resolve) => {
    handle = (request) => {
      request.signal.addEventListener('abort', () => resolve());
      return Promise.resolve(new Response(new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('first')) })));
    };
  });
  const request = http.get({ port, host: '127.0.0.1', path: '/events', headers: { host: `localhost:${port}` } }, (response) => response.once('data', () => request.destroy()));
  request.on('error', () => {});
  await left;
});

test('built files are served compressed and kept, and nothing else of the disk is', async () => {
  const script = await ask('/assets/app-1a2b.js', { headers: { 'accept-encoding': 'gzip, br' } });
  expect(script.headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'content-encoding': 'br', vary: 'Accept-Encoding', 'content-type': 'text/javascript; charset=utf-8' });
  expect(brotliDecompressSync(script.body).toString()).toContain('doors = 8');
  expect((await ask('/favicon.svg')).body.toString()).toBe('<svg/>');
  expect((await ask('/favicon.svg', { headers: { 'if-none-match': (await ask('/favicon.svg')).headers.etag } })).status).toBe(304);
  for (const path of ['/assets/../../etc/passwd', '/assets/%2e%2e/%2e%2e/etc/passwd', '/assets', '/assets/']) expect((await ask(path)).body.toString()).toBe('page');
});

test('HEAD is GET without the body', async () => {
  expect(await ask('/today', { method: 'HEAD' })).toMatchObject({ status: 200, body: Buffer.alloc(0) });
});

test('a page learns that a proxy passed the request on, though what the proxy wrote is not believed', async () => {
  const seen: [boolean, string | null][] = [];
  handle = (request, forwarded) => {
    seen.push([forwarded, request.headers.get('x-forwarded-for')]);
    return Promise.resolve(new Response('page'));
  };
  await ask('/metrics');
  for (const headers of [{ 'X-Forwarded-For': '198.51.100.1' }, { Forwarded: 'for=198.51.100.1' }, { Via: '1.1 proxy' }]) await ask('/metrics', { headers });
  expect(seen).toEqual([[false, null], [true, null], [true, null], [true, null]]);
});
