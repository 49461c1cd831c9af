import https from 'node:https';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { afterEach, expect, test } from 'vitest';
import { makeAuthority, sign } from './authority.ts';
import { readOrMakeCertificate, type Certificate } from './certificate.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'certificate-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const now = new Date();
const days = (count: number) => new Date(now.getTime() + count * 24 * 60 * 60 * 1000);
const made = (addresses = ['127.0.0.1', '192.168.1.20'], at = now) => readOrMakeCertificate(folder, addresses, ['localhost'], at);
const text = (file: string) => readFileSync(file, 'utf8');
const both = ({ certificateFile, authorityFile }: Certificate) => [text(certificateFile), text(authorityFile)];

const ask = (certificate: Certificate, host: string) =>
  asked({ cert: text(certificate.certificateFile), key: text(certificate.keyFile), ca: text(certificate.authorityFile) }, host);

/** Asks a server that shows the certificate, trusting the authority alone. */
async function asked({ cert, key, ca }: { cert: string; key: string; ca: string }, host: string): Promise<number | string> {
  const server = https.createServer({ cert, key }, (_, res) => res.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const answer = await new Promise<number | string>((resolve) => {
    https.get({ host: '127.0.0.1', port, path: '/', servername: host === '127.0.0.1' ? '' : host, headers: { host }, ca }, (res) => resolve(res.statusCode ?? 0))
      .on('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'UNSPECIFIED' ? error.message : (error.code ?? 'failed')));
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
  expect(text((await made(undefined, days(780))).certificateFile)).toBe(first);
});

test('another address, or an end within thirty days, makes it anew, with its authority', async () => {
  const first = await made().then(both);
  const second = await made(['127.0.0.1', '10.0.0.7']).then(both);
  const third = await made(['127.0.0.1', '10.0.0.7'], days(795)).then(both);
  expect(new Set([...first, ...second, ...third]).size).toBe(6);
});

test('an authority of an earlier version, which could vouch for any site, is replaced, and its key is gone', async () => {
  const { authorityFile } = await made();
  const limited = text(authorityFile);
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const unlimited = await x509.X509CertificateGenerator.createSelfSigned({ name: 'CN=Any', keys, signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' }, extensions: [new x509.BasicConstraintsExtension(true, 0, true)] });
  writeFileSync(authorityFile, unlimited.toString('pem'));
  writeFileSync(path.join(folder, 'lan', 'authority-key.pem'), 'key');
  await made();
  expect([unlimited.toString('pem'), limited]).not.toContain(text(authorityFile));
  expect(readdirSync(path.join(folder, 'lan')).sort()).toEqual(['authority.pem', 'certificate-key.pem', 'certificate.pem']);
});

test('even with the authority’s key nobody fools a device that trusts it for another site or address', async () => {
  await made();
  const authority = await makeAuthority(['127.0.0.1'], ['localhost'], now, 10);
  const shown = async (addresses: string[], names: string[], host: string) => {
    const { certificate, key } = await sign(authority, addresses, names, now, 10);
    const pem = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
    return asked({ cert: certificate.toString('pem'), key: pem, ca: authority.certificate.toString('pem') }, host);
  };
  expect(await shown(['127.0.0.1'], ['localhost'], 'localhost')).toBe(200);
  expect(await shown([], ['bank.example'], 'bank.example')).toBe('permitted subtree violation');
  expect(await shown([], ['localhost', 'bank.example'], 'bank.example')).toBe('permitted subtree violation');
  expect(await shown(['192.168.1.1'], [], '127.0.0.1')).toBe('permitted subtree violation');
  expect(await shown(['2001:db8::1'], [], '127.0.0.1')).toBe('permitted subtree violation');
});

test.skipIf(process.platform === 'win32')('the key is readable by its owner alone', async () => {
  expect(statSync((await made()).keyFile).mode & 0o077).toBe(0);
});
