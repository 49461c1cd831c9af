import type { Interval } from '../time/interval.ts';

/** What a private room is used for besides visits. */
export const useKinds = ['group', 'test', 'nurse', 'meeting', 'class', 'other'] as const;
export type UseKind = (typeof useKinds)[number];

/** A private room taken for something that is no visit; `words` are the school's own and never say for whom. `by` is who booked it. */
export type RoomUse = Interval & {
  readonly id: string;
  readonly roomId: string;
  readonly seriesId: string;
  readonly kind: UseKind;
  readonly words: string;
  readonly by: string | null;
};

/** Why a private room cannot be used for a time. */
export const outOfOrderReasons = ['heat', 'light', 'water', 'network', 'device', 'furniture', 'building', 'other'] as const;
export type OutOfOrderReason = (typeof outOfOrderReasons)[number];

/** Time in which a room is out of order; `untilMs` null while nobody knows the end. */
export type OutOfOrder = { readonly id: string; readonly roomId: string; readonly fromMs: number; readonly untilMs: number | null; readonly reason: OutOfOrderReason; readonly words: string };
