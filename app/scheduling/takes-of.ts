import type { Take } from '../occupancy/occupy.server.ts';
import type { ResourceKind } from '../occupancy/resource-kind.ts';
import type { Interval } from '../time/interval.ts';
import { blockedFor, type BookingRules } from './booking-rules.ts';

/** Whom and what a visit takes besides its time: one place for holding, booking and moving. */
export type TakenFor = { readonly therapistId: string; readonly studentId: string; readonly roomId: string | null; readonly interpreterId: string | null; readonly sitsIn: readonly string[] };

/** One take for each person and room, each blocked with its own time around the visit. */
export function takesOf({ therapistId, studentId, roomId, interpreterId, sitsIn }: TakenFor, during: Interval, rules: BookingRules): Take[] {
  const resources: readonly (readonly [ResourceKind, string])[] = [
    ['therapist', therapistId], ['student', studentId], ...(roomId ? [['room', roomId] as const] : []), ...(interpreterId ? [['interpreter', interpreterId] as const] : []),
    ...sitsIn.map((id) => ['guardian', id] as const),
  ];
  return resources.map(([kind, id]) => ({ kind, id, blocked: blockedFor(rules, kind, during) }));
}
