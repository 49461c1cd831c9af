import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import postgres from 'postgres';
import { writeWhole } from '../write-whole.ts';
import { readHistory, type Ancestor, type Lived } from './timelines.ts';

/** Kept with the backups, as it goes where they go. */
const fileIn = (backups: string): string => path.join(backups, 'timelines.json');

/** The timelines that were in use here, in the order in which they began; none where nothing that can be read was noted. */
export function livedIn(backups: string): readonly Lived[] {
  try {
    return JSON.parse(readFileSync(fileIn(backups), 'utf8')) as Lived[];
  } catch {
    return [];
  }
}

/** What a copy of the backups knows of timelines goes on here, where nothing is known. */
export function inheritTimelines(backups: string, copy: string): void {
  if (livedIn(backups).length === 0 && livedIn(copy).length > 0) writeWhole(fileIn(backups), `${JSON.stringify(livedIn(copy))}\n`);
}

/** Notes at each start which timeline is in use from now on, and since when: that alone tells one from another that a killed restore began. */
export async function noteTimeline(ownerUrl: string, backups: string, now: Date): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    const [row] = await sql<{ timeline: number }[]>`select timeline from installation where timeline is not null`;
    const lived = livedIn(backups);
    if (row === undefined || lived.at(-1)?.timeline === row.timeline) return;
    writeWhole(fileIn(backups), `${JSON.stringify([...lived, { timeline: row.timeline, since: lived.length === 0 ? null : now.toISOString() }])}\n`);
  } finally {
    await sql.end({ timeout: 2 });
  }
}

/** Every timeline's history that lies in one of these folders, archived or as PostgreSQL has it; what cannot be read is not there. */
export function historiesIn(folders: readonly string[]): ReadonlyMap<number, readonly Ancestor[]> {
  const found = new Map<number, readonly Ancestor[]>();
  for (const folder of folders.filter((one) => existsSync(one))) {
    for (const name of readdirSync(folder)) {
      const [, timeline, packed] = /^([0-9A-F]{8})\.history(\.gz)?$/.exec(name) ?? [];
      if (timeline === undefined || found.has(Number.parseInt(timeline, 16))) continue;
      const history = readFile(path.join(folder, name), packed !== undefined);
      if (history !== null) found.set(Number.parseInt(timeline, 16), readHistory(history));
    }
  }
  return found;
}

function readFile(file: string, packed: boolean): string | null {
  try {
    const bytes = readFileSync(file);
    return (packed ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch {
    return null;
  }
}
