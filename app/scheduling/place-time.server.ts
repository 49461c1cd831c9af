import type { Tx } from '../../db/connect.server.ts';
import { takenBesides } from '../occupancy/taken.server.ts';
import type { CandidatePlace } from './candidate-place.server.ts';
import type { CellFrame } from './cells.ts';
import { timeOf } from './kept-time.server.ts';
import type { Loadable } from './load-time.server.ts';
import { preparePlace, type PreparedPlace } from './open-slots.ts';
import { resourceCells, type ResourceCells } from './resource-starts.ts';

/** A place worked out with everybody's time at it, and the time of therapists who could come. */
export type PlaceTime = { readonly prepared: PreparedPlace; readonly therapists: ReadonlyMap<string, ResourceCells> };

/** Appointments that would be given up, and what they take: their time counts as free, what lies beneath it does not. */
export type Besides = { readonly appointmentIds: readonly string[]; readonly resourceIds: readonly string[] };

/**
 * Asks for everybody's time at once.
 *
 * @param besides worked out for this question alone; everybody else's comes from what is kept
 */
export async function placeTime(tx: Tx, { starts, others, rooms, interpreters }: CandidatePlace, therapistIds: readonly string[], besides: Besides = { appointmentIds: [], resourceIds: [] }): Promise<PlaceTime> {
  const ofRooms = rooms === 'none' ? [] : rooms;
  const ofInterpreters = interpreters === 'none' ? [] : interpreters;
  const wanted: Loadable[] = [...therapistIds.map((id): Loadable => ({ kind: 'therapist', id })), ...others.map(({ time }) => time), ...ofRooms, ...ofInterpreters];
  const kept = await timeOf(tx, starts.frame, wanted);
  const cells = besides.appointmentIds.length === 0 ? kept : await withoutThose(tx, starts.frame, wanted, kept, besides);
  const firstRoom = therapistIds.length + others.length;
  const firstInterpreter = firstRoom + ofRooms.length;
  return {
    therapists: new Map(therapistIds.map((id, at) => [id, cells[at]!])),
    prepared: preparePlace(starts, {
      others: others.map(({ kind }, at) => ({ kind, ...cells[therapistIds.length + at]! })),
      rooms: rooms === 'none' ? 'none' : ofRooms.map(({ id }, at) => ({ id, ...cells[firstRoom + at]! })),
      interpreters: interpreters === 'none' ? 'none' : ofInterpreters.map(({ id }, at) => ({ id, ...cells[firstInterpreter + at]! })),
    }),
  };
}

async function withoutThose(tx: Tx, frame: CellFrame, wanted: readonly Loadable[], kept: readonly ResourceCells[], { appointmentIds, resourceIds }: Besides): Promise<ResourceCells[]> {
  const within = { fromMs: frame.fromMs, untilMs: frame.fromMs + frame.words * 32 * frame.cellMs };
  const theirs = wanted.filter(({ id }) => resourceIds.includes(id));
  const taken = await takenBesides(tx, theirs.map(({ id }) => id), within, appointmentIds);
  return wanted.map((one, at) => {
    const set = taken.get(one.id);
    return set === undefined ? kept[at]! : { open: kept[at]!.open, clear: resourceCells(frame, { open: 'always', taken: set }).clear };
  });
}
