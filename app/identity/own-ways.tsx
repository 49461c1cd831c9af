import { Form, Link } from '@remix-run/react';
import { Building2, KeyRound, Trash2 } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { OwnPasskey } from './passkeys.server.ts';
import type { OwnSignOn } from './sso-account.server.ts';

/**
 * What somebody signs in with, as their own page shows it. `password`: null when they have none; else how many recovery codes are left. `signOnToAdd`:
 * what the single sign-on is called that they may add; null when there is none, or they have it.
 */
export type ShownWays = { passkeys: OwnPasskey[]; password: { codesLeft: number } | null; signOns: (OwnSignOn & { name: string })[]; signOnToAdd: string | null };

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
      {(ways.signOns.length > 0 || ways.signOnToAdd !== null) && (
        <Section title={t('me.signOn')}>
          <div className="stack-4">
            {ways.signOns.map((one) => <SignOnRow key={one.issuer} it={one} />)}
            {ways.signOnToAdd !== null && (
              <form method="post" action="/me/single-sign-on" className="stack-3">
                <p className="soft">{t('me.signOnWhat', { name: ways.signOnToAdd })}</p>
                <p><Button icon={Building2}>{t('me.signOnAdd', { name: ways.signOnToAdd })}</Button></p>
              </form>
            )}
          </div>
        </Section>
      )}
    </>
  );
}

function SignOnRow({ it: { issuer, name, linkedAt, isCurrent } }: { it: ShownWays['signOns'][number] }) {
  const t = useText('waysIn');
  return (
    <article className="stack-2" aria-label={name}>
      <p><b>{name}</b><span className="sub">{t('me.made')} <TimeText at={linkedAt} form="dayTime" />{!isCurrent && <>{' · '}{t('me.signOnFormer')}</>}</span></p>
      <ConfirmButton label={<>{t('me.remove')}<span className="sr"> {name}</span></>} icon={Trash2} question={t('me.signOnQuestion', { name })}>
        <Form method="post" action="/me/single-sign-on/removal">
          <input type="hidden" name="issuer" value={issuer} />
          <Button tone="alarm">{t('me.remove')}</Button>
        </Form>
      </ConfirmButton>
    </article>
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
