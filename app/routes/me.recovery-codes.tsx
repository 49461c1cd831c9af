import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { waysOf } from '../identity/account.server.ts';
import { recoveryCodesLeft } from '../identity/authenticator.server.ts';
import { changeRecoveryCodes } from '../identity/change-ways.server.ts';
import { EntranceFrame } from '../identity/entrance-frame.tsx';
import { RecoveryCodes } from '../identity/recovery-codes.tsx';
import { requireOwnFreshSession } from '../identity/require-own-session.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

/** New recovery codes in the place of those that are lost or used up. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { person } = await requireOwnFreshSession(request, context);
  if (!(await waysOf(context.authDb, context.config, person.personId)).password) throw redirect('/me/password');
  return { left: await recoveryCodesLeft(context.authDb, person.personId) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const codes = await changeRecoveryCodes(context, await requireOwnFreshSession(request, context));
  if (!codes) throw redirect('/me/password');
  return data({ codes });
}

export const handle = pageTitle('waysIn', 'me.newCodes');

export default function OwnRecoveryCodes() {
  const { left } = useLoaderData<typeof loader>();
  const codes = useActionData<typeof action>()?.codes;
  const t = useText('waysIn');
  if (codes) return <EntranceFrame><PageHeading title={t('codes.title')} /><RecoveryCodes codes={codes} to="/me/sign-in?changed" /></EntranceFrame>;
  return (
    <EntranceFrame>
      <PageHeading title={t('me.newCodes')} lede={t('me.newCodesText')} />
      <Form method="post" className="own-account">
        <p>{t('me.codes', { count: left })}</p>
        <p className="row"><SubmitButton tone="primary">{t('me.newCodes')}</SubmitButton><ButtonLink to="/me/sign-in">{t('me.back')}</ButtonLink></p>
      </Form>
    </EntranceFrame>
  );
}
