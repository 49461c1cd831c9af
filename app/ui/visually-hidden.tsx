import type { ReactNode } from 'react';

/** Words that are spoken and not drawn. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="sr">{children}</span>;
}
