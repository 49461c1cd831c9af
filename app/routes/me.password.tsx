import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { notFound } from '../http/respond.server.ts';
import { waysOf } from '../identity/account.server.ts';
import { changePassword } from '../identity/change-ways.server.ts';
import { EntranceFrame } from '../identity/entrance-frame.tsx';
import { AuthenticatorFields, NewPasswordField } from '../identity/new-password-fields.tsx';
import { NotFreshNotice } from '../identity/not-fresh-notice.tsx';
import { noteWay } from '../identity/note-way.server.ts';
import { codeAddress, newCodeSecret } from '../identity/one-time-code.server.ts';
import { RecoveryCodes } from '../identity/recovery-codes.tsx';
import { requireFresh } from '../identity/require-fresh.server.ts';
import { requireOwnFreshSession, requireOwnSession } from '../identity/require-own-session.server.ts';
import { newPassword, setUpPassword } from '../identity/set-up-password.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

/** A first password with its app, or another one in the place of the old. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { person } = await requireOwnFreshSession(request, context);
  const secret = newCodeSecret();
  return { has: (await waysOf(context.authDb, context.config, person.personId)).password, email: person.email, app: { secret, address: codeAddress(secret, person.email, 'Hallway') } };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const own = await requireOwnSession(request, context);
  const form = Object.fromEntries(await request.formData());
  const fresh = await requireFresh(request, context);
  const secret = typeof form['secret'] === 'string' ? form['secret'] : '';
  if (!fresh.ok) return data({ problem: fresh.reason, secret, codes: null }, { status: 409 });
  const given = newPassword.safeParse({ secret: '', code: '', ...form });
  if (!given.success) throw notFound();
  if ((await waysOf(context.authDb, context.config, own.person.personId)).password) {
    const problem = await changePassword(context, own, given.data.password);
    return problem ? data({ problem, secret, codes: null }, { status: 409 }) : redirect('/me/sign-in?changed');
  }
  const kept = await setUpPassword(context, own.person, given.data, { first: false });
  if (!kept.ok) return data({ problem: kept.reason, secret, codes: null }, { status: 409 });
  await noteWay(context, own.session.personId, 'way-in.added', 'password');
  return data({ problem: null, secret: '', codes: kept.value.recoveryCodes });
}

export const handle = pageTitle('waysIn', 'me.password');

export default function OwnPassword() {
  const { has, email, app } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('waysIn');
  if (answer?.codes) return <EntranceFrame><PageHeading title={t('codes.title')} /><RecoveryCodes codes={answer.codes} to="/me/sign-in?added" /></EntranceFrame>;
  const problem = answer?.problem && answer.problem !== 'not-fresh' ? answer.problem : undefined;
  const shown = answer?.secret ? { secret: answer.secret, address: app.address.replace(app.secret, answer.secret) } : app;
  return (
    <EntranceFrame>
      <PageHeading title={t(has ? 'me.changePassword' : 'me.setPassword')} />
      <Form method="post" className="own-account">
        {answer?.problem === 'not-fresh' && <NotFreshNotice />}
        {problem && <Notice tone="needs" role="alert"><p>{t(problem === 'already-set-up' ? 'passkey.already-set-up' : `problem.${problem}`)}</p></Notice>}
        <NewPasswordField username={email} problem={problem} />
        {!has && <AuthenticatorFields it={shown} problem={problem} />}
        <p className="row"><SubmitButton tone="primary">{t('me.save')}</SubmitButton><ButtonLink to="/me/sign-in">{t('me.back')}</ButtonLink></p>
      </Form>
    </EntranceFrame>
  );
}
