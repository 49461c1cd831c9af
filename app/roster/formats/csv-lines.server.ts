import { Transform } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { RosterRefused } from './roster-refused.ts';
import type { RosterFile } from './roster-source.ts';
import type { Survey } from './survey-file.server.ts';

/** A cell that never closes its quote would otherwise take in the rest of the file. */
const ROW_CHARACTERS_LIMIT = 256 * 1024;

export interface CsvLine {
  /** The line on which the row begins; the header is on line 1. */
  line: number;
  fields: string[];
  /** Line ends inside its cells. */
  lineEndsInside: number;
  /** The last row of a file that does not end with a line end: it may be half of one. */
  mayBeCut: boolean;
}

/**
 * Reads the rows of a CSV file one by one, the header first. Empty rows are passed over. A file that stops inside a quoted cell, inside a character
 * or in a row shorter than its header was cut: all of it is refused, because nobody knows what else is missing.
 */
export async function* readCsvLines(file: RosterFile, survey: Survey): AsyncGenerator<CsvLine> {
  if (survey.empty) throw new RosterRefused('file-empty', file.name);
  if (survey.endsInsideCharacter) throw new RosterRefused('truncated', file.name, survey.lineCount);
  // Lines are counted as rows are found: the parser's own count takes a CRLF inside a cell twice, and an error drops the rows that still wait.
  let line = 1;
  const found: { line: number; lineEndsInside: number }[] = [];
  const rows = parse({
    relax_column_count: true,
    relax_quotes: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: ROW_CHARACTERS_LIMIT,
    on_record(fields: string[]) {
      const lineEndsInside = fields.reduce((sum, field) => sum + countLineEnds(field), 0);
      found.push({ line, lineEndsInside });
      line += 1 + lineEndsInside;
      return fields;
    },
  });
  const bytes = await file.open();
  const text = bytes.pipe(decoding(survey.encoding));
  bytes.on('error', (error) => text.destroy(error));
  text.on('error', (error) => rows.destroy(error));
  text.pipe(rows);

  let width: number | null = null;
  let held: CsvLine | null = null;
  try {
    for await (const fields of rows as AsyncIterable<string[]>) {
      const place = found.shift();
      if (!place || fields.every((field) => field.trim() === '')) continue;
      width ??= fields.length;
      if (held) yield held;
      held = { ...place, fields, mayBeCut: false };
    }
  } catch (error) {
    throw refusalOf(error, file.name, line);
  } finally {
    rows.destroy();
    text.destroy();
    bytes.destroy();
  }
  if (!held || width === null) throw new RosterRefused('file-empty', file.name);
  if (held.fields.length < width) throw new RosterRefused('truncated', file.name, held.line);
  yield { ...held, mayBeCut: !survey.endsWithLineEnd };
}

function countLineEnds(field: string): number {
  return /[\r\n]/.test(field) ? field.split(/\r\n|\n|\r/).length - 1 : 0;
}

/** Turns bytes into text without the byte-order mark. */
function decoding(encoding: string): Transform {
  const decoder = new TextDecoder(encoding);
  return new Transform({
    readableObjectMode: false,
    transform(chunk: Buffer, _encoding, done) {
      done(null, decoder.decode(chunk, { stream: true }));
    },
    flush(done) {
      done(null, decoder.decode());
    },
  });
}

function refusalOf(error: unknown, file: string, line: number): unknown {
  if (!(error instanceof CsvError)) return error;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new RosterRefused('truncated', file, line);
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new RosterRefused('row-too-long', file, line);
  return error;
}
