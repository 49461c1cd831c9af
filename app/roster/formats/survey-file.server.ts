import type { RosterFile } from './roster-source.ts';
import { encodingByFirstBytes, type TextEncoding } from './text-encoding.ts';

export interface Survey {
  encoding: TextEncoding;
  /** Line ends in the file: at most this many lines are rows (a cell may hold line ends of its own). */
  lineCount: number;
  endsWithLineEnd: boolean;
  /** The file stops in the middle of a character: something cut it. */
  endsInsideCharacter: boolean;
  empty: boolean;
}

/**
 * Reads a file once, keeping nothing, to learn how its text is encoded: what its first bytes say, else UTF-8 if all of it is UTF-8, else
 * Windows-1252 (older programs on Windows still write it, and a José read as UTF-8 would not be found again).
 */
export async function surveyFile(file: RosterFile): Promise<Survey> {
  let encoding: TextEncoding | null = null;
  let utf8: TextDecoder | null = null;
  let isUtf8 = true;
  let byteCount = 0;
  let lineCount = 0;
  let last = -1;
  let beforeLast = -1;
  for await (const piece of await file.open()) {
    const chunk = piece as Buffer;
    if (chunk.length === 0) continue;
    if (byteCount === 0) {
      encoding = encodingByFirstBytes(chunk);
      utf8 = encoding === null || encoding === 'utf-8' ? new TextDecoder('utf-8', { fatal: true }) : null;
    }
    if (utf8 && isUtf8) isUtf8 = decodes(utf8, chunk);
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lineCount += 1;
    byteCount += chunk.length;
    beforeLast = chunk.length > 1 ? (chunk.at(-2) ?? -1) : last;
    last = chunk.at(-1) ?? -1;
  }
  const isLineEnd = (byte: number) => byte === 10 || byte === 13;
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const endsWithLineEnd = isLineEnd(encoding === 'utf-16le' ? beforeLast : last);
  const endsInsideCharacter = wide ? byteCount % 2 === 1 : utf8 !== null && isUtf8 && !ends(utf8);
  return {
    encoding: encoding ?? (isUtf8 ? 'utf-8' : 'windows-1252'),
    lineCount: lineCount + (endsWithLineEnd ? 0 : 1),
    endsWithLineEnd,
    endsInsideCharacter,
    empty: byteCount === 0,
  };
}

function decodes(decoder: TextDecoder, chunk: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function ends(decoder: TextDecoder): boolean {
  try {
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}
