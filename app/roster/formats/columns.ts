/** Names that files in use give a column instead of the standard's. */
const ALSO_WRITTEN: Record<string, string> = { orgSourcedIds: 'orgs', agentSourcedIds: 'agents' };

/** A district administrator may belong to hundreds of schools, listed in one cell. */
const TEXT_LIMIT = 20_000;
/** No name holds one, and PostgreSQL cannot store all of them. */
const CONTROL = /\p{Cc}/u;

export type Cells<Name extends string> = Record<Name, string>;

export interface Columns<Name extends string> {
  /** How many columns the header names. */
  width: number;
  /** Wanted columns that the header does not have. */
  missing: Name[];
  wants(index: number): boolean;
  /** The wanted cells of one row, trimmed, inner line breaks turned into spaces; everything else in the row is never looked at. */
  pick(fields: readonly string[]): { ok: true; cells: Cells<Name> } | { ok: false; reason: 'text-too-long' | 'control-character' };
}

/**
 * Finds the wanted columns by name in any order and any capitals. Where a name occurs twice, the first column that holds something in that row
 * counts. A column that is not wanted is not read: that is how passwords stay in the file.
 */
export function findColumns<Name extends string>(header: readonly string[], wanted: readonly Name[]): Columns<Name> {
  const names = header.map((name) => name.trim().toLowerCase());
  const places = wanted.map((name) => {
    const spellings = [name.toLowerCase(), ALSO_WRITTEN[name]];
    return { name, here: names.flatMap((written, index) => (spellings.includes(written) ? [index] : [])) };
  });
  return {
    width: header.length,
    missing: places.filter((place) => place.here.length === 0).map((place) => place.name),
    wants: (index) => places.some((place) => place.here.includes(index)),
    pick(fields) {
      const cells = {} as Cells<Name>;
      for (const { name, here } of places) {
        const written = here.map((index) => fields[index] ?? '').find((field) => field.trim() !== '') ?? '';
        if (written.length > TEXT_LIMIT) return { ok: false, reason: 'text-too-long' };
        const value = written.replace(/\s+/g, ' ').trim().normalize('NFC');
        if (CONTROL.test(value)) return { ok: false, reason: 'control-character' };
        cells[name] = value;
      }
      return { ok: true, cells };
    },
  };
}

/** A cell that holds a list: `"S1,S2"`. */
export function readList(cell: string): string[] {
  return cell
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** A cell that holds yes or no in any capitals; null when it says neither. */
export function readTruth(cell: string): boolean | null {
  const word = cell.toLowerCase();
  if (word === 'true' || word === 'yes' || word === '1') return true;
  if (word === 'false' || word === 'no' || word === '0') return false;
  return null;
}
