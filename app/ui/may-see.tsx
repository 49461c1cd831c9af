import { Eye, EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Icon } from './icon.tsx';

/** What the reader may see, and, as plainly, what not. */
export function MaySee({ seen, unseen }: { seen: readonly ReactNode[]; unseen: readonly ReactNode[] }) {
  const t = useText('ui');
  return (
    <div className="see">
      <div><h3><Icon of={Eye} />{t('youSee')}</h3><ul>{seen.map((thing, n) => <li key={n}>{thing}</li>)}</ul></div>
      <div><h3><Icon of={EyeOff} />{t('youDontSee')}</h3><ul>{unseen.map((thing, n) => <li key={n}>{thing}</li>)}</ul></div>
    </div>
  );
}
