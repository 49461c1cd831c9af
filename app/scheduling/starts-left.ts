import type { Buffer } from './booking-rules.ts';
import { countBits, lowestClear, runsFrom, type Cells } from './cells.ts';
import type { Condition, ResourceCells, SlotRefusal } from './resource-starts.ts';

/** Starts of visits of one length in time order, cell by cell, and what everybody but one person leaves of them. */
export type StartsOfGroup = { readonly lengthCells: number; readonly starts: Cells; readonly cells: readonly number[]; readonly conditions: readonly Condition[] };

/** The words in which there is a start, with the first start of each; worked out once, as the same starts are asked of one person after the other. */
type Words = { readonly at: Uint32Array; readonly first: Uint32Array };
const wordsOf = new WeakMap<Cells, Words>();

/**
 * Which of the starts are left when one more person must be free for the whole visit, as places in the group; `leftovers` counts those that each
 * condition took away, the person's own first. One pass over the words that have a start, and no more of the person's time than that needs.
 */
export function startsLeft(group: StartsOfGroup, person: ResourceCells, around: { readonly before: number; readonly after: number }, [away, taken]: readonly [away: SlotRefusal, taken: SlotRefusal], leftovers: Map<SlotRefusal, number>): number[] {
  const { lengthCells, starts, cells, conditions } = group;
  const { at, first } = inWords(group);
  const found: number[] = [];
  const lost = new Int32Array(conditions.length + 2);
  for (let n = 0; n < at.length; n++) {
    const word = at[n]!;
    let left = starts[word]! | 0;
    if (person.open !== 'always') left = kept(left, runsAt(person.open, word, lengthCells), lost, 0);
    if (left !== 0) left = kept(left, runsBefore(person.clear, word, around.before + lengthCells + around.after, around.before), lost, 1);
    for (let c = 0; c < conditions.length && left !== 0; c++) left = kept(left, conditions[c]!.starts[word]!, lost, c + 2);
    if (left !== 0) for (let start = first[n]!; start < first[n + 1]!; start++) if (((left >>> (cells[start]! & 31)) & 1) === 1) found.push(start);
  }
  count(leftovers, away, lost[0]!);
  count(leftovers, taken, lost[1]!);
  for (const [c, { refusal }] of conditions.entries()) count(leftovers, refusal, lost[c + 2]!);
  return found;
}

/** A buffer in cells. */
export const cellsAround = ({ beforeMinutes, afterMinutes }: Buffer, cellMs: number) => ({ before: (beforeMinutes * 60_000) / cellMs, after: (afterMinutes * 60_000) / cellMs });

function kept(left: number, possible: number, lost: Int32Array, condition: number): number {
  const gone = left & ~possible;
  if (gone !== 0) lost[condition] = lost[condition]! + countBits(gone);
  return left & possible;
}

function count(leftovers: Map<SlotRefusal, number>, refusal: SlotRefusal, lost: number): void {
  if (lost > 0) leftovers.set(refusal, (leftovers.get(refusal) ?? 0) + lost);
}

/** The cells of one word at which a run of set cells of this length begins. */
function runsAt(cells: Cells, word: number, length: number): number {
  const bits = word < 0 ? 0 : cells[word]! | 0;
  if (bits === 0) return 0;
  let follow = 0;
  if (bits < 0) {
    for (let next = word + 1; next < cells.length && follow < length; next++) {
      const more = cells[next]! | 0;
      if (more !== -1) {
        follow += lowestClear(more);
        break;
      }
      follow += 32;
    }
  }
  return runsFrom(bits, length, follow);
}

/** The same for runs that begin `lead` cells before the cell that is marked. */
function runsBefore(cells: Cells, word: number, length: number, lead: number): number {
  if (lead === 0) return runsAt(cells, word, length);
  const [whole, bits] = [lead >>> 5, lead & 31];
  const high = runsAt(cells, word - whole, length);
  return bits === 0 ? high : (high << bits) | (runsAt(cells, word - whole - 1, length) >>> (32 - bits));
}

function inWords({ starts, cells }: StartsOfGroup): Words {
  const known = wordsOf.get(starts);
  if (known) return known;
  const at: number[] = [];
  const first: number[] = [];
  for (const [n, cell] of cells.entries()) {
    if (at.at(-1) === cell >>> 5) continue;
    at.push(cell >>> 5);
    first.push(n);
  }
  const words = { at: Uint32Array.from(at), first: Uint32Array.from([...first, cells.length]) };
  wordsOf.set(starts, words);
  return words;
}
