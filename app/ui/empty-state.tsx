import type { ReactNode } from 'react';
import { Door, type DoorKind } from './door.tsx';

/** Nothing here yet: says why, and teaches the next step. */
export function EmptyState({ title, children, action, door = 'shut' }: { title: ReactNode; children?: ReactNode; action?: ReactNode; door?: DoorKind }) {
  return (
    <div className="empty">
      <Door kind={door} />
      <div className="stack-2">
        <p className="strong">{title}</p>
        {children && <p className="small soft">{children}</p>}
        {action && <div className="row">{action}</div>}
      </div>
    </div>
  );
}
