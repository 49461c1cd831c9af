import type { Tx } from '../../db/connect.server.ts';
import { hasSeen, unseenFrom, type Snapshot } from './snapshot.ts';
import { bytesOf, withoutDays, type Strip } from './strip.ts';
import type { CellMinutes } from './cells.ts';
import { whatChanged, type Change, type Checked } from './what-changed.server.ts';
import { loadedKey, type Loadable } from './load-time.server.ts';
import type { SchoolTime } from './school-time.server.ts';

/**
 * What a process keeps of everybody's time from one question to the next. It is worked out by the same loaders as without it, thrown away at
 * will, and never decides: the constraint in the database has the last word.
 *
 * It is true because each question first asks the change log, in the asker's own transaction, for what happened since the snapshot of what is
 * kept, and drops those days. What the asker's own transaction changed is worked out for it alone. A hold ends by time without a row: what is
 * kept of its resources stands only until the clock reaches its end (`gate.busy_stands`).
 *
 * Those who share a process share what is kept, never what they may see: whose time an asker may not ask about is said by the database with
 * every question.
 *
 * Measured on 2 cores, PostgreSQL 18.4, Node 24 (`npm run bench -- slots`, which prints it anew): see app/README.md.
 */
export type Kept = {
  /** All that is kept reflects at least what this had seen. */
  snapshot: Snapshot;
  /** Who asked last: only they may keep what they load, as what an earlier question loads may be older. */
  askedBy: symbol | null;
  strips: Partial<Record<CellMinutes, Strip>>;
  school: SchoolTime | null;
  /** For which clock it stands. */
  fromMs: number;
  untilMs: number;
};

/** A question under way: who is refused, and what may be used of each resource (null: work it out, and keep it for nobody). */
export type Asked = { readonly nowMs: number; readonly asker: symbol; readonly refused: ReadonlySet<string>; readonly kept: readonly (Kept | null)[] };

const BYTES_AT_MOST = 96 * 1024 * 1024;
const kinds: Record<Loadable['kind'], Map<string, Kept>> = { therapist: new Map(), room: new Map(), person: new Map(), family: new Map(), school: new Map(), interpreter: new Map(), guardian: new Map() };
let bytes = 0;

/** Among those of its kind: a guardian once for each child, all others by their id. */
const keyOf = (one: Loadable): string => (one.kind === 'guardian' ? loadedKey(one) : one.id);

/** Throws away all that is kept. */
export function forgetAll(): void {
  for (const kind of Object.values(kinds)) kind.clear();
  bytes = 0;
}

/** How much is kept. */
export const keptSize = () => ({ resources: Object.values(kinds).reduce((sum, kind) => sum + kind.size, 0), bytes });

/** Asks the change log once for all of them, drops what changed, and makes a place for who is new. */
export async function ask(tx: Tx, wanted: readonly Loadable[]): Promise<Asked> {
  let since: number | null = null;
  for (const one of wanted) {
    const entry = kinds[one.kind].get(keyOf(one));
    if (entry) since = Math.min(since ?? Infinity, unseenFrom(entry.snapshot));
  }
  const [therapists, others]: [string[], string[]] = [[], []];
  for (const { kind, id } of wanted) (kind === 'therapist' ? therapists : others).push(id);
  const checked = await whatChanged(tx, since, others, therapists);
  // From here to the end nobody else of this process comes between.
  const asker = Symbol('asker');
  const changes = checked.changes.length === 0 ? null : Map.groupBy(checked.changes, (change) => change.resourceId);
  return { nowMs: checked.nowMs, asker, refused: checked.refused, kept: wanted.map((one) => settled(one, checked, since, changes, asker)) };
}

function settled(one: Loadable, checked: Checked, since: number | null, changes: ReadonlyMap<string | null, Change[]> | null, asker: symbol): Kept | null {
  const own = checked.ownXid;
  const { kind, id } = one;
  const key = keyOf(one);
  const ofThis = changes === null ? [] : [...(changes.get(id) ?? []), ...(changes.get(null) ?? [])];
  let entry = kinds[kind].get(key);
  if (!entry) {
    entry = { snapshot: checked.snapshot, askedBy: asker, strips: {}, school: null, fromMs: -Infinity, untilMs: Infinity };
    kinds[kind].set(key, entry);
  } else if (since === null || unseenFrom(entry.snapshot) < since) {
    // Made by somebody else while the log was asked, from before the question reaches.
    return null;
  } else {
    const ended = checked.nowMs < entry.fromMs || checked.nowMs >= entry.untilMs;
    if (ended) drop(entry, null);
    else for (const change of ofThis) if (change.resourceId === null ? change.xid >= unseenFrom(entry.snapshot) : !hasSeen(entry.snapshot, change.xid)) drop(entry, change);
    entry.snapshot = checked.snapshot;
    entry.askedBy = asker;
    if (bytes > BYTES_AT_MOST / 2) {
      kinds[kind].delete(key);
      kinds[kind].set(key, entry);
    }
  }
  if (own !== null && ofThis.some((change) => change.xid === own)) {
    entry.askedBy = null;
    return null;
  }
  return entry;
}

/** Keeps what the asker loaded, unless somebody asked later. */
export function keep(entry: Kept, { asker }: Asked, fresh: { strip?: { cellMinutes: CellMinutes; strip: Strip }; school?: SchoolTime; stands?: { fromMs: number; untilMs: number } }): void {
  if (entry.askedBy !== asker) return;
  if (fresh.strip) {
    const { cellMinutes, strip } = fresh.strip;
    bytes += bytesOf(strip) - sizeOf(entry.strips[cellMinutes]);
    entry.strips[cellMinutes] = strip;
  }
  if (fresh.school) entry.school = fresh.school;
  entry.fromMs = Math.max(entry.fromMs, fresh.stands?.fromMs ?? -Infinity);
  entry.untilMs = Math.min(entry.untilMs, fresh.stands?.untilMs ?? Infinity);
  forgetLeastUsed();
}

function drop(entry: Kept, change: Change | null): void {
  entry.school = null;
  const before = sizeOf(entry.strips[1]) + sizeOf(entry.strips[5]);
  for (const cellMinutes of [1, 5] as const) {
    const strip = entry.strips[cellMinutes];
    if (strip) entry.strips[cellMinutes] = change?.days ? withoutDays(strip, change.days) : undefined;
  }
  if (!change?.days) [entry.fromMs, entry.untilMs] = [-Infinity, Infinity];
  bytes += sizeOf(entry.strips[1]) + sizeOf(entry.strips[5]) - before;
}

const sizeOf = (strip: Strip | undefined) => (strip ? bytesOf(strip) : 0);

/** The least lately used go first, of each kind in turn, until there is room. */
function forgetLeastUsed(): void {
  for (const kind of Object.values(kinds)) {
    for (const [id, entry] of kind) {
      if (bytes <= BYTES_AT_MOST) return;
      bytes -= sizeOf(entry.strips[1]) + sizeOf(entry.strips[5]);
      entry.askedBy = null;
      kind.delete(id);
    }
  }
}
