import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bornAt, identify } from './process-identity.ts';
import { endLeftovers, keepRecord, readRecord } from './running-record.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hallway-record-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the record of a run', () => {
  it('is empty before anything runs, and when it was cut short', () => {
    expect(readRecord(folder)).toEqual({ origin: null, ownerUrl: null, parts: {} });
    writeFileSync(path.join(folder, 'running.json'), '{"origin":');
    expect(readRecord(folder).parts).toEqual({});
  });

  it('lets the next run end what a kill left behind, and nobody else', async () => {
    const child = spawn(process.execPath, ['-e', "process.stdout.write('up'); setInterval(() => {}, 1000)"], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    const identity = identify(child.pid ?? 0);
    if (identity === null) throw new Error('the child is gone');
    const record = keepRecord(folder);
    record.note({ origin: 'http://localhost:3000' });
    record.notePart('LiveKit', identity);
    record.notePart('The portal', { pid: process.pid, born: 'in an earlier life' });
    expect(readRecord(folder)).toMatchObject({ origin: 'http://localhost:3000', parts: { LiveKit: identity } });
    expect(await endLeftovers(folder)).toEqual(['LiveKit']);
    expect(bornAt(identity.pid)).toBeNull();
    record.clear();
    expect(readRecord(folder).parts).toEqual({});
  });
});
