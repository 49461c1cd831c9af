import type { SetRefusal } from './reasons.ts';

/** No roster seen comes near these; a file made to fill a disk or a memory passes them at once. */
export const ZIP_FILES_LIMIT = 200;
export const UNPACKED_BYTES_LIMIT = 2 * 1024 ** 3;
/** Lists of class places shrink to a fortieth; nothing that people write shrinks to a five-hundredth. Looked at from a megabyte on. */
export const ZIP_RATIO_LIMIT = 500;

export interface ZipEntry {
  name: string;
  packedBytes: number;
  unpackedBytes: number;
}

/**
 * Decides by the zip's own list, before anything is unpacked, whether it is read. The unpacked sizes may be believed: the reader stops at once when
 * an entry turns out larger than the list says. Nothing is ever written to a path out of the zip; names that climb are refused all the same.
 */
export function checkZip(entries: readonly ZipEntry[]): { ok: true } | { ok: false; reason: SetRefusal; file: string | null } {
  if (entries.length > ZIP_FILES_LIMIT) return { ok: false, reason: 'zip-too-many-files', file: null };
  let packed = 0;
  let unpacked = 0;
  for (const entry of entries) {
    if (isUnsafeName(entry.name)) return { ok: false, reason: 'zip-unsafe-name', file: null };
    packed += entry.packedBytes;
    unpacked += entry.unpackedBytes;
  }
  const swells = unpacked > 1024 ** 2 && unpacked > packed * ZIP_RATIO_LIMIT;
  if (unpacked > UNPACKED_BYTES_LIMIT || swells) return { ok: false, reason: 'zip-too-large', file: null };
  return { ok: true };
}

export function isUnsafeName(name: string): boolean {
  return /^[/\\]|^[A-Za-z]:|\\|\0/.test(name) || name.split('/').includes('..');
}

/** The CSV files of a zip by their name without folders. One folder around all of them is common and fine; two folders hold two sets. */
export function csvNames(names: readonly string[]): { ok: true; names: Map<string, string> } | { ok: false; reason: SetRefusal } {
  const kept = names.filter((name) => /\.csv$/i.test(name) && !name.startsWith('__MACOSX/') && !(name.split('/').at(-1) ?? '').startsWith('.'));
  const folders = new Set(kept.map((name) => name.slice(0, name.lastIndexOf('/') + 1)));
  if (folders.size > 1) return { ok: false, reason: 'zip-folders' };
  return { ok: true, names: new Map(kept.map((name) => [name, name.slice(name.lastIndexOf('/') + 1)])) };
}
