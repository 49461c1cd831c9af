import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupsIn, forgetOld, journalNoLongerNeeded, unreadableIn } from './backups.ts';
import { removeBackup } from './manifest.ts';

let data: string;
let backups: string;
beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), 'hallway-forget-'));
  backups = path.join(data, 'backups');
  for (const folder of [path.join(backups, 'wal'), path.join(data, 'sent')]) mkdirSync(folder, { recursive: true });
});
afterEach(() => rmSync(data, { recursive: true }));

const whole = (day: string) => ({
  format: 1, startedAt: `${day}T07:00:00.000Z`, endedAt: `${day}T07:01:00.000Z`, systemIdentifier: '7', postgresVersion: '18', startWal: '000000010000000000000002', stopWal: '000000010000000000000002',
  keyVersion: 1, files: { PG_VERSION: { bytes: 3, sha256: '' } },
});
function make(day: string, text = JSON.stringify(whole(day))): string {
  const name = `${day}T07-00-00Z`;
  mkdirSync(path.join(backups, name, 'cluster'), { recursive: true });
  writeFileSync(path.join(backups, name, 'backup.json'), text);
  return name;
}

describe('backups whose backup.json cannot be read', () => {
  it('are named as that and hold up no other', () => {
    const good = make('2026-11-20');
    const half = make('2026-11-21', JSON.stringify(whole('2026-11-21')).slice(0, 90));
    const other = make('2026-11-22', '{"format":1}');
    const newer = make('2026-11-23', '{"format":2}');
    expect(backupsIn(backups).map(({ name }) => name)).toEqual([good]);
    expect(unreadableIn(backups).sort((a, b) => a.name.localeCompare(b.name))).toEqual([{ name: half, why: 'damaged' }, { name: other, why: 'damaged' }, { name: newer, why: 'newer' }]);
  });

  it('are left where they are when old ones go', () => {
    const half = make('2026-10-01', '{');
    const days = Array.from({ length: 9 }, (_, n) => make(`2026-11-1${n}`));
    expect(forgetOld(data, days.at(-1) ?? '', new Date('2026-11-18T08:00:00Z'))).toEqual([days[1], days[0]]);
    expect(existsSync(path.join(backups, half))).toBe(true);
  });
});

it('a backup that is being taken away is no backup from the first moment on', () => {
  const name = make('2026-11-20');
  removeBackup(path.join(backups, name));
  expect(readdirSync(backups)).toEqual(['wal']);
});

it('the backup made just now stays, though a clock that went back makes it look like the oldest', () => {
  for (let n = 0; n < 7; n += 1) make(`2026-11-1${n}`);
  const made = make('2020-01-01');
  expect(forgetOld(data, made, new Date('2020-01-01T08:00:00Z'))).toEqual([]);
  expect(backupsIn(backups).map(({ name }) => name)).toContain(made);
});

describe('the journal of what went out', () => {
  const day = (daysAgo: number) => `${new Date(Date.parse('2026-11-24T00:00:00Z') - daysAgo * 86_400_000).toISOString().slice(0, 10)}.jsonl`;
  const all = Array.from({ length: 500 }, (_, n) => day(n));
  const now = new Date('2026-11-24T08:00:00Z');

  it('stays for 400 days, as copies of backups lie elsewhere, however young the oldest backup here is', () => {
    const gone = journalNoLongerNeeded(all, '2026-11-17T07:00:00Z', now);
    expect([gone.length, gone.sort().at(-1)]).toEqual([99, day(401)]);
    for (const file of all) writeFileSync(path.join(data, 'sent', file), '');
    forgetOld(data, make('2026-11-24'), now);
    expect(readdirSync(path.join(data, 'sent'))).toHaveLength(401);
  });

  it('stays as long as an older backup is here', () => {
    expect(journalNoLongerNeeded(all, '2025-08-01T07:00:00Z', now)).toHaveLength(all.filter((file) => file < '2025-08-01').length);
  });

  it('stays where a clock runs ahead', () => {
    expect(journalNoLongerNeeded(all.slice(0, 400), '2126-01-01T07:00:00Z', new Date('2126-01-01T08:00:00Z'))).toEqual([]);
    // Days on which nothing went out have no file: 400 days of letters reach further back.
    expect(journalNoLongerNeeded(all.filter((_, n) => n % 2 === 0), '2026-11-17T07:00:00Z', now)).toEqual([]);
  });
});
