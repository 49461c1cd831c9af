/** PostgreSQL's pages, and where they carry what is looked at here. */
export const pageBytes = 8192;
const checksumAt = 8;
const upperAt = 14;

const lanes = 32;
const prime = 16_777_619;
/** The start of each lane, from PostgreSQL's `checksum_impl.h`. */
const starts = [
  0x5b1f36e9, 0xb8525960, 0x02ab50aa, 0x1de66d2a, 0x79ff467a, 0x9bb9f8a3, 0x217e7cd2, 0x83e13d2c, 0xf8d4474f, 0xe39eb970, 0x42c6ae16, 0x993216fa, 0x7b093b5d, 0x98daff3c,
  0xf718902a, 0x0b1c9cdb, 0xe58f764b, 0x187636bc, 0x5d7b3bb1, 0xe73de7de, 0x92bec979, 0xcca6c0b2, 0x304a0979, 0x85aa43d4, 0x783125bb, 0x6ca8eaa2, 0xe407eac6, 0x4b5cfc3e,
  0x9fbf8c76, 0x15ca20be, 0xf2ca9fd3, 0x959bd756,
];

/**
 * Whether a page of a table or an index is as PostgreSQL wrote it, by the checksum that it carries (FNV-1a in 32 lanes, folded, with its place in the file).
 *
 * A page that was never written carries none. One that was changed since `sinceLsn` may have been read in the middle of a write, which the log mends: it is
 * not judged.
 *
 * @param page 8192 bytes
 * @param block its number in the whole table, counted through all of the table's files
 */
export function isPageSound(page: Buffer, block: number, sinceLsn: bigint): boolean {
  if (page.readUInt16LE(upperAt) === 0) return true;
  if (lsnOf(page) >= sinceLsn) return true;
  return page.readUInt16LE(checksumAt) === pageChecksum(page, block);
}

export function pageChecksum(page: Buffer, block: number): number {
  const sums = Int32Array.from(starts);
  const add = (lane: number, word: number): void => {
    const mixed = (sums[lane] as number) ^ word;
    sums[lane] = Math.imul(mixed, prime) ^ (mixed >>> 17);
  };
  for (let at = 0; at < pageBytes; at += 4) {
    // The page's own checksum counts as zero.
    const word = at === checksumAt ? page.readUInt32LE(at) & 0xffff0000 : page.readUInt32LE(at);
    add((at / 4) % lanes, word);
  }
  for (let round = 0; round < 2; round += 1) for (let lane = 0; lane < lanes; lane += 1) add(lane, 0);
  const folded = sums.reduce((all, sum) => all ^ sum, 0) ^ block;
  return ((folded >>> 0) % 65_535) + 1;
}

function lsnOf(page: Buffer): bigint {
  return (BigInt(page.readUInt32LE(0)) << 32n) | BigInt(page.readUInt32LE(4));
}

/** `0/2000028` as a number. */
export function lsnFrom(text: string): bigint {
  const [high = '0', low = '0'] = text.split('/');
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}

const blocksAFile = 131_072;

/** The block that a table's file begins with; null for a file that holds no such pages. `16384`, `16384.2`, `16384_fsm` … */
export function firstBlockIn(name: string): number | null {
  const found = /^(?:base\/\d+|global)\/\d+(?:_(?:fsm|vm|init))?(?:\.(\d+))?$/.exec(name);
  return found === null ? null : Number(found[1] ?? 0) * blocksAFile;
}
