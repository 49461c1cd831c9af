import { Link } from '@remix-run/react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Section } from '../ui/section.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { PasswordForm, type PasswordAnswer } from './password-form.tsx';
import { SharedDevice } from './shared-device.tsx';

/** The ways in for who works here: a passkey first, a password with a code as the other way, help below. `others`: further ways, such as single sign-on. */
export function OwnAccount({ to, answer, others }: { to: string; answer?: PasswordAnswer | undefined; others?: ReactNode }) {
  const t = useText('waysIn');
  // Whoever is quick opens it before the script is there; so it is looked at, and left alone.
  const [isOpen, setIsOpen] = useState(false);
  const other = useRef<HTMLDetailsElement>(null);
  useEffect(() => setIsOpen(other.current?.open ?? false), []);
  return (
    <Section title={t('own.heading')}>
      <div className="own-account">
        <p className="soft">{t('own.lede')}</p>
        <PasskeyButton kind="use" paths={{ challenge: '/sign-in/passkey/challenge', answer: '/sign-in/passkey' }} fields={{ to }} label={t('passkey.use')}><SharedDevice /></PasskeyButton>
        {others}
        <details className="other-way" ref={other} open={answer !== undefined} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
          <summary>{t('password.with')}</summary>
          <PasswordForm to={to} answer={answer} isOpen={isOpen} />
        </details>
        <p><Link to="/sign-in/help">{t('own.cannot')}</Link></p>
      </div>
    </Section>
  );
}
