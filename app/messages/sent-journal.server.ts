import { createHmac } from 'node:crypto';
import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from '../http/schema.ts';
import { heldKeys } from '../sealed/held-keys.server.ts';
import type { Written } from './templates.ts';

/**
 * The journal of what the mail server took: a folder outside the database, a file a day (UTC), a line a message. It is for the day on which an older copy
 * of the database is brought back, in which a message that went out since is still promised, or will be promised again.
 *
 * It names nobody: `mark` is a keyed hash of the message (`sentMark`), `at` the real time (ISO instant).
 */
export type HandedOver = { partnershipId: string; mark: string; at: string };

const line = z.object({ partnershipId: z.uuid(), mark: z.string().regex(/^[0-9a-f]{64}$/u), at: z.iso.datetime() });

/**
 * What stands for a message in the journal: the event that it tells of and all that it says, hashed with the audit key. What it says is part of it: after a
 * copy was brought back the same appointment may be moved again, to another time, under the same number of the change, and the family must hear of that.
 */
export function sentMark(partnershipId: string, dedupeKey: string, written: Written): Buffer {
  return createHmac('sha256', heldKeys().audit).update('hallway handed over, with what it says').update(JSON.stringify([partnershipId, dedupeKey, written])).digest();
}

/** The journal as a process writes it, and what it remembers of it: a message that is out is not sent again though the database could not be told. */
export type SentJournal = Readonly<{
  knows: (mark: Buffer) => boolean;
  /** Writes down, on disk before this returns, that the mail server has taken a message. `nowMs` is real time. Known from here on, though the disk be full. */
  note: (partnershipId: string, mark: Buffer, nowMs: number) => Promise<void>;
}>;

const MOST_REMEMBERED = 10_000;

/** @param recent what was handed over before this process began (`recentMarks`) */
export function sentJournal(folder: string, recent: Iterable<string> = []): SentJournal {
  const remembered = new Set(recent);
  return {
    knows: (mark) => remembered.has(mark.toString('hex')),
    note: async (partnershipId, mark, nowMs) => {
      remembered.add(mark.toString('hex'));
      for (const oldest of remembered) {
        if (remembered.size <= MOST_REMEMBERED) break;
        remembered.delete(oldest);
      }
      await append(folder, { partnershipId, mark: mark.toString('hex'), at: new Date(nowMs).toISOString() });
    },
  };
}

async function append(folder: string, entry: HandedOver): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await open(path.join(folder, `${entry.at.slice(0, 10)}.jsonl`), 'a', 0o600);
  try {
    const isNew = (await file.stat()).size === 0;
    // Each begins a line of its own, so that one which a power cut left half-written spoils no other.
    await file.writeFile(`\n${JSON.stringify(entry)}`);
    await file.sync();
    if (isNew) await keepNames(folder);
  } finally {
    await file.close();
  }
}

/** A new file's name is on disk when its folder is. Windows cannot open folders and keeps names by itself. */
async function keepNames(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const names = await open(folder, 'r');
  await names.sync().finally(() => names.close());
}

/** Everything in the journal, a day at a time: it goes back for more than a year. A line that a power cut left half-written tells of nothing. */
export async function* readJournal(folder: string): AsyncGenerator<HandedOver[]> {
  for (const name of await daysIn(folder)) yield readDay(path.join(folder, name));
}

/** The marks of the newest two days on which anything went out: a message whose process died as it was sent is one of them. */
export async function recentMarks(folder: string): Promise<string[]> {
  const days = await Promise.all((await daysIn(folder)).slice(-2).map((name) => readDay(path.join(folder, name))));
  return days.flat().map(({ mark }) => mark);
}

async function daysIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((one) => one.endsWith('.jsonl')).sort();
}

async function readDay(file: string): Promise<HandedOver[]> {
  return (await readFile(file, 'utf8')).split('\n').flatMap((text) => {
    const read = line.safeParse(parsed(text));
    return read.success ? [read.data] : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
