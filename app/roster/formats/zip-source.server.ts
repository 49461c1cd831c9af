import { Transform, type Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import type { WholeRefusal } from './reasons.ts';
import { RosterRefused, refuseWhole } from './roster-refused.ts';
import type { OpenedSource } from './roster-source.ts';
import { checkZip, csvNames, ZIP_FILES_LIMIT } from './zip-limits.ts';

/** Opens a zip by its central directory. Nothing is unpacked to disk; each CSV file is inflated as it is read, its length and checksum verified. */
export async function openZip(path: string): Promise<OpenedSource> {
  let zip: ZipFile;
  try {
    zip = await openPromise(path, { autoClose: false });
  } catch {
    return refuseWhole('zip-broken');
  }
  const listed = await list(zip);
  if (!Array.isArray(listed)) {
    zip.close();
    return listed;
  }
  const entries = listed.filter((entry) => !entry.fileName.endsWith('/'));
  const checked = checkZip(
    entries.map((entry) => ({ name: entry.fileName, packedBytes: entry.compressedSize, unpackedBytes: entry.uncompressedSize })),
  );
  const names = csvNames(entries.map((entry) => entry.fileName));
  const encrypted = entries.some((entry) => entry.isEncrypted());
  if (!checked.ok || !names.ok || encrypted || names.names.size === 0) {
    zip.close();
    if (!checked.ok) return refuseWhole(checked.reason, checked.file);
    if (!names.ok) return refuseWhole(names.reason);
    return refuseWhole(encrypted ? 'zip-encrypted' : 'nothing-here');
  }
  const files = entries.flatMap((entry) => {
    const name = names.names.get(entry.fileName);
    return name === undefined ? [] : [{ name, sizeBytes: entry.uncompressedSize, open: () => openEntry(zip, entry, name) }];
  });
  return { ok: true, source: { files, close: async () => zip.close() } };
}

/** The zip's own list, given up as soon as it is longer than any roster's. */
async function list(zip: ZipFile): Promise<Entry[] | WholeRefusal> {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      entries.push(entry);
      if (entries.length > ZIP_FILES_LIMIT) return refuseWhole('zip-too-many-files');
    }
  } catch (error) {
    // The library checks names itself (`..`, drive letters, absolute paths) and says so only in words.
    const unsafe = error instanceof Error && /relative path|absolute path|invalid characters in fileName/.test(error.message);
    return refuseWhole(unsafe ? 'zip-unsafe-name' : 'zip-broken');
  }
  return entries;
}

async function openEntry(zip: ZipFile, entry: Entry, name: string): Promise<Readable> {
  const packed = await zip.openReadStreamPromise(entry).catch(() => {
    throw new RosterRefused('zip-broken', name);
  });
  let checksum = 0;
  const verified = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      checksum = crc32(chunk, checksum);
      done(null, chunk);
    },
    flush(done) {
      done(checksum === entry.crc32 ? null : new RosterRefused('zip-broken', name));
    },
  });
  packed.on('error', () => verified.destroy(new RosterRefused('zip-broken', name)));
  verified.on('close', () => packed.destroy());
  return packed.pipe(verified);
}
