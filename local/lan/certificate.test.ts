import https from 'node:https';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readOrMakeCertificate, type Certificate } from './certificate.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'certificate-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const now = new Date();
const days = (count: number) => new Date(now.getTime() + count * 24 * 60 * 60 * 1000);
const made = (addresses = ['127.0.0.1', '192.168.1.20'], at = now) => readOrMakeCertificate(folder, addresses, ['localhost'], at);
const text = (file: string) => readFileSync(file, 'utf8');

/** Asks a server that shows the certificate, trusting its authority alone. */
async function ask(certificate: Certificate, host: string): Promise<number | string> {
  const server = https.createServer({ cert: text(certificate.certificateFile), key: text(certificate.keyFile) }, (_, res) => res.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const answer = await new Promise<number | string>((resolve) => {
    https.get({ host: '127.0.0.1', port, path: '/', servername: host === '127.0.0.1' ? '' : host, headers: { host }, ca: text(certificate.authorityFile) }, (res) => resolve(res.statusCode ?? 0))
      .on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'failed'));
  });
  await new Promise((resolve) => server.close(resolve));
  return answer;
}

test('a device that trusts the authority takes the certificate, under each address and name it is for, and under no other', async () => {
  const certificate = await made();
  expect(await ask(certificate, '127.0.0.1')).toBe(200);
  expect(await ask(certificate, 'localhost')).toBe(200);
  expect(await ask(certificate, 'elsewhere.example')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
});

test('a device that trusts another authority refuses it', async () => {
  const certificate = await made();
  const other = await readOrMakeCertificate(path.join(folder, 'other'), ['127.0.0.1'], ['localhost'], now);
  expect(await ask({ ...certificate, authorityFile: other.authorityFile }, '127.0.0.1')).toMatch(/^UNABLE_TO|^SELF_SIGNED/);
});

test('it stays the same while it fits and lasts', async () => {
  const first = text((await made()).certificateFile);
  expect(text((await made()).certificateFile)).toBe(first);
  expect(text((await made(undefined, days(300))).certificateFile)).toBe(first);
});

test('another address, or an end within thirty days, makes it anew under the same authority', async () => {
  const { certificateFile, authorityFile } = await made();
  const [first, authority] = [text(certificateFile), text(authorityFile)];
  await made(['127.0.0.1', '10.0.0.7']);
  const second = text(certificateFile);
  expect(second).not.toBe(first);
  await made(['127.0.0.1', '10.0.0.7'], days(370));
  expect(text(certificateFile)).not.toBe(second);
  expect(text(authorityFile)).toBe(authority);
});

test.skipIf(process.platform === 'win32')('the keys are readable by their owner alone', async () => {
  const { keyFile } = await made();
  for (const file of [keyFile, path.join(folder, 'lan', 'authority-key.pem')]) expect(statSync(file).mode & 0o077).toBe(0);
});
