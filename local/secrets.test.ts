import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOrMakeSecrets } from './secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hallway-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the secrets of an installation', () => {
  it('stay what they are once made', () => {
    expect(readOrMakeSecrets(folder)).toEqual(readOrMakeSecrets(folder));
  });

  it('check 27: are different for every installation and never the development pair of the video server', () => {
    const other = mkdtempSync(path.join(tmpdir(), 'hallway-secrets-'));
    const [one, two] = [readOrMakeSecrets(folder), readOrMakeSecrets(other)];
    rmSync(other, { recursive: true });
    for (const name of Object.keys(one) as (keyof typeof one)[]) expect(one[name]).not.toBe(two[name]);
    expect(one.livekitSecret).toMatch(/^[\w-]{40}$/);
    expect(one.livekitKey).not.toBe('devkey');
    expect(Buffer.from(one.key, 'base64')).toHaveLength(32);
    expect(one.installation).toMatch(/^[0-9a-f]{8}$/);
  });

  it('check 27: can be read by their owner alone', () => {
    readOrMakeSecrets(folder);
    // Windows has no such bits; there the folder's own rights decide.
    expect(process.platform === 'win32' ? 0 : statSync(path.join(folder, 'secrets.json')).mode & 0o077).toBe(0);
  });

  it('gain what a newer version needs and keep the rest', () => {
    const whole = readOrMakeSecrets(folder);
    const file = path.join(folder, 'secrets.json');
    writeFileSync(file, JSON.stringify({ ...whole, auditKey: undefined }));
    expect(readOrMakeSecrets(folder)).toEqual({ ...whole, auditKey: expect.not.stringContaining(whole.auditKey) as string });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('auditKey');
  });

  it('are not made anew over a database that needs the old ones', () => {
    mkdirSync(path.join(folder, 'postgres'));
    expect(() => readOrMakeSecrets(folder)).toThrow('secrets.json is gone');
  });
});
