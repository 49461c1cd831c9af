import type { BookingRules } from './booking-rules.ts';
import type { PromiseRefusal } from './candidate-times.server.ts';
import type { RoomDoor } from './hallway-doors.ts';
import type { Slot } from './open-slots.ts';
import type { SlotRefusal } from './resource-starts.ts';

/** The one reason why a free door cannot be taken: of the door itself, of the student's timetable, else the first thing that stands against its time. */
export type DoorRefusal = 'over' | 'not-bookable' | 'too-short' | 'lesson-protected' | 'room-closed' | 'room-taken' | Exclude<SlotRefusal, 'rooms-closed' | 'rooms-taken'> | PromiseRefusal;

/** What a free door is to somebody for whom a time is sought: the first visit that fits behind it, or why there is none. */
export type DoorPick = { readonly startMs: number; readonly endMs: number } | { readonly no: DoorRefusal };

export type PicksAsked = {
  readonly slots: readonly Slot[];
  /** Why a start is none; null when it is one, or nobody asked for it. */
  readonly whyNot: (startMs: number) => SlotRefusal | PromiseRefusal | null;
  readonly isProtected: (periodName: string) => boolean;
  readonly nowMs: number;
  readonly rules: Pick<BookingRules, 'shortestVisitMinutes' | 'startEveryMinutes'>;
};

/** For one free door of a room. What is offered is what the engine offers: the reasons explain the rest and open nothing. */
export function pickOf(door: Extract<RoomDoor<unknown>, { is: 'free' }>, roomId: string, { slots, whyNot, isProtected, nowMs, rules }: PicksAsked): DoorPick {
  const { part, periods, open } = door;
  const slot = slots.find(({ startMs, endMs, roomIds }) => part.fromMs <= startMs && endMs <= part.untilMs && roomIds.includes(roomId));
  if (slot) return { startMs: slot.startMs, endMs: slot.endMs };
  const period = periods[0];
  if (door.untilMs <= nowMs) return { no: 'over' };
  if (!period?.bookable) return { no: 'not-bookable' };
  if (part.untilMs - part.fromMs < rules.shortestVisitMinutes * 60_000) return { no: 'too-short' };
  if (isProtected(period.name)) return { no: 'lesson-protected' };
  const stepMs = rules.startEveryMinutes * 60_000;
  const firstStartMs = period.fromMs + Math.ceil((part.fromMs - period.fromMs) / stepMs) * stepMs;
  const why = whyNot(firstStartMs);
  if (why !== null && why !== 'rooms-closed' && why !== 'rooms-taken') return { no: why };
  return { no: open ? (firstStartMs < part.untilMs && part.fromMs === period.fromMs ? 'room-taken' : 'too-short') : 'room-closed' };
}
