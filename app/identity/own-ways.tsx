import { Form, Link } from '@remix-run/react';
import { KeyRound, Trash2 } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { OwnPasskey } from './passkeys.server.ts';

/** What somebody signs in with, as their own page shows it. `password`: null when they have none; then how many recovery codes are left. */
export type ShownWays = { passkeys: OwnPasskey[]; password: { codesLeft: number } | null };

/** What a form that led back here has done, or why it did not. */
export const wayOutcomes = ['added', 'renamed', 'removed', 'changed', 'last-way'] as const;

/** The person's own ways in: add, rename, remove; never the last one. Works without a script, but for making a passkey. */
export function OwnWays({ ways, outcome }: { ways: ShownWays; outcome: (typeof wayOutcomes)[number] | null }) {
  const t = useText('waysIn');
  return (
    <>
      {outcome && <Notice tone={outcome === 'last-way' ? 'needs' : 'go'} role="status"><b>{t(`me.${outcome}`)}</b></Notice>}
      <Section title={t('me.passkeys')} count={ways.passkeys.length}>
        <div className="stack-4">
          {ways.passkeys.length === 0 && <p className="soft">{t('passkey.what')}</p>}
          {ways.passkeys.map((one) => <PasskeyRow key={one.id} it={one} />)}
          <p><ButtonLink to="/me/passkeys/new" icon={KeyRound} tone={ways.passkeys.length === 0 ? 'primary' : 'normal'}>{t('passkey.make')}</ButtonLink></p>
        </div>
      </Section>
      <Section title={t('me.password')}>
        {ways.password ? (
          <div className="stack-3">
            <p>{t('me.codes', { count: ways.password.codesLeft })}</p>
            <ul className="stack-2">
              <li><Link to="/me/password">{t('me.changePassword')}</Link></li>
              <li><Link to="/me/authenticator">{t('me.changeApp')}</Link></li>
              <li><Link to="/me/recovery-codes">{t('me.newCodes')}</Link></li>
            </ul>
            <ConfirmButton label={t('me.removePassword')} icon={Trash2} question={t('me.removePasswordQuestion')}>
              <Form method="post" action="/me/password/removal"><Button tone="alarm">{t('me.removePassword')}</Button></Form>
            </ConfirmButton>
          </div>
        ) : (
          <div className="stack-3">
            <p className="soft">{t('me.noPassword')}</p>
            <p><ButtonLink to="/me/password">{t('me.setPassword')}</ButtonLink></p>
          </div>
        )}
      </Section>
    </>
  );
}

function PasskeyRow({ it: { id, name, createdAt, lastUsedAt } }: { it: OwnPasskey }) {
  const t = useText('waysIn');
  const called = name ?? t('me.unnamed');
  return (
    <article className="stack-2" aria-label={called}>
      <p><b>{called}</b><span className="sub">{t('me.made')} <TimeText at={createdAt} form="dayTime" />{' · '}{lastUsedAt ? <>{t('me.used')} <TimeText at={lastUsedAt} form="dayTime" /></> : t('me.neverUsed')}</span></p>
      <div className="row">
        <details className="other-way">
          <summary>{t('me.rename')}<span className="sr"> {called}</span></summary>
          <Form method="post" action={`/me/passkeys/${id}`} className="stack-3">
            <TextField label={t('passkey.name')} name="name" required maxLength={60} defaultValue={name ?? ''} />
            <p><Button>{t('me.save')}</Button></p>
          </Form>
        </details>
        <ConfirmButton label={<>{t('me.remove')}<span className="sr"> {called}</span></>} icon={Trash2} question={t('me.removeQuestion', { name: called })}>
          <Form method="post" action={`/me/passkeys/${id}/removal`}><Button tone="alarm">{t('me.remove')}</Button></Form>
        </ConfirmButton>
      </div>
    </article>
  );
}
