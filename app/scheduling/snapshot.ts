/**
 * Which transactions a reader had seen: PostgreSQL's `pg_current_snapshot()` of the statement, and the reader's own transaction, which the
 * snapshot does not name and whose writes may still be taken back.
 */
export type Snapshot = { readonly xmin: number; readonly xmax: number; readonly running: ReadonlySet<number> };

/** @param text `xmin:xmax:xip,xip` @param ownXid the reader's own transaction number, when it has written anything */
export function readSnapshot(text: string, ownXid: string | null): Snapshot {
  const [xmin, xmax, running] = text.split(':');
  const xids = running ? running.split(',').map(Number) : [];
  return { xmin: Number(xmin), xmax: Number(xmax), running: new Set(ownXid === null ? xids : [...xids, Number(ownXid)]) };
}

/** The least number of which something may not have been seen: so far back a log must be asked. */
export function unseenFrom({ xmin, running }: Snapshot): number {
  return Math.min(xmin, ...running);
}

/** Whether what that transaction did was part of what the reader saw. */
export function hasSeen({ xmin, xmax, running }: Snapshot, xid: number): boolean {
  return xid < xmin ? !running.has(xid) : xid < xmax && !running.has(xid);
}
