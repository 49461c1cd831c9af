import { Clock } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Icon, type LucideIcon } from './icon.tsx';

interface NextStepProps {
  /** What happens next, whose turn it is, until when: one sentence. */
  title: ReactNode;
  children?: ReactNode;
  /** Smaller, last: what happens if it does not. */
  foot?: ReactNode;
  /** "Next step" unless given. */
  eyebrow?: string;
  icon?: LucideIcon;
  action?: ReactNode;
}

/** The one thing that comes next, beside a teal rule. */
export function NextStep({ title, children, foot, eyebrow, icon = Clock, action }: NextStepProps) {
  const t = useText('ui');
  const id = useId();
  return (
    <section className="turn" aria-labelledby={id}>
      <p className="small strong turn__eyebrow"><Icon of={icon} />{eyebrow ?? t('nextStep')}</p>
      <h2 id={id}>{title}</h2>
      {children && <div className="stack-2">{children}</div>}
      {action && <div className="row">{action}</div>}
      {foot && <p className="small soft">{foot}</p>}
    </section>
  );
}
