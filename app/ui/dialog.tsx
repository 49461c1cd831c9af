import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from './button.tsx';

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  danger?: boolean;
  /** It came up by itself and wants an answer: the id of the text in it that is read out at once. */
  alert?: string;
  children: ReactNode;
  /** Buttons, the one that acts last. */
  actions?: ReactNode;
}

/** A sheet above the page; the browser keeps the focus inside it, Escape closes it. For pages that need a script anyway; else `ConfirmButton`. */
export function Dialog({ open, onClose, title, danger, alert, children, actions }: DialogProps) {
  const t = useText('ui');
  const id = useId();
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const { current } = sheet;
    if (open && !current?.open) current?.showModal();
    if (!open && current?.open) current.close();
  }, [open]);
  return (
    <dialog ref={sheet} className={danger ? 'dialog dialog--danger' : 'dialog'} role={alert ? 'alertdialog' : undefined} aria-labelledby={id} aria-describedby={alert} onClose={onClose}>
      <div className="dialog-body">
        <div className="row row--between">
          <h2 id={id}>{title}</h2>
          <Button type="button" icon={X} iconOnly tone="plain" onClick={onClose}>{t('close')}</Button>
        </div>
        {children}
      </div>
      {actions && <div className="dialog__actions">{actions}</div>}
    </dialog>
  );
}
