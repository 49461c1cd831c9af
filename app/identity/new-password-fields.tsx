import { useText } from '../i18n/use-text.tsx';
import { TextField } from '../ui/field.tsx';
import { SquareCode } from '../ui/square-code.tsx';

/** What a page draws for somebody to put a secret into their authenticator app: the secret itself, and the address that the picture holds. */
export type NewSecret = { secret: string; address: string };

/** What was wrong, and with which field. */
export type NewPasswordProblem = 'passwordShort' | 'passwordLong' | 'passwordCommon' | 'codeWrong' | 'addressTaken' | 'already-set-up';

/** The picture for the app, the same as text, and the code that shows that the app has it. Works without a script. */
export function AuthenticatorFields({ it, problem }: { it: NewSecret; problem?: NewPasswordProblem | undefined }) {
  const t = useText('waysIn');
  return (
    <>
      <p><b>{t('app.heading')}</b><br /><span className="soft">{t('app.how')}</span></p>
      <input type="hidden" name="secret" value={it.secret} />
      <div className="app-secret">
        <SquareCode className="app-secret__picture" text={it.address} label={t('app.picture')} />
        <p>{t('app.byHand')} <b className="app-secret__text">{it.secret.match(/.{4}/g)?.join(' ')}</b></p>
      </div>
      <TextField label={t('app.code')} hint={t('app.codeHint')} name="code" autoComplete="one-time-code" inputMode="numeric" required maxLength={20} narrow errors={problem === 'codeWrong' ? [t('problem.codeWrong')] : undefined} />
    </>
  );
}

/** A new password, with what makes a good one. `username` lets a password manager keep it under the right name. */
export function NewPasswordField({ username, problem }: { username: string; problem?: NewPasswordProblem | undefined }) {
  const t = useText('waysIn');
  return (
    <>
      <TextField label={t('password.signsInAs')} name="username" type="email" autoComplete="username" readOnly value={username} />
      <TextField label={t('password.new')} hint={t('password.newHint')} name="password" type="password" autoComplete="new-password" required maxLength={1000}
        errors={problem?.startsWith('password') ? [t(`problem.${problem as 'passwordShort' | 'passwordLong' | 'passwordCommon'}`)] : undefined} />
    </>
  );
}
