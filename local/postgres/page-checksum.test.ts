import { expect, test } from 'vitest';
import { firstBlockIn, isPageSound, lsnFrom, pageBytes, pageChecksum } from './page-checksum.ts';

function page(lsn: bigint): Buffer {
  const bytes = Buffer.alloc(pageBytes, 0x5a);
  bytes.writeUInt32LE(Number(lsn >> 32n), 0);
  bytes.writeUInt32LE(Number(lsn & 0xffffffffn), 4);
  bytes.writeUInt16LE(pageChecksum(bytes, 7), 8);
  return bytes;
}

const early = lsnFrom('0/2000028');

test('a page is sound with the checksum of what it holds, in its place', () => {
  expect(isPageSound(page(early), 7, early + 1n)).toBe(true);
  expect(isPageSound(page(early), 8, early + 1n)).toBe(false);
});

test('any flipped bit of a page is found', () => {
  for (const bit of [0, 77, 80, 33_001, pageBytes * 8 - 1]) {
    const damaged = page(early);
    damaged[bit >> 3] = (damaged[bit >> 3] as number) ^ (1 << (bit & 7));
    expect({ bit, sound: isPageSound(damaged, 7, lsnFrom('FF/0')) }).toEqual({ bit, sound: false });
  }
});

test('a page that was changed since the backup began, and one that was never written, are not judged', () => {
  const changing = page(early);
  changing[5000] = 0;
  expect(isPageSound(changing, 7, early)).toBe(true);
  expect(isPageSound(Buffer.alloc(pageBytes), 7, early)).toBe(true);
});

test('blocks are counted through all files of a table, and only tables have them', () => {
  expect(['base/5/16384', 'base/5/16384.2', 'base/5/16384_fsm', 'global/1260'].map(firstBlockIn)).toEqual([0, 262_144, 0, 0]);
  expect(['base/5/PG_VERSION', 'global/pg_control', 'base/5/pg_filenode.map', 'pg_xact/0000', 'postgresql.conf'].map(firstBlockIn)).toEqual([null, null, null, null, null]);
});
