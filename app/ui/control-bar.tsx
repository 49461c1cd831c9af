import { LogOut } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from './button.tsx';
import { Icon, type LucideIcon } from './icon.tsx';

/** The foot of a meeting: what is serious at one end, leaving at the other, far apart. */
export function ControlBar({ safety, children, leave }: { safety?: ReactNode; children: ReactNode; leave: ReactNode }) {
  const t = useText('ui');
  return (
    <footer className="controls" aria-label={t('video.controls')}>
      {safety ?? <span className="controls__none" />}
      <div className="controls__mid">{children}</div>
      {leave}
    </footer>
  );
}

/** Switches one thing on or off; icon over word, and the word says how it is now. `pressed` draws the teal rule. */
export function ControlButton({ icon, pressed, children, ...rest }: { icon: LucideIcon; pressed?: boolean; children: ReactNode } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type="button" {...rest} className="ctl" aria-pressed={pressed}><Icon of={icon} /><span>{children}</span></button>;
}

/** Leaves the meeting; far from whatever is serious. */
export function LeaveButton({ children, ...rest }: ButtonHTMLAttributes<HTMLButtonElement>) {
  return <Button {...rest} icon={LogOut} className="controls__leave">{children}</Button>;
}
