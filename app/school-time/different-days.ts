import type { DifferentDay } from './school-day.ts';

export type { DifferentDay };

/** Why there is no school on a date. */
export const closedReasons = ['holiday', 'break', 'staff_day', 'weather', 'other'] as const;
export type ClosedFor = (typeof closedReasons)[number];

/** Who said so: somebody by hand, or a file of the school that somebody confirmed. */
export type DaySource = 'hand' | 'calendar' | 'bells';

/** A date of a school's calendar that differs, with what people call it ("Thanksgiving"). Either closed for a reason, or a kind of day by name. */
export type KeptDay = DifferentDay & { readonly closedFor: ClosedFor | null; readonly label: string; readonly source: DaySource };
