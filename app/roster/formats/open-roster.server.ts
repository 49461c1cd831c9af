import { readCsvLines } from './csv-lines.server.ts';
import { detectFormat, plainName, type FoundFile } from './detect-format.ts';
import { FORMATS } from './formats.ts';
import { readManifest, type Manifest } from './manifest.ts';
import type { Part } from './part.ts';
import type { WholeRefusal } from './reasons.ts';
import type { OpenedRoster, RosterEvent } from './roster-event.ts';
import { RosterRefused, refuseWhole } from './roster-refused.ts';
import type { RosterFile, RosterSource } from './roster-source.ts';
import { surveyFile, type Survey } from './survey-file.server.ts';

const KNOWN = new Set(['manifest', ...Object.values(FORMATS).flatMap(({ required, optional }) => [...required, ...optional].map((part) => part.file))]);

interface Surveyed {
  file: RosterFile;
  survey: Survey;
}

/**
 * Finds out what a source is and makes it ready to be read once, in a stream that holds one row at a time. Files outside the format, and those with
 * flags that are never read, are only named.
 */
export async function openRoster(source: RosterSource): Promise<OpenedRoster | WholeRefusal> {
  try {
    const surveyed = new Map<string, Surveyed>();
    const found: FoundFile[] = [];
    let manifest: Manifest | null = null;
    for (const file of source.files) {
      // What is no part of any format is not opened, so neither are the files of flags.
      if (!KNOWN.has(plainName(file.name))) {
        found.push({ name: file.name, header: [] });
        continue;
      }
      const survey = await surveyFile(file);
      surveyed.set(file.name, { file, survey });
      if (plainName(file.name) === 'manifest') manifest = await manifestOf(file, survey);
      found.push({ name: file.name, header: survey.empty ? [] : await headerOf(file, survey) });
    }
    const detected = detectFormat(found, manifest);
    if (!detected.ok) return refuseWhole(detected.reason, detected.file, detected.detail);
    const parts = detected.parts.map(({ part, name }) => ({ part, ...(surveyed.get(name) as Surveyed) }));
    const oldEncoding = parts.filter(({ survey }) => survey.encoding === 'windows-1252');
    return {
      ok: true,
      format: detected.format,
      sourceSystem: manifest?.sourceSystem ?? null,
      notes: [...detected.notes, ...oldEncoding.map(({ file }) => ({ file: file.name, note: 'read-as-windows-1252' as const }))],
      rowsAtMost: parts.reduce((sum, { survey }) => sum + Math.max(0, survey.lineCount - 1), 0),
      read: () => readParts(parts),
    };
  } catch (error) {
    if (error instanceof RosterRefused) return whole(error);
    throw error;
  }
}

async function* readParts(parts: readonly (Surveyed & { part: Part })[]): AsyncGenerator<RosterEvent> {
  try {
    for (const { part, file, survey } of parts) yield* readPart(part, file, survey);
  } catch (error) {
    if (!(error instanceof RosterRefused)) throw error;
    yield { event: 'refused-whole', refusal: whole(error) };
  }
}

async function* readPart(part: Part, file: RosterFile, survey: Survey): AsyncGenerator<RosterEvent> {
  let reader: ReturnType<Part['read']> | null = null;
  for await (const { line, fields, lineEndsInside, mayBeCut } of readCsvLines(file, survey)) {
    if (!reader) {
      reader = part.read(fields);
      continue;
    }
    const mapped = reader.map(fields);
    if (lineEndsInside > 0 && (!mapped.ok || reader.isTorn(fields))) throw new RosterRefused('quote-astray', file.name, line);
    // A last row without a line end is whole if it makes sense (many programs end a file so), and the mark of a cut if it does not.
    if (!mapped.ok && mayBeCut) throw new RosterRefused('truncated', file.name, line);
    const place = { file: file.name, line, counted: part.counted };
    if (mapped.ok) yield { event: 'line', ...place, rows: mapped.rows, derived: mapped.derived, notes: mapped.notes, mayBeCut };
    else yield { event: 'refused-line', ...place, reason: mapped.reason };
  }
}

async function headerOf(file: RosterFile, survey: Survey): Promise<string[]> {
  for await (const { fields } of readCsvLines(file, survey)) return fields;
  return [];
}

async function manifestOf(file: RosterFile, survey: Survey): Promise<Manifest> {
  const rows: string[][] = [];
  for await (const { fields } of readCsvLines(file, survey)) rows.push(fields);
  return readManifest(rows.slice(1));
}

function whole({ reason, file, line }: RosterRefused): WholeRefusal {
  return { ok: false, reason, file, line, detail: null };
}
