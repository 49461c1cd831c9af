import type { LucideIcon } from 'lucide-react';

export type { LucideIcon };

/** A Lucide icon at the look's stroke. Always beside a word, so never spoken; an icon-only button carries its word as a label. */
export function Icon({ of: Drawing, className }: { of: LucideIcon; className?: string }) {
  return <Drawing className={className ? `icon ${className}` : 'icon'} strokeWidth={1.9} aria-hidden />;
}
