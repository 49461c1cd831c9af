import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Icon, type LucideIcon } from './icon.tsx';

/** `go` moves, `needs` waits for the reader, `ok` in order, `danger`, `sign` on the school's dark sign, `line` a plain outline. */
export type TagTone = 'normal' | 'go' | 'needs' | 'danger' | 'ok' | 'sign' | 'line';

/** One or two words about a state. Word and shape first; colour comes third. */
export function Tag({ tone = 'normal', icon, children }: { tone?: TagTone; icon?: LucideIcon; children: ReactNode }) {
  return <span className={tone === 'normal' ? 'tag' : `tag tag--${tone}`}>{icon && <Icon of={icon} />}{children}</span>;
}

/** An answer that somebody gave. */
export function AnswerTag({ yes }: { yes: boolean }) {
  const t = useText('ui');
  return yes ? <Tag tone="ok" icon={Check}>{t('yes')}</Tag> : <Tag tone="line" icon={X}>{t('no')}</Tag>;
}
