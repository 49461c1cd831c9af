import type { ReactNode } from 'react';

/** Speaks what changed on a page that updates itself, without drawing it. Keep it mounted and change its words. */
export function LiveRegion({ children, urgent }: { children: ReactNode; urgent?: boolean }) {
  return <div className="sr" role={urgent ? 'alert' : 'status'} aria-live={urgent ? 'assertive' : 'polite'}>{children}</div>;
}
