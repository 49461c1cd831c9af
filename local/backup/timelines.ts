/** A timeline that was in use: PostgreSQL begins a new one whenever a backup is brought back. `since`: ISO instant, real time; null: since before this was noted. */
export type Lived = Readonly<{ timeline: number; since: string | null }>;

/** What a timeline has behind it: it went on from `timeline` where `lsn` is. As in PostgreSQL's history files. */
export type Ancestor = Readonly<{ timeline: number; lsn: bigint }>;

/** Which pieces of the log a backup needs, by their names. */
export type Needs = Readonly<{ startWal: string; stopWal: string }>;

export type ChosenTimeline =
  | Readonly<{ ok: true; timeline: number }>
  /** `not-of-backup`: the backup was made on another one, or after that one had gone its own way. */
  | Readonly<{ ok: false; reason: 'unknown-timeline' | 'not-of-backup'; timeline: number }>;

export const timelineOf = (wal: string): number => Number.parseInt(wal.slice(0, 8), 16);

/** The piece's place in the log, whatever the timeline: PostgreSQL's pieces are of 16 MB. */
export const placeOf = (wal: string): bigint => (BigInt(`0x${wal.slice(8, 16)}`) << 8n) + BigInt(`0x${wal.slice(16, 24)}`);
export const pieceBytes = 16n * 1024n * 1024n;

/**
 * The timeline to follow from a backup to a moment: the one that was in use then (the newest for `latest`), or the one that was named. Never another: what
 * PostgreSQL calls the latest may have been begun by a restore that was killed, or may have left the moment asked for behind.
 *
 * @param lived in the order in which they were begun, as a clock may be wrong
 * @param histories of all timelines that have one, by their number
 */
export function chooseTimeline(needs: Needs, to: string, named: number | null, lived: readonly Lived[], histories: ReadonlyMap<number, readonly Ancestor[]>): ChosenTimeline {
  const own = timelineOf(needs.startWal);
  const inUse = lived.filter(({ since }) => since === null || to === 'latest' || Date.parse(since) <= Date.parse(to)).at(-1)?.timeline ?? own;
  const timeline = named ?? inUse;
  if (timeline === own) return { ok: true, timeline };
  const ancestors = histories.get(timeline);
  if (ancestors === undefined) return { ok: false, reason: 'unknown-timeline', timeline };
  const left = ancestors.find((one) => one.timeline === own);
  // Within one piece only PostgreSQL can tell, and refuses.
  if (left === undefined || left.lsn / pieceBytes < placeOf(needs.stopWal)) return { ok: false, reason: 'not-of-backup', timeline };
  return { ok: true, timeline };
}

/** Reads a history file: a line an ancestor, its number and the place in the log as `0/5000028`, with tabs between. */
export function readHistory(text: string): Ancestor[] {
  return text.split('\n').flatMap((line) => {
    const [, timeline, high, low] = /^\s*(\d+)\s+([0-9A-F]+)\/([0-9A-F]+)/i.exec(line) ?? [];
    return timeline === undefined || high === undefined || low === undefined ? [] : [{ timeline: Number(timeline), lsn: (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`) }];
  });
}

/** The name of the piece at a place of a timeline. */
export function pieceAt(timeline: number, place: bigint): string {
  return [BigInt(timeline), place >> 8n, place & 0xffn].map((number) => number.toString(16).toUpperCase().padStart(8, '0')).join('');
}

/** Every piece of the log from the first to the last that a backup needs. */
export function piecesOf({ startWal, stopWal }: Needs): string[] {
  const pieces: string[] = [];
  for (let place = placeOf(startWal); place <= placeOf(stopWal); place += 1n) pieces.push(pieceAt(timelineOf(startWal), place));
  return pieces;
}
