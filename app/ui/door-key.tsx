import type { ReactNode } from 'react';
import { Door, type DoorKind } from './door.tsx';

/** What the doors of a page mean: the drawing again, with its words. */
export function DoorKey({ label, doors }: { label: string; doors: readonly { door: DoorKind; title: ReactNode; detail?: ReactNode }[] }) {
  return (
    <ul className="hw-key" aria-label={label}>
      {doors.map((entry) => <li key={entry.door}><Door kind={entry.door} /><span><b>{entry.title}</b>{entry.detail}</span></li>)}
    </ul>
  );
}
