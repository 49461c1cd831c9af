import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { waysOf } from '../identity/account.server.ts';
import { mayAddWay } from '../identity/may-add-way.server.ts';
import { EntranceFrame } from '../identity/entrance-frame.tsx';
import { PasskeyButton } from '../identity/passkey-button.tsx';
import { requireOwnFreshSession } from '../identity/require-own-session.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

/** Another passkey for somebody who is signed in; `needed`: their role asks for one before they can go on. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { session } = await requireOwnFreshSession(request, context);
  const needed = new URL(request.url).searchParams.has('needed');
  return { needed, has: (await waysOf(context.authDb, context.config, session.personId)).passkeys > 0, mayAdd: await mayAddWay(context, session) };
}

export const handle = pageTitle('waysIn', 'passkey.make');

export default function NewPasskey() {
  const { needed, has, mayAdd } = useLoaderData<typeof loader>();
  const t = useText('waysIn');
  return (
    <EntranceFrame>
      <PageHeading title={t('passkey.make')} />
      <div className="stack-4 own-account">
        {needed && <Notice tone="needs"><b>{t('needed.title')}</b><p>{t('needed.text')}</p></Notice>}
        {needed && has && <PasskeyButton kind="use" paths={{ challenge: '/sign-in/passkey/challenge', answer: '/sign-in/passkey' }} label={t('passkey.use')} />}
        {mayAdd && (
          <>
            <p>{t('passkey.what')}</p>
            <PasskeyButton kind="make" tone={needed && has ? 'normal' : 'primary'} paths={{ challenge: '/me/passkeys/challenge', answer: '/me/passkeys' }} label={t('passkey.make')}>
              <TextField label={t('passkey.name')} hint={t('passkey.nameHint')} name="name" maxLength={60} optional />
            </PasskeyButton>
          </>
        )}
        {!mayAdd && <p>{t('passkey.already-set-up')} <ButtonLink to="/sign-in/help">{t('own.cannot')}</ButtonLink></p>}
        <p><ButtonLink to={needed ? '/membership' : '/me/sign-in'}>{t(needed ? 'needed.others' : 'me.back')}</ButtonLink></p>
      </div>
    </EntranceFrame>
  );
}
