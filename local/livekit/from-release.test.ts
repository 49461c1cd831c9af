import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { archiveName, publishedSum, takeFromRelease } from './from-release.ts';

const file = 'livekit_test.tar.gz';
const offered = new Map<string, Buffer>();
const server = http.createServer((request, response) => {
  const body = offered.get(request.url ?? '');
  response.writeHead(body ? 200 : 404).end(body);
});
let base: string;
let folder: string;
let target: string;
let archive: Buffer;

const sum = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const take = () => takeFromRelease(target, () => undefined, base, file);

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hallway-release-'));
  target = path.join(folder, 'livekit-server');
  writeFileSync(target, 'the program');
  writeFileSync(path.join(folder, 'LICENSE'), 'words');
  spawnSync('tar', ['-czf', file, 'LICENSE', 'livekit-server'], { cwd: folder });
  archive = readFileSync(path.join(folder, file));
  rmSync(target);
  offered.clear();
  offered.set(`/${file}`, archive);
  offered.set('/checksums.txt', Buffer.from(`${'0'.repeat(64)}  livekit_other.tar.gz\n${sum(archive)}  ${file}\n`));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('takeFromRelease', () => {
  it('puts the program of a matching archive in place, ready to run', async () => {
    expect(await take()).toBeNull();
    expect(readFileSync(target, 'utf8')).toBe('the program');
    expect(process.platform === 'win32' || (statSync(target).mode & 0o111) !== 0).toBe(true);
  });

  it('refuses an archive of which one byte differs', async () => {
    const altered = Buffer.from(archive);
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
    offered.set(`/${file}`, altered);
    expect(await take()).toContain('did not match');
    expect(existsSync(target)).toBe(false);
  });

  it('refuses an archive that the list does not name', async () => {
    offered.set('/checksums.txt', Buffer.from(`${sum(archive)}  something-else.tar.gz\n`));
    expect(await take()).toContain('does not name');
    expect(existsSync(target)).toBe(false);
  });

  it.each(['/checksums.txt', `/${file}`])('says so when %s is not there', async (url) => {
    offered.delete(url);
    expect(await take()).toContain('could not be reached');
  });

  it('says so when the archive matches and holds no such program', async () => {
    spawnSync('tar', ['-czf', file, 'LICENSE'], { cwd: folder });
    const other = readFileSync(path.join(folder, file));
    offered.set(`/${file}`, other);
    offered.set('/checksums.txt', Buffer.from(`${sum(other)} *${file}\n`));
    expect(await take()).toContain('could not be opened');
    expect(existsSync(target)).toBe(false);
  });
});

describe('publishedSum', () => {
  it('does not take the sum of a longer name or a line without one', () => {
    expect(publishedSum(`${'a'.repeat(64)}  x-${file}\nbroken ${file}\n`, file)).toBeNull();
  });
});

describe('archiveName', () => {
  it('knows what is published, and for which machines nothing is', () => {
    expect(archiveName('linux', 'x64')).toMatch(/^livekit_\d+\.\d+\.\d+_linux_amd64\.tar\.gz$/);
    expect(archiveName('win32', 'arm64')).toMatch(/_windows_arm64\.zip$/);
    expect(archiveName('darwin', 'arm64')).toBeNull();
  });
});
