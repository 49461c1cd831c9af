import { Form } from '@remix-run/react';
import { LogIn } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { suggestPasskeys } from './passkey.client.ts';
import { passkeyProblem } from './passkey-problem.ts';
import { SharedDevice } from './shared-device.tsx';

/** What came back when it did not fit; the password and the code are never sent back. */
export type PasswordAnswer = { refused: { reason: 'sign-in-wrong' } | { reason: 'too-many-tries'; minutes: number }; address: string };

/**
 * Address, password and code in one form: none of them is checked without the others. Works without a script; with one the browser offers passkeys where
 * it would fill the address in, while the form `isOpen`.
 */
export function PasswordForm({ to, answer, isOpen }: { to: string; answer?: PasswordAnswer | undefined; isOpen: boolean }) {
  const t = useText('waysIn');
  const form = useRef<HTMLFormElement>(null);
  const [refused, setRefused] = useState<Parameters<typeof passkeyProblem>[0] | null>(null);
  useEffect(() => {
    if (!isOpen) return;
    const closed = new AbortController();
    const typed = (): Record<string, string> => {
      const shared = form.current && new FormData(form.current).get('sharedDevice');
      return { to, ...(typeof shared === 'string' && { sharedDevice: shared }) };
    };
    void suggestPasskeys({ challenge: '/sign-in/passkey/challenge', answer: '/sign-in/passkey' }, typed, closed.signal, setRefused).then((outcome) => {
      if (outcome?.ok) window.location.assign(outcome.to);
    });
    return () => closed.abort();
  }, [isOpen, to]);
  return (
    <Form method="post" action="/sign-in" className="stack-3" ref={form}>
      {answer && (
        <Notice tone="needs" role="alert">
          {answer.refused.reason === 'too-many-tries' ? <p>{t('tries.wait', { count: answer.refused.minutes })}</p> : <><b>{t('password.wrong')}</b><p>{t('password.wrongText')}</p></>}
        </Notice>
      )}
      {refused && <Notice tone="needs" role="alert"><p>{passkeyProblem(refused, t)}</p></Notice>}
      <input type="hidden" name="to" value={to} />
      <TextField label={t('password.address')} name="address" type="email" autoComplete="username webauthn" inputMode="email" autoCapitalize="none" spellCheck={false} required defaultValue={answer?.address ?? ''} />
      <TextField label={t('password.password')} name="password" type="password" autoComplete="current-password" required maxLength={128} />
      <TextField label={t('password.code')} hint={t('password.codeHint')} name="code" autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} required maxLength={20} narrow />
      <SharedDevice />
      <p><SubmitButton icon={LogIn}>{t('password.signIn')}</SubmitButton></p>
    </Form>
  );
}
