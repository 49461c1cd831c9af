import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from '../http/schema.ts';
import { waysOf } from '../identity/account.server.ts';
import { changeAuthenticator } from '../identity/change-ways.server.ts';
import { EntranceFrame } from '../identity/entrance-frame.tsx';
import { AuthenticatorFields } from '../identity/new-password-fields.tsx';
import { NotFreshNotice } from '../identity/not-fresh-notice.tsx';
import { codeAddress, newCodeSecret } from '../identity/one-time-code.server.ts';
import { RecoveryCodes } from '../identity/recovery-codes.tsx';
import { requireFresh } from '../identity/require-fresh.server.ts';
import { requireOwnFreshSession, requireOwnSession } from '../identity/require-own-session.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

/** Another authenticator app: a new phone, say. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { person } = await requireOwnFreshSession(request, context);
  if (!(await waysOf(context.authDb, context.config, person.personId)).password) throw redirect('/me/password');
  const secret = newCodeSecret();
  return { app: { secret, address: codeAddress(secret, person.email, 'Hallway') } };
}

const sent = z.object({ secret: z.string().max(64), code: z.string().max(20) });

export async function action({ request, context }: ActionFunctionArgs) {
  const own = await requireOwnSession(request, context);
  const given = sent.safeParse(Object.fromEntries(await request.formData()));
  const { secret = '', code = '' } = given.data ?? {};
  const fresh = await requireFresh(request, context);
  if (!fresh.ok) return data({ problem: fresh.reason, secret, codes: null }, { status: 409 });
  const codes = await changeAuthenticator(context, own, { secret, code });
  return codes ? data({ problem: null, secret: '', codes }) : data({ problem: 'codeWrong' as const, secret, codes: null }, { status: 409 });
}

export const handle = pageTitle('waysIn', 'me.changeApp');

export default function OwnAuthenticator() {
  const { app } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('waysIn');
  if (answer?.codes) return <EntranceFrame><PageHeading title={t('codes.title')} /><RecoveryCodes codes={answer.codes} to="/me/sign-in?changed" /></EntranceFrame>;
  const shown = answer?.secret ? { secret: answer.secret, address: app.address.replace(app.secret, answer.secret) } : app;
  return (
    <EntranceFrame>
      <PageHeading title={t('me.changeApp')} lede={t('me.changeAppText')} />
      <Form method="post" className="own-account">
        {answer?.problem === 'not-fresh' && <NotFreshNotice />}
        <AuthenticatorFields it={shown} problem={answer?.problem === 'codeWrong' ? 'codeWrong' : undefined} />
        <p className="row"><SubmitButton tone="primary">{t('me.save')}</SubmitButton><ButtonLink to="/me/sign-in">{t('me.back')}</ButtonLink></p>
      </Form>
    </EntranceFrame>
  );
}
