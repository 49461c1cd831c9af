import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOrMakeCertificate } from '../../local/lan/certificate.ts';
import { fetchCalendar, openInternet, type CalendarNetwork } from './fetch-calendar.server.ts';

let folder: string;
let server: Server;
let network: CalendarNetwork;
const asked: string[] = [];
const at = (path: string, host = 'calendar.example.org') => `https://${host}:${(server.address() as AddressInfo).port}${path}`;
const text = (bytes: Uint8Array | null) => (bytes ? Buffer.from(bytes).toString('utf8') : null);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calendar-'));
  const { certificateFile, keyFile, authorityFile } = await readOrMakeCertificate(folder, ['127.0.0.1'], ['calendar.example.org', 'inside.example.org'], new Date());
  server = createServer({ cert: await readFile(certificateFile), key: await readFile(keyFile) }, (request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/same.ics' && request.headers['if-none-match'] === '"1"') return void response.writeHead(304).end();
    if (request.url === '/moved.ics') return void response.writeHead(302, { Location: '/a.ics' }).end();
    if (request.url === '/inside.ics') return void response.writeHead(302, { Location: at('/a.ics', 'inside.example.org') }).end();
    if (request.url === '/plain.ics') return void response.writeHead(302, { Location: 'http://calendar.example.org/a.ics' }).end();
    if (request.url === '/round.ics') return void response.writeHead(302, { Location: '/round.ics' }).end();
    if (request.url === '/gone.ics') return void response.writeHead(404).end('no');
    if (request.url === '/huge.ics') return void response.writeHead(200).end(Buffer.alloc(4 * 1024 * 1024, 'A'));
    if (request.url === '/cut.ics') return void response.writeHead(200, { 'Content-Length': '100' }).write('BEGIN', () => response.destroy());
    response.writeHead(200, { 'Content-Type': 'text/plain', ETag: '"1"' }).end('BEGIN:VCALENDAR');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const ca = await readFile(authorityFile);
  network = { addressesOf: (host) => Promise.resolve([host === 'calendar.example.org' ? '127.0.0.1' : '10.0.0.7']), mayReach: (address) => address === '127.0.0.1', options: { ca } };
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

test('reads what is there, whatever type it says, also behind a redirect', async () => {
  const found = await fetchCalendar(at('/a.ics').replace('https:', 'webcal:'), null, network);
  expect(found).toMatchObject({ ok: true, etag: '"1"' });
  expect(found.ok && text(found.bytes)).toBe('BEGIN:VCALENDAR');
  expect(await fetchCalendar(at('/moved.ics'), null, network)).toMatchObject({ ok: true });
});

test('asks whether it is still the same', async () => {
  expect(await fetchCalendar(at('/same.ics'), { etag: '"1"', modified: null }, network)).toEqual({ ok: true, bytes: null });
});

test.each([
  ['/inside.ics', 'not-allowed'], ['/plain.ics', 'not-allowed'], ['/round.ics', 'too-many-redirects'], ['/gone.ics', 'refused'], ['/huge.ics', 'too-large'], ['/cut.ics', 'not-reached'],
])('%s: %s', async (path, reason) => {
  expect(await fetchCalendar(at(path), null, network)).toEqual({ ok: false, reason });
});

test('a private address is not asked, neither by number nor by a name that leads there, nor if one of several is private', async () => {
  asked.length = 0;
  const { port } = server.address() as AddressInfo;
  for (const host of ['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '2130706433', 'localhost']) expect(await fetchCalendar(`https://${host}:${port}/a.ics`, null, openInternet)).toEqual({ ok: false, reason: 'not-allowed' });
  expect(await fetchCalendar(at('/a.ics'), null, { ...network, addressesOf: () => Promise.resolve(['127.0.0.1', '10.0.0.7']) })).toEqual({ ok: false, reason: 'not-allowed' });
  expect(asked).toEqual([]);
});
