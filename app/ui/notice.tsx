import { CircleCheck, Info, ShieldAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon, type LucideIcon } from './icon.tsx';

export type NoticeTone = 'normal' | 'go' | 'needs' | 'danger';

const ICONS: Readonly<Record<NoticeTone, LucideIcon>> = { normal: Info, go: CircleCheck, needs: TriangleAlert, danger: ShieldAlert };

interface NoticeProps {
  tone?: NoticeTone;
  icon?: LucideIcon;
  /** `status` is read out when it appears, `alert` at once. Leave it out for what was there from the start. */
  role?: 'status' | 'alert';
  children: ReactNode;
}

/** A few words that stand apart from the page: marigold "needs you", brick danger, teal good to know. Start them with `<b>`. */
export function Notice({ tone = 'normal', icon, role, children }: NoticeProps) {
  return (
    <div className={tone === 'normal' ? 'notice' : `notice notice--${tone}`} role={role}>
      <Icon of={icon ?? ICONS[tone]} />
      <div>{children}</div>
    </div>
  );
}
