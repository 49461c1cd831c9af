import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRoster } from './open-roster.server.ts';
import { openRosterSource } from './open-source.server.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hallway-zip-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Odd {
  encrypted?: boolean;
  wrongChecksum?: boolean;
  saysBytes?: number;
}

/** A zip as any program writes it, and, where asked, as only somebody with a plan would. */
async function zip(files: Record<string, string>, odd: Odd = {}): Promise<string> {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const packed = deflateRawSync(text);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(odd.encrypted ? 1 : 0, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(odd.wrongChecksum ? 7 : crc32(text), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(odd.saysBytes ?? Buffer.byteLength(text), 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), head, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), head, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  const path = join(folder, `${Math.abs(crc32(JSON.stringify([files, odd])))}.zip`);
  await writeFile(path, Buffer.concat([...locals, list, Buffer.from('PK\u0005\u0006'), end]));
  return path;
}

const orgs = 'sourcedId,name,type,parentSourcedId\n1,Alder Creek Middle,school,\n';
const users = 'sourcedId,orgSourcedIds,givenName,familyName,role\n2,1,Aro,Ashgrove,Student\n';

async function outcome(path: string): Promise<string> {
  const opened = await openRosterSource(path);
  if (!opened.ok) return opened.reason;
  try {
    const roster = await openRoster(opened.source);
    if (!roster.ok) return roster.reason;
    let rows = 0;
    for await (const event of roster.read()) {
      if (event.event === 'refused-whole') return event.refusal.reason;
      rows += 1;
    }
    return `${roster.format} ${rows}`;
  } finally {
    await opened.source.close();
  }
}

it('reads a zip with its files at the top, or in one folder, beside what a Mac leaves there', async () => {
  expect(await outcome(await zip({ 'orgs.csv': orgs, 'users.csv': users }))).toBe('sds-2.0 2');
  expect(await outcome(await zip({ 'export/': '', 'export/orgs.csv': orgs, 'export/users.csv': users, '__MACOSX/export/._orgs.csv': 'x', 'export/readme.txt': 'x' }))).toBe('sds-2.0 2');
});

it('refuses a zip whose files lie in two folders: which of them is the roster?', async () => {
  expect(await outcome(await zip({ 'a/orgs.csv': orgs, 'b/users.csv': users }))).toBe('zip-folders');
});

it('refuses names that climb out or start at the root', async () => {
  expect(await outcome(await zip({ '../orgs.csv': orgs }))).toBe('zip-unsafe-name');
  expect(await outcome(await zip({ '/etc/orgs.csv': orgs }))).toBe('zip-unsafe-name');
});

it('refuses a zip that swells beyond any roster, or says less than it holds', async () => {
  expect(await outcome(await zip({ 'orgs.csv': orgs, 'users.csv': '0'.repeat(2 * 1024 ** 2) }))).toBe('zip-too-large');
  expect(await outcome(await zip({ 'orgs.csv': orgs, 'users.csv': users }, { saysBytes: 3 * 1024 ** 3 }))).toBe('zip-too-large');
  expect(await outcome(await zip({ 'orgs.csv': orgs, 'users.csv': users }, { saysBytes: 10 }))).toBe('zip-broken');
});

it('refuses a zip of very many files', async () => {
  expect(await outcome(await zip(Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`${n}.csv`, 'x']))))).toBe('zip-too-many-files');
});

it('refuses a zip that is locked, damaged, cut or empty', async () => {
  const whole = await zip({ 'orgs.csv': orgs, 'users.csv': users });
  expect(await outcome(await zip({ 'orgs.csv': orgs, 'users.csv': users }, { encrypted: true }))).toBe('zip-encrypted');
  expect(await outcome(await zip({ 'orgs.csv': orgs, 'users.csv': users }, { wrongChecksum: true }))).toBe('zip-broken');
  const { readFile } = await import('node:fs/promises');
  const bytes = await readFile(whole);
  const cut = join(folder, 'cut.zip');
  await writeFile(cut, bytes.subarray(0, bytes.length / 2));
  expect(await outcome(cut)).toBe('zip-broken');
  expect(await outcome(await zip({ 'notes.txt': 'x' }))).toBe('nothing-here');
});

it('refuses a single file that is no zip', async () => {
  const path = join(folder, 'orgs.csv');
  await writeFile(path, orgs);
  expect(await outcome(path)).toBe('format-unknown');
});
