import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { endProcess, type ProcessIdentity } from './process-identity.ts';

/** What runs in a data folder right now, written down so that another command (or the next run, after a kill) finds it. */
export type RunningRecord = Readonly<{
  /** Address of the portal, once it answers. */
  origin: string | null;
  /** Address of the database as its owner, once it answers. */
  ownerUrl: string | null;
  /** Every program that was started beside the launcher, by its name. */
  parts: Readonly<Record<string, ProcessIdentity>>;
}>;

const nothing: RunningRecord = { origin: null, ownerUrl: null, parts: {} };

export function readRecord(folder: string): RunningRecord {
  try {
    return { ...nothing, ...(JSON.parse(readFileSync(fileIn(folder), 'utf8')) as Partial<RunningRecord>) };
  } catch {
    return nothing;
  }
}

export type RecordKeeper = Readonly<{ note: (change: Partial<Omit<RunningRecord, 'parts'>>) => void; notePart: (name: string, identity: ProcessIdentity) => void; clear: () => void }>;

/** Begins a new record; each note is on disk before the next step begins. Readable by its owner alone: the database's address holds its password. */
export function keepRecord(folder: string): RecordKeeper {
  let record = nothing;
  const write = (next: RunningRecord) => {
    record = next;
    const file = fileIn(folder);
    writeFileSync(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  write(nothing);
  return {
    note: (change) => write({ ...record, ...change }),
    notePart: (name, identity) => write({ ...record, parts: { ...record.parts, [name]: identity } }),
    clear: () => rmSync(fileIn(folder), { force: true }),
  };
}

/**
 * Ends what a killed run left behind, portal first, PostgreSQL excepted (`postgres/leftover.ts` knows more about it).
 *
 * @returns the names of what was still running.
 */
export async function endLeftovers(folder: string): Promise<string[]> {
  const ended: string[] = [];
  const others = Object.entries(readRecord(folder).parts).filter(([name]) => name !== 'PostgreSQL');
  for (const [name, identity] of others.reverse()) {
    if (await endProcess(identity, 'SIGTERM', 2_000)) ended.push(name);
  }
  return ended;
}

function fileIn(folder: string): string {
  return path.join(folder, 'running.json');
}
