import { createHmac } from 'node:crypto';
import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from '../http/schema.ts';
import { heldKeys } from '../sealed/held-keys.server.ts';

/**
 * The journal of what the mail server took: a folder outside the database, a file a day (UTC), a line a message. It is for the day on which an older copy
 * of the database is brought back, in which a message that went out since is still promised, or will be promised again.
 *
 * It names nobody: `mark` is a keyed hash of the message's dedupe key, `at` the real time (ISO instant).
 */
export type HandedOver = { partnershipId: string; mark: string; at: string };

const line = z.object({ partnershipId: z.uuid(), mark: z.string().regex(/^[0-9a-f]{64}$/u), at: z.iso.datetime() });

/** What stands for a message in the journal: the event that it tells of, hashed with the audit key. */
export function sentMark(partnershipId: string, dedupeKey: string): Buffer {
  return createHmac('sha256', heldKeys().audit).update('hallway handed over').update(`${partnershipId} ${dedupeKey}`).digest();
}

/** Writes down, on disk before this returns, that the mail server has taken a message. `nowMs` is real time. */
export async function noteHandedOver(folder: string, partnershipId: string, mark: Uint8Array, nowMs: number): Promise<void> {
  const at = new Date(nowMs).toISOString();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await open(path.join(folder, `${at.slice(0, 10)}.jsonl`), 'a', 0o600);
  try {
    // Each begins a line of its own, so that one which a power cut left half-written spoils no other.
    await file.writeFile(`\n${JSON.stringify({ partnershipId, mark: Buffer.from(mark).toString('hex'), at })}`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Everything in the journal. A line that a power cut left half-written tells of nothing. */
export async function readJournal(folder: string): Promise<HandedOver[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const found: HandedOver[] = [];
  for (const name of names.filter((one) => one.endsWith('.jsonl')).sort()) {
    for (const text of (await readFile(path.join(folder, name), 'utf8')).split('\n')) {
      const read = line.safeParse(parsed(text));
      if (read.success) found.push(read.data);
    }
  }
  return found;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
