import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { Check } from 'lucide-react';
import { notFound } from '../http/respond.server.ts';
import { waysOf } from '../identity/account.server.ts';
import { enter } from '../identity/enter.server.ts';
import { EntranceFrame } from '../identity/entrance-frame.tsx';
import { AuthenticatorFields, NewPasswordField } from '../identity/new-password-fields.tsx';
import { codeAddress, newCodeSecret } from '../identity/one-time-code.server.ts';
import { PasskeyButton } from '../identity/passkey-button.tsx';
import { RecoveryCodes } from '../identity/recovery-codes.tsx';
import { newPassword, setUpPassword } from '../identity/set-up-password.server.ts';
import { ShutInvitation } from '../identity/shut-invitation.tsx';
import { acceptStaffInvitation, openStaffInvitation } from '../identity/staff-invitation.server.ts';
import { countTry } from '../identity/tries.server.ts';
import { needsPasskey } from '../identity/ways.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';

/** An invitation's own page: looking at it uses nothing up, however often; setting up a way in accepts it. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const within = await countTry(context, 'open-from', context.clientAddress);
  const token = params['token'] ?? '';
  const opened = await openStaffInvitation(context.db, token);
  // A limit that somebody else used up keeps nobody from an invitation that works.
  if (!opened.ok && !within) return data({ shut: 'link-unknown' as const }, { status: 429 });
  if (!opened.ok) return data({ shut: opened.reason }, { status: 410 });
  const { personId, givenName, email, role, organisation } = opened.invited;
  const own = await waysOf(context.authDb, context.config, personId);
  if (own.passkeys > 0 || own.password || own.sso) return data({ shut: 'already-set-up' as const }, { status: 410 });
  const secret = newCodeSecret();
  const path = new URL(request.url).pathname.replace(/\.data$/, '');
  return data({ shut: null, path, givenName, email, role, organisation, passkeyOnly: needsPasskey(role), app: { secret, address: codeAddress(secret, email, 'Hallway') } });
}

/** Accepts with a password and an authenticator. For a role that needs a passkey there is no such way. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const within = await countTry(context, 'open-from', context.clientAddress);
  const given = newPassword.safeParse(Object.fromEntries(await request.formData()));
  if (!given.success) throw notFound();
  const accepted = await acceptStaffInvitation(context.db, params['token'] ?? '', async (invited) => {
    if (needsPasskey(invited.role)) return { ok: false, reason: 'passkey-only' as const };
    return setUpPassword(context, invited, given.data, { first: true });
  });
  if (!accepted.ok && !within && accepted.reason.startsWith('link-')) throw notFound();
  if (!accepted.ok) {
    const { secret } = given.data;
    return data({ problem: accepted.reason, secret, codes: null, to: '' }, { status: 409 });
  }
  const { headers, to } = await enter(request, context, { personId: accepted.invited.personId, way: 'password', sharedDevice: false });
  return data({ problem: null, secret: '', codes: accepted.value.recoveryCodes, to: to ?? '/today' }, { headers });
}

export const handle = pageTitle('waysIn', 'welcome.title');

export default function Welcome() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('waysIn');
  const say = useText('identity');
  if (answer?.codes) {
    return (
      <EntranceFrame>
        <PageHeading title={t('codes.title')} />
        <RecoveryCodes codes={answer.codes} to={answer.to} />
      </EntranceFrame>
    );
  }
  if (page.shut !== null) return <ShutInvitation why={page.shut} />;
  const { path, givenName, email, role, organisation, passkeyOnly, app } = page;
  const problem = answer?.problem && answer.problem in fieldProblems ? (answer.problem as keyof typeof fieldProblems) : undefined;
  const shown = answer?.secret ? { secret: answer.secret, address: app.address.replace(app.secret, answer.secret) } : app;
  return (
    <EntranceFrame>
      <PageHeading title={t('welcome.hello', { name: givenName })} lede={t('welcome.as', { role: say(`role.${role}`), organisation })} />
      <div className="stack-5">
        <Section title={t('welcome.passkey')}>
          <div className="own-account">
            <p>{t('passkey.what')}</p>
            <PasskeyButton kind="make" paths={{ challenge: `${path}/passkey/challenge`, answer: `${path}/passkey` }} label={t('passkey.make')}>
              <TextField label={t('passkey.name')} hint={t('passkey.nameHint')} name="name" maxLength={60} optional />
            </PasskeyButton>
            {passkeyOnly && <p className="soft">{t('welcome.passkeyOnly')}</p>}
          </div>
        </Section>
        {!passkeyOnly && (
          <Section title={t('welcome.password')}>
            <Form method="post" className="own-account">
              {answer?.problem && !problem && <Notice tone="needs" role="alert"><p>{t(`welcome.${answer.problem as 'already-set-up'}.text`)}</p></Notice>}
              {problem && <Notice tone="needs" role="alert"><p>{t(`problem.${problem}`)}</p></Notice>}
              <NewPasswordField username={email} problem={problem} />
              <AuthenticatorFields it={shown} problem={problem} />
              <p><SubmitButton icon={Check}>{t('welcome.setUp')}</SubmitButton></p>
            </Form>
          </Section>
        )}
      </div>
    </EntranceFrame>
  );
}

const fieldProblems = { passwordShort: true, passwordLong: true, passwordCommon: true, codeWrong: true, addressTaken: true } as const;
