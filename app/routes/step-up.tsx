import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { notFound } from '../http/respond.server.ts';
import { wayBack } from '../http/way-back.ts';
import { waysOf } from '../identity/account.server.ts';
import { findCode } from '../identity/authenticator.server.ts';
import { EntranceFrame } from '../identity/entrance-frame.tsx';
import { noteStrong } from '../identity/require-fresh.server.ts';
import { signInPath } from '../identity/require-member.server.ts';
import { sessionOf, type Session } from '../identity/sessions.server.ts';
import { StepUpWays, steppedUpPath } from '../identity/step-up-ways.tsx';
import { forgetTries, tryOnce } from '../identity/tries.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

/** Asks once more who sits there, before something that counts (`requireFresh`), and goes on to where they were. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = await sessionOf(request, context);
  if (!session) throw redirect(signInPath(request));
  const { searchParams } = new URL(request.url);
  const { passkeys, password } = await waysOf(context.authDb, context.config, session.personId);
  return { ways: { demo: session.way === 'demo', passkey: passkeys > 0, code: password, sso: session.way === 'sso' ? (context.config.sso?.name ?? null) : null }, to: wayBack(searchParams.get('to'), steppedUpPath), done: searchParams.has('done') };
}

/** A code of the authenticator; a passkey has its own address (`/step-up/passkey`), as a script answers there. In the demo a button stands for either. */
export async function action({ request, context }: ActionFunctionArgs) {
  const session = await sessionOf(request, context);
  if (!session) throw redirect('/sign-in');
  const form = await request.formData();
  const code = form.get('code');
  if (session.way !== 'demo' && typeof code !== 'string') throw notFound();
  if (typeof code === 'string') {
    const refused = await codeRefused(context, session, code);
    if (refused) return data({ refused }, { status: refused.reason === 'too-many-tries' ? 429 : 400 });
  }
  const headers = await noteStrong(context, session.id);
  context.log.info('stepped-up', { requestId: context.requestId });
  return redirect(wayBack(form.get('to'), steppedUpPath), { headers });
}

async function codeRefused(context: ActionFunctionArgs['context'], { personId }: Session, code: string) {
  const counted = await tryOnce(context, 'step-up-code', personId);
  if (!counted.ok) return { reason: counted.reason, minutes: counted.minutes };
  const found = await findCode(context.authDb, context.config, personId, code.slice(0, 20), Date.now());
  if (!found || !(await found.useUp())) return { reason: 'code-wrong' as const, minutes: 0 };
  await forgetTries(context, 'step-up-code', personId);
  return null;
}

export const handle = pageTitle('sessions', 'stepUp.title');

export default function StepUp() {
  const { ways, to, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const t = useText('sessions');
  if (done) {
    return (
      <EntranceFrame>
        <PageHeading title={t('stepUp.doneTitle')} />
        <Notice tone="go" role="status"><b>{t('stepUp.done')}</b><p>{t('stepUp.doneText')}</p></Notice>
      </EntranceFrame>
    );
  }
  return (
    <EntranceFrame>
      <PageHeading title={t('stepUp.title')} lede={t('stepUp.lede')} />
      <StepUpWays ways={ways} to={to} refused={refused} />
    </EntranceFrame>
  );
}
