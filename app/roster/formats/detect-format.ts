import { FORMATS, NEVER_READ, type RosterFormat } from './formats.ts';
import type { Manifest } from './manifest.ts';
import type { Part } from './part.ts';
import type { Note, SetRefusal } from './reasons.ts';

export interface FoundFile {
  /** As given, with `.csv`. */
  name: string;
  header: readonly string[];
}

export type Detected =
  | { ok: true; format: RosterFormat; parts: { part: Part; name: string }[]; notes: { file: string | null; note: Note }[] }
  | { ok: false; reason: SetRefusal; file: string | null; detail: string | null };

/**
 * Finds out which format a set of files is, from their names, their headers and the manifest when there is one, and which file is which part of it.
 * A set whose manifest announces changes only (`delta`) is refused: reading it as a whole list would be wrong.
 */
export function detectFormat(files: readonly FoundFile[], manifest: Manifest | null): Detected {
  const byName = new Map<string, FoundFile>();
  for (const file of files) {
    const name = plainName(file.name);
    if (byName.has(name)) return { ok: false, reason: 'file-twice', file: file.name, detail: null };
    byName.set(name, file);
  }
  if (manifest) {
    for (const [name, state] of manifest.files) {
      if (state === 'delta') return { ok: false, reason: 'delta-not-read', file: byName.get(name)?.name ?? null, detail: name };
    }
  }
  const format = formatOf(byName, manifest);
  if (format === null) return { ok: false, reason: 'format-unknown', file: null, detail: null };
  return gather(format, byName, manifest);
}

function formatOf(byName: ReadonlyMap<string, FoundFile>, manifest: Manifest | null): RosterFormat | null {
  if (manifest?.version?.startsWith('1.1')) return 'oneroster-1.1';
  if (manifest?.version?.startsWith('1.2')) return 'oneroster-1.2';
  const has = (name: string, column: string) => byName.get(name)?.header.some((own) => own.trim().toLowerCase() === column.toLowerCase()) ?? false;
  if (has('school', 'SIS ID') && has('student', 'SIS ID')) return 'sds-1';
  if (!has('orgs', 'sourcedId') || !has('users', 'sourcedId')) return null;
  if (has('users', 'enabledUser')) return byName.has('roles') && !has('users', 'role') ? 'oneroster-1.2' : 'oneroster-1.1';
  if (byName.has('roles')) return has('roles', 'roleType') ? 'oneroster-1.2' : 'sds-2.1';
  return has('users', 'role') ? 'sds-2.0' : null;
}

function gather(format: RosterFormat, byName: ReadonlyMap<string, FoundFile>, manifest: Manifest | null): Detected {
  const parts: { part: Part; name: string }[] = [];
  const notes: { file: string | null; note: Note }[] = [];
  const { required, optional } = FORMATS[format];
  const order = [...required.slice(0, 1), ...optional.filter((part) => isPlace(part)), ...required.slice(1), ...optional.filter((part) => !isPlace(part))];
  const taken = new Set<string>();
  for (const part of order) {
    const file = byName.get(part.file);
    const announced = manifest?.files.get(part.file) ?? null;
    if (!file) {
      if (required.includes(part) || announced === 'bulk') return { ok: false, reason: 'file-missing', file: `${part.file}.csv`, detail: null };
      continue;
    }
    taken.add(part.file);
    if (announced === 'absent') {
      notes.push({ file: file.name, note: 'file-not-in-manifest' });
      continue;
    }
    if (file.header.length === 0) return { ok: false, reason: 'file-empty', file: file.name, detail: null };
    const missing = part.read(file.header).missing[0];
    if (missing !== undefined) return { ok: false, reason: 'column-missing', file: file.name, detail: missing };
    parts.push({ part, name: file.name });
  }
  for (const [name, file] of byName) {
    if (taken.has(name) || name === 'manifest') continue;
    notes.push({ file: file.name, note: NEVER_READ.has(name) ? 'file-never-read' : 'file-not-read' });
  }
  if (format.startsWith('oneroster') && manifest === null) notes.push({ file: null, note: 'manifest-missing' });
  return { ok: true, format, parts, notes };
}

/** Sessions, courses and classes come before people, class places after them. */
function isPlace(part: Part): boolean {
  return ['academicsessions', 'courses', 'classes', 'section'].includes(part.file);
}

/** `Users.CSV` is `users`. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/\.csv$/, '');
}
