import { Form } from '@remix-run/react';
import { LogIn, UserCheck } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { Button, SubmitButton } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { SsoButton } from './sso-button.tsx';

/** Where it ends when nobody said where to go on: in the tab that a half-filled form opened. */
export const steppedUpPath = '/step-up?done';

interface StepUpWaysProps {
  /** What this person has to show; `sso`: what the single sign-on is called by which they came in. */
  ways: { demo: boolean; passkey: boolean; code: boolean; sso: string | null };
  to: string;
  refused?: { reason: 'code-wrong' | 'too-many-tries'; minutes: number } | undefined;
}

/** The factors that a person can show again: a passkey, a code of their app; in the demo a button; and for everybody, signing in anew. */
export function StepUpWays({ ways, to, refused }: StepUpWaysProps) {
  const t = useText('sessions');
  const wrong = refused && (refused.reason === 'code-wrong' ? t('stepUp.codeWrong') : t('stepUp.wait', { count: refused.minutes }));
  const has = ways.demo || ways.passkey || ways.code || ways.sso !== null;
  return (
    <div className="stack-5">
      {ways.demo && (
        <Form method="post">
          <input type="hidden" name="to" value={to} />
          <p>{t('stepUp.demoText')}</p>
          <SubmitButton tone="primary" big wide icon={UserCheck}>{t('stepUp.demo')}</SubmitButton>
        </Form>
      )}
      {ways.passkey && <PasskeyButton kind="use" paths={{ challenge: '/sign-in/passkey/challenge', answer: '/step-up/passkey' }} fields={{ to }} label={t('stepUp.passkey')} />}
      {ways.code && (
        <Form method="post" className="stack-3">
          <input type="hidden" name="to" value={to} />
          <TextField label={t('stepUp.code')} name="code" autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} required maxLength={20} narrow errors={wrong ? [wrong] : undefined} />
          <p><SubmitButton tone={ways.passkey ? 'normal' : 'primary'} icon={UserCheck}>{t('stepUp.codeSend')}</SubmitButton></p>
        </Form>
      )}
      {ways.sso !== null && <SsoButton name={ways.sso} to={to} again />}
      <form method="post" action="/sign-off">
        <input type="hidden" name="to" value={to} />
        <p className="soft">{t('stepUp.againText')}</p>
        <Button tone={has ? 'normal' : 'primary'} icon={LogIn}>{t('stepUp.again')}</Button>
      </form>
    </div>
  );
}
