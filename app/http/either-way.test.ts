import http from 'node:http';
import https from 'node:https';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOrMakeCertificate } from '../../local/lan/certificate.ts';
import { eitherWay } from './either-way.server.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'either-way-'));
let server: net.Server;
let port: number;
let ca: string;

beforeAll(async () => {
  const { certificateFile, keyFile, authorityFile } = await readOrMakeCertificate(folder, ['127.0.0.1'], ['localhost'], new Date());
  ca = readFileSync(authorityFile, 'utf8');
  const secure = https.createServer({ cert: readFileSync(certificateFile), key: readFileSync(keyFile) }, (_, res) => res.end('secure'));
  server = eitherWay(secure, http.createServer((_, res) => res.end('plain')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

const words = (ask: (heard: (res: http.IncomingMessage) => void) => http.ClientRequest) =>
  new Promise<string>((resolve, reject) => {
    ask((res) => res.setEncoding('utf8').on('data', resolve)).on('error', reject);
  });

test('one port answers both ways, again and again', async () => {
  for (let time = 0; time < 3; time++) {
    expect(await words((heard) => https.get({ host: '127.0.0.1', port, ca, agent: false }, heard))).toBe('secure');
    expect(await words((heard) => http.get({ host: '127.0.0.1', port, agent: false }, heard))).toBe('plain');
  }
});

test('somebody who says nothing and goes away harms nobody', async () => {
  await new Promise<void>((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.end());
    socket.once('close', () => resolve());
  });
  expect(await words((heard) => http.get({ host: '127.0.0.1', port, agent: false }, heard))).toBe('plain');
});
