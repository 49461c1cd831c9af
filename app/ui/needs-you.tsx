import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Icon, type LucideIcon } from './icon.tsx';
import { Section } from './section.tsx';

export interface Need {
  key: string;
  icon: LucideIcon;
  title: ReactNode;
  detail?: ReactNode;
  /** One button or link: what to do about it. */
  action: ReactNode;
}

/** What needs the reader, under the marigold rule, each with the one thing to do about it. */
export function NeedsYou({ needs, title, nothing }: { needs: readonly Need[]; title?: string; nothing?: string }) {
  const t = useText('ui');
  return (
    <Section needs={needs.length > 0} title={title ?? t('needsYou')} count={needs.length || undefined}>
      {needs.length === 0
        ? <p className="small soft">{nothing ?? t('nothingNeedsYou')}</p>
        : (
          <ul className="todo">
            {needs.map((need) => (
              <li key={need.key}>
                <span className="needs-mark"><Icon of={need.icon} /></span>
                <div><h3>{need.title}</h3>{need.detail && <p className="soft">{need.detail}</p>}</div>
                {need.action}
              </li>
            ))}
          </ul>
        )}
    </Section>
  );
}
