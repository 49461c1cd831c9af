import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { refuseToBeginOver } from './lost-database.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), 'hallway-lost-'));
  mkdirSync(path.join(data, 'backups', 'wal'), { recursive: true });
});
afterEach(() => rmSync(data, { recursive: true }));

it('lets a new installation begin, and one whose database is there', () => {
  refuseToBeginOver(data);
  writeFileSync(path.join(data, 'backups', 'wal', '000000010000000000000001.gz'), '');
  mkdirSync(path.join(data, 'postgres'));
  refuseToBeginOver(data);
});

it('begins no empty database over the log or the backups of one that was lost', () => {
  writeFileSync(path.join(data, 'backups', 'wal', '000000010000000000000001.gz'), '');
  expect(() => refuseToBeginOver(data)).toThrow(/the log of one[^]*move/u);
  const backup = path.join(data, 'backups', '2026-11-24T07-00-00Z');
  mkdirSync(backup);
  const manifest = { format: 1, startedAt: '2026-11-24T07:00:00Z', endedAt: '2026-11-24T07:01:00Z', systemIdentifier: '7', startWal: '000000010000000000000002', stopWal: '000000010000000000000002', keyVersion: 1, files: { PG_VERSION: {} } };
  writeFileSync(path.join(backup, 'backup.json'), JSON.stringify(manifest));
  expect(() => refuseToBeginOver(data)).toThrow('npm run restore');
});
