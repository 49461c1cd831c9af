import { Readable } from 'node:stream';
import type { RosterSource } from './roster-source.ts';

/** A roster out of texts or bytes already in memory: for tests, which hand the reader files in pieces of a few bytes so that no piece ends kindly. */
export function textsAsSource(files: Record<string, string | Buffer>, pieceBytes = 7): RosterSource {
  return {
    files: Object.entries(files).map(([name, content]) => {
      const bytes = Buffer.from(content as string);
      const pieces: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += pieceBytes) pieces.push(bytes.subarray(at, at + pieceBytes));
      return { name, sizeBytes: bytes.length, open: async () => Readable.from(pieces) };
    }),
    close: async () => {},
  };
}
