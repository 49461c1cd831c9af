import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Door, type DoorKind } from './door.tsx';

/** How a door is gone through: a link, a choice in the form around it, a button that sends the form around it, or not at all. */
export type DoorAction =
  | { kind: 'link'; to: string; label: ReactNode }
  | { kind: 'pick'; name: string; value: string; label: ReactNode; checked?: boolean }
  | { kind: 'send'; name: string; value: string; label: ReactNode; to?: string };

export interface ListedDoor {
  key: string;
  door: DoorKind;
  /** When: a time or a range. */
  title: ReactNode;
  /** Where, with whom, what it costs; for a door that cannot be taken its one reason. */
  detail?: ReactNode;
  past?: boolean | undefined;
  /** Drawn in lighter words; so is a door that cannot be taken, unless this says no. */
  quiet?: boolean | undefined;
  /** Left out for a door that cannot be taken; only what can be taken wears a mat with words. */
  action?: DoorAction | undefined;
}

function Inside({ door, mat }: { door: ListedDoor; mat: ReactNode }) {
  return (
    <>
      <span className="doors__wall"><Door kind={door.door} /></span>
      <span><b>{door.title}</b>{door.detail && <small>{door.detail}</small>}</span>
      {mat ? <span className="hw-mat">{mat}</span> : <span />}
    </>
  );
}

function DoorEntry({ door }: { door: ListedDoor }) {
  const { action } = door;
  const dress = ['doors__door', door.past && 'is-past', (door.quiet ?? !action) && 'is-shut'].filter(Boolean).join(' ');
  if (!action) return <div className={dress}><Inside door={door} mat={null} /></div>;
  if (action.kind === 'link') return <Link className={dress} to={action.to}><Inside door={door} mat={action.label} /></Link>;
  if (action.kind === 'send') return <button className={dress} name={action.name} value={action.value} formAction={action.to}><Inside door={door} mat={action.label} /></button>;
  return (
    <label className={dress}>
      <input type="radio" name={action.name} value={action.value} defaultChecked={action.checked} required />
      <Inside door={door} mat={action.label} />
    </label>
  );
}

/** Doors one under the other (two or three abreast on a laptop): the slot list of a day, or a day of one person on a phone. */
export function DoorList({ doors, label, className }: { doors: readonly ListedDoor[]; label?: string; className?: string }) {
  return (
    <ul className={className ? `doors ${className}` : 'doors'} aria-label={label}>
      {doors.map((door) => <li key={door.key}><DoorEntry door={door} /></li>)}
    </ul>
  );
}

export interface DoorDay {
  key: string;
  title: ReactNode;
  count?: ReactNode;
  doors: readonly ListedDoor[];
  /** Said instead of doors. */
  empty?: ReactNode;
}

/** Lists of doors by day; `level` is the rank of a day's heading on its page. */
export function DoorDays({ days, level = 2 }: { days: readonly DoorDay[]; level?: 2 | 3 }) {
  const Heading = `h${level}` as const;
  return (
    <div>
      {days.map((day) => (
        <section className="doors__day" key={day.key}>
          <Heading>{day.title}{day.count !== undefined && <> <span className="count">{day.count}</span></>}</Heading>
          {day.doors.length > 0 ? <DoorList doors={day.doors} /> : <p className="small soft">{day.empty}</p>}
        </section>
      ))}
    </div>
  );
}
