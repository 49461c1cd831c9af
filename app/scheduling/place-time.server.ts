import type { Tx } from '../../db/connect.server.ts';
import { subtract, type IntervalSet } from '../time/interval.ts';
import type { CandidatePlace } from './candidate-place.server.ts';
import { timeOf } from './kept-time.server.ts';
import { loadedKey, loadTime, type Loadable } from './load-time.server.ts';
import { preparePlace, type PreparedPlace } from './open-slots.ts';
import { resourceCells, type ResourceCells } from './resource-starts.ts';

/** A place worked out with everybody's time at it, and the time of therapists who could come. */
export type PlaceTime = { readonly prepared: PreparedPlace; readonly therapists: ReadonlyMap<string, ResourceCells> };

/**
 * Asks for everybody's time at once.
 *
 * @param freed what of somebody's taken time counts as free: the asker's own holds, by resource. It is worked out for this question alone.
 */
export async function placeTime(tx: Tx, { starts, others, rooms }: CandidatePlace, therapistIds: readonly string[], freed: ReadonlyMap<string, IntervalSet> = new Map()): Promise<PlaceTime> {
  const ofRooms = rooms === 'none' ? [] : rooms;
  const wanted: Loadable[] = [...therapistIds.map((id): Loadable => ({ kind: 'therapist', id })), ...others.map(({ time }) => time), ...ofRooms];
  const cells = freed.size === 0 ? await timeOf(tx, starts.frame, wanted) : await freshTime(tx, starts.frame, wanted, freed);
  const firstRoom = therapistIds.length + others.length;
  return {
    therapists: new Map(therapistIds.map((id, at) => [id, cells[at]!])),
    prepared: preparePlace(starts, {
      others: others.map(({ kind }, at) => ({ kind, ...cells[therapistIds.length + at]! })),
      rooms: rooms === 'none' ? 'none' : ofRooms.map(({ id }, at) => ({ id, ...cells[firstRoom + at]! })),
    }),
  };
}

async function freshTime(tx: Tx, frame: CandidatePlace['starts']['frame'], wanted: readonly Loadable[], freed: ReadonlyMap<string, IntervalSet>): Promise<ResourceCells[]> {
  const loaded = await loadTime(tx, wanted, { fromMs: frame.fromMs, untilMs: frame.fromMs + frame.words * 32 * frame.cellMs });
  return wanted.map((one) => {
    const { open, taken } = loaded.get(loadedKey(one)) ?? { open: [], taken: [] };
    return resourceCells(frame, { open, taken: subtract(taken, freed.get(one.id) ?? []) });
  });
}
