import { X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from './button.tsx';

/** Says politely that something was done, for everybody; stays until it is closed. `action` may take it back. */
export function Toast({ children, action }: { children: ReactNode; action?: ReactNode }) {
  const t = useText('ui');
  const [closed, setClosed] = useState(false);
  return (
    <div className="toasts" role="status">
      {!closed && <div className="toast"><p>{children}</p>{action}<Button type="button" icon={X} iconOnly tone="plain" onClick={() => setClosed(true)}>{t('close')}</Button></div>}
    </div>
  );
}
