import type { DoorAction } from './door-list.tsx';
import type { DoorKind } from './door.tsx';

/** A sign that hangs from the rail over its stretch of corridor. Minutes are counted from midnight on the corridor's clock. */
export interface HallwaySign {
  key: string;
  startMinute: number;
  minutes: number;
  title: string;
  detail: string;
  /** `now`: lit; `own`: a time that is nobody's to take. */
  tone?: 'now' | 'own' | undefined;
}

/** Something that hangs above all doors of its stretch: what it costs to go in there. */
export interface HallwayHanging {
  key: string;
  startMinute: number;
  minutes: number;
  title: string;
  detail: string;
  picked?: boolean;
}

export interface HallwayDoor {
  key: string;
  startMinute: number;
  minutes: number;
  door: DoorKind;
  /** Initials. */
  plate?: string | undefined;
  /** What it is, and with whom or the one reason why it cannot be taken. */
  title: string;
  detail?: string | undefined;
  /** Everything, in words: where, when, what. */
  spoken: string;
  past?: boolean;
  /** Free, and not for this. */
  no?: boolean;
  picked?: boolean;
  /** Over several signs: its words stand on a board of their own; taped ones are closed off along the wall. */
  wide?: boolean;
  /** Only what can be taken wears a mat. */
  action?: Extract<DoorAction, { kind: 'link' | 'send' }> | undefined;
  /** What is behind it can be carried to another door: its name for whoever moves it. */
  carries?: string | undefined;
  /** What is carried can be put down here: the door's name for whoever moves it. */
  takes?: string | undefined;
}

export interface HallwayRow {
  key: string;
  /** A few letters on a square. */
  sign: string;
  name: string;
  note?: string | undefined;
  doors: readonly HallwayDoor[];
}

/** The widest gap that is filled with lockers, in minutes. */
const LOCKERS_MINUTES = 8;

/** How much of the way to the next door is lockers; nothing when there is no next one or it does not follow soon. */
export function gapsOf(doors: readonly Pick<HallwayDoor, 'startMinute' | 'minutes'>[]): number[] {
  return doors.map(({ startMinute, minutes }, n) => {
    const gap = (doors[n + 1]?.startMinute ?? Infinity) - startMinute - minutes;
    return gap > 0 && gap <= 2 * LOCKERS_MINUTES ? Math.min(gap, LOCKERS_MINUTES) : 0;
  });
}

export interface GridPlace {
  row: number;
  at: number;
}

/**
 * Where a key leads from a door: along its row, or to the door of the row above or below that lies nearest in time. Null: there is none that way.
 * `ahead` is -1 where reading runs from right to left. Home and End stay in the row, with Control they lead to the first and the last door.
 */
export function nextPlace(rows: readonly { readonly doors: readonly Pick<HallwayDoor, 'startMinute' | 'minutes'>[] }[], { row, at }: GridPlace, key: string, { ahead = 1, control = false }: { ahead?: 1 | -1; control?: boolean } = {}): GridPlace | null {
  const doors = rows[row]?.doors ?? [];
  const door = doors[at];
  if (!door) return null;
  const along = (goal: number): GridPlace | null => (goal >= 0 && goal < doors.length ? { row, at: goal } : null);
  if (key === 'ArrowRight') return along(at + ahead);
  if (key === 'ArrowLeft') return along(at - ahead);
  if (key === 'Home' || key === 'End') {
    if (!control) return along(key === 'Home' ? 0 : doors.length - 1);
    const filled = rows.flatMap((one, n) => (one.doors.length > 0 ? [n] : []));
    const goal = key === 'Home' ? filled[0] : filled.at(-1);
    return goal === undefined ? null : { row: goal, at: key === 'Home' ? 0 : (rows[goal]?.doors.length ?? 1) - 1 };
  }
  const step = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (step === undefined) return null;
  for (let goal = row + step; goal >= 0 && goal < rows.length; goal += step) {
    const there = rows[goal]?.doors ?? [];
    if (there.length > 0) return { row: goal, at: nearest(there, door.startMinute + door.minutes / 2) };
  }
  return null;
}

function nearest(doors: readonly Pick<HallwayDoor, 'startMinute' | 'minutes'>[], minute: number): number {
  const away = ({ startMinute, minutes }: Pick<HallwayDoor, 'startMinute' | 'minutes'>) => Math.max(startMinute - minute, minute - startMinute - minutes, 0);
  return doors.reduce((best, door, n) => (away(door) < away(doors[best]!) ? n : best), 0);
}
