import { useRef, useState, type KeyboardEvent, type PointerEvent as Press } from 'react';
import { useDraggedDoor } from './dragged-door.ts';
import { useKeptFocus } from './kept-focus.ts';
import { nextPlace, type GridPlace, type HallwayDoor, type HallwayRow } from './hallway-shape.ts';

/** What makes a door reachable: it is spoken in full, one of all is a tab stop, and what it carries or takes is on it for the pointer. */
export interface DoorFocus {
  'data-stop': string;
  'data-carries'?: string | undefined;
  'data-takes'?: string | undefined;
  'aria-label': string;
  'aria-keyshortcuts'?: string | undefined;
  tabIndex: 0 | -1;
  onFocus: () => void;
}

export interface Carrying {
  onCarry?: ((carries: string) => void) | undefined;
  /** A drag begins (what it carries) or is over (null): doors may say meanwhile whether they take it. */
  onDrag?: ((carries: string | null) => void) | undefined;
  onPutDown?: ((carries: string, takes: string) => void) | undefined;
  onLetGo?: (() => void) | undefined;
}

/** Where the keyboard begins: the picked door, else the first that can be taken, else the first. */
function firstStop(rows: readonly HallwayRow[]): string | undefined {
  const doors = rows.flatMap((row) => row.doors);
  return (doors.find((door) => door.picked) ?? doors.find((door) => door.action && door.door === 'open') ?? doors[0])?.key;
}

/** Walking from door to door with one tab stop, and taking up what a door carries: M or a drag takes it up, Escape lets go. */
export function useDoorGrid(rows: readonly HallwayRow[], carrying: Carrying) {
  const [chosen, choose] = useState<string | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const drag = useDraggedDoor(grid, carrying);
  const stop = rows.some((row) => row.doors.some((door) => door.key === chosen)) ? chosen : firstStop(rows);
  const focus = useKeptFocus(grid, () => grid.current?.querySelector<HTMLElement>('[data-stop][tabindex="0"]') ?? null);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const element = (event.target as HTMLElement).closest<HTMLElement>('[data-stop]');
    const [row, at] = (element?.dataset['stop'] ?? '').split('.').map(Number);
    if (row === undefined || at === undefined || event.altKey || event.metaKey) return;
    const carries = rows[row]?.doors[at]?.carries;
    if (event.key.toLowerCase() === 'm' && !event.ctrlKey && carries && carrying.onCarry) return void (event.preventDefault(), carrying.onCarry(carries));
    if (event.key === 'Escape' && carrying.onLetGo) return void (event.preventDefault(), carrying.onLetGo());
    const goal = nextPlace(rows, { row, at }, event.key, { ahead: getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1, control: event.ctrlKey });
    if (!goal) return;
    event.preventDefault();
    grid.current?.querySelector<HTMLElement>(`[data-stop="${goal.row}.${goal.at}"]`)?.focus();
  };
  return {
    props: { ref: grid, onKeyDown, ...focus, onPointerDown: (event: Press<HTMLDivElement>) => drag.begin(event), onClickCapture: drag.afterDrag },
    focusOf: ({ row, at }: GridPlace, door: HallwayDoor): DoorFocus => ({
      'data-stop': `${row}.${at}`, 'data-carries': door.carries, 'data-takes': door.takes, 'aria-label': door.spoken, 'aria-keyshortcuts': door.carries && carrying.onCarry ? 'M' : undefined,
      tabIndex: door.key === stop ? 0 : -1, onFocus: () => choose(door.key),
    }),
  };
}
