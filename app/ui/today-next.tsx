import { useId, type ReactNode } from 'react';
import type { DoorKind } from './door.tsx';
import { Icon, type LucideIcon } from './icon.tsx';
import { NextDoor } from './next-door.tsx';

interface TodayNextProps {
  door: DoorKind;
  /** What the picture of the door shows, in words. */
  doorLabel: string;
  plate?: string;
  /** "Next, in 4 minutes". */
  when?: ReactNode;
  /** Who and when: the biggest words on the page. */
  title: ReactNode;
  lede?: ReactNode;
  /** A `WhoList`, or whatever belongs between the words and the buttons. */
  children?: ReactNode;
  /** The page's one primary button first. */
  actions?: ReactNode;
  foot?: ReactNode;
}

/** What is next, as the biggest thing on the page. Its title is the page's `h1`. */
export function TodayNext({ door, doorLabel, plate, when, title, lede, children, actions, foot }: TodayNextProps) {
  const id = useId();
  return (
    <section className="next" aria-labelledby={id}>
      <NextDoor kind={door} label={doorLabel} plate={plate} />
      <div className="stack-4">
        <div>
          {when && <p className="next__when">{when}</p>}
          <h1 className="next__title" id={id}>{title}</h1>
          {lede && <p className="lede">{lede}</p>}
        </div>
        {children}
        {actions && <div className="row">{actions}</div>}
        {foot && <p className="small quiet">{foot}</p>}
      </div>
    </section>
  );
}

/** Who is there, each with what they are and how they wait. */
export function WhoList({ label, who }: { label: string; who: readonly { key: string; icon: LucideIcon; name: ReactNode; detail: ReactNode }[] }) {
  return (
    <ul className="who-list" aria-label={label}>
      {who.map((person) => <li key={person.key}><b><Icon of={person.icon} />{person.name}</b><span>{person.detail}</span></li>)}
    </ul>
  );
}

/** Today: what is next beside what needs me, then the day, then everything else. */
export function TodayLayout({ next, needs, day, rest }: { next: ReactNode; needs: ReactNode; day?: ReactNode; rest?: ReactNode }) {
  return (
    <>
      <div className="today-top">{next}{needs}</div>
      {day}
      {rest && <div className="today-rest">{rest}</div>}
    </>
  );
}
