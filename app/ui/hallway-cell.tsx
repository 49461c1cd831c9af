import { Link } from '@remix-run/react';
import type { DoorFocus } from './door-grid.ts';
import { Door } from './door.tsx';
import type { HallwayDoor } from './hallway-shape.ts';

/** One door with its plate and the words on the floor before it; a link or a button when it can be gone through. */
export function HallwayCell({ door, at, last, focus }: { door: HallwayDoor; at: number; last: boolean; focus: DoorFocus }) {
  const { action } = door;
  const dress = [
    'hw-cell', 'hw-at', `at-${at}`, last && 'is-last', door.past && 'is-past', door.no && 'is-no', door.picked && 'is-picked', door.door === 'lit' && 'is-lit',
    action && door.door === 'open' && 'is-open', door.wide && 'hw-cell--wide', door.wide && door.door === 'tape' && 'hw-cell--shut', door.carries && 'is-carried',
  ].filter(Boolean).join(' ');
  const words = <><b>{door.title}</b>{door.detail && <span className="hw-detail">{door.detail}</span>}</>;
  const inside = (
    <>
      {door.picked && <span className="hw-pick" aria-hidden="true" />}
      <Door kind={door.door} />
      {door.plate && <span className="hw-plate">{door.plate}</span>}
      <span className="hw-words">{action && door.door === 'open' ? <span className="hw-mat">{words}</span> : words}</span>
    </>
  );
  const picked = door.picked ? { 'aria-selected': true } : {};
  if (!action) return <div className={dress} role="gridcell" {...picked} {...focus}>{inside}</div>;
  return (
    <div className="hw-holder" role="gridcell" {...picked}>
      {action.kind === 'link'
        ? <Link className={dress} to={action.to} draggable={false} preventScrollReset {...focus}>{inside}</Link>
        : <button className={dress} name={action.name} value={action.value} formAction={action.to} {...focus}>{inside}</button>}
    </div>
  );
}
