import { pieceAt, pieceBytes, placeOf, timelineOf, type Ancestor, type Needs } from './timelines.ts';

/** Pieces of the log that lie somewhere here, by name. `whole`: of these those that are finished; of one that was still being written nobody knows how far it goes. */
export type Pieces = Readonly<{ here: ReadonlySet<string>; whole: ReadonlySet<string> }>;

/** `gap`: the first piece that is missing though the log goes on after it; `last`: the last finished one that leads on from the backup without a gap. */
export type LogAlong = Readonly<{ gap: string | null; last: string | null }>;

/** Where in the log a piece begins. */
export const beginOf = (wal: string): bigint => placeOf(wal) * pieceBytes;

/** A place in the log as PostgreSQL writes it: `0/5000028`. */
export function readPlace(text: string): bigint {
  const [high = '', low = ''] = text.split('/');
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}

/**
 * What lies here of the log from a backup along a timeline. Of each place the piece of the newest timeline that had begun by then counts, as PostgreSQL reads
 * them: the first piece of a timeline holds the end of the one before.
 *
 * @param ancestors of the timeline, as its history names them, the oldest first
 */
export function logAlong(needs: Needs, timeline: number, ancestors: readonly Ancestor[], { here, whole }: Pieces): LogAlong {
  const begins = [{ timeline: timelineOf(needs.startWal), place: 0n }];
  const since = ancestors.slice(Math.max(0, ancestors.findIndex((one) => one.timeline === timelineOf(needs.startWal))));
  for (const [n, { lsn }] of since.entries()) begins.push({ timeline: since[n + 1]?.timeline ?? timeline, place: lsn / pieceBytes });
  const farthest = [...here].filter((piece) => timelineOf(piece) === timeline).map(placeOf).concat(placeOf(needs.stopWal), begins.at(-1)?.place ?? 0n)
    .reduce((far, place) => (place > far ? place : far));
  let last: string | null = null;
  for (let place = placeOf(needs.startWal); place <= farthest; place += 1n) {
    const piece = pieceAt(begins.filter((one) => one.place <= place).at(-1)?.timeline ?? timeline, place);
    if (!here.has(piece)) return { gap: piece, last };
    if (whole.has(piece)) last = piece;
  }
  return { gap: null, last };
}
