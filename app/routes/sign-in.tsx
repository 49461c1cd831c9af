import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { whoIsAsking } from '../identity/asking.server.ts';
import { AskForLink } from '../identity/ask-for-link.tsx';
import { DemoDoors } from '../identity/demo-doors.tsx';
import { demoPeople } from '../identity/demo-people.server.ts';
import { runningDemo } from '../identity/demo.server.ts';
import { EndedNotice } from '../identity/ended-notice.tsx';
import { whyEnded } from '../identity/end-sessions.server.ts';
import { EntranceFrame } from '../identity/entrance-frame.tsx';
import { enter } from '../identity/enter.server.ts';
import { OwnAccount } from '../identity/own-account.tsx';
import { provePassword } from '../identity/password.server.ts';
import { isSharedDevice } from '../identity/shared-device.tsx';
import { SsoButton } from '../identity/sso-button.tsx';
import { homeOf } from '../identity/who.ts';
import { z } from '../http/schema.ts';
import { wayBack } from '../http/way-back.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';

/** Who is already signed in goes on; a demo lists its people; members sign in with what is theirs; guardians ask for a link. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const asking = await whoIsAsking(request, context);
  if (asking.kind !== 'nobody' && asking.kind !== 'ended') throw redirect(homeOf(asking));
  const demo = await runningDemo(context);
  return {
    to: wayBack(new URL(request.url).searchParams.get('to')),
    ended: asking.kind === 'ended',
    why: asking.kind === 'nobody' ? await whyEnded(request, context) : null,
    people: demo && (await demoPeople(context.db, demo)),
    sso: context.config.sso?.name ?? null,
  };
}

const typed = z.object({ address: z.string().trim().max(200), password: z.string().max(128), code: z.string().max(20) });

/** Password and code. A passkey has its own address (`/sign-in/passkey`), as a script answers there. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const tried = typed.safeParse(Object.fromEntries(form));
  const { address = '', password = '', code = '' } = tried.data ?? {};
  const proven = await provePassword(request, context, { address, password, code });
  if (!proven.ok) {
    context.log.warn('sign-in-refused', { requestId: context.requestId, reason: proven.reason });
    const { ok: _no, ...refused } = proven;
    return data({ refused, address }, { status: proven.reason === 'too-many-tries' ? 429 : 400 });
  }
  const { headers, to } = await enter(request, context, { personId: proven.personId, way: 'password', sharedDevice: isSharedDevice(form) });
  return redirect(to ?? wayBack(form.get('to'), '/today'), { headers });
}

export const handle = pageTitle('identity', 'signIn.title');

export default function SignIn() {
  const { people, to, ended, why, sso } = useLoaderData<typeof loader>();
  const t = useText('identity');
  return (
    <EntranceFrame wide={people !== null}>
      <PageHeading title={t('signIn.title')} lede={people ? t('demo.lede') : t('signIn.lede')} />
      <EndedNotice why={why} />
      {people && <DemoDoors people={people} to={to} />}
      <div className="stack-5">
        <OwnAccount to={to} answer={useActionData<typeof action>()} others={sso && <SsoButton name={sso} to={to} />} />
        <Section title={t('link.heading')}>
          <AskForLink ended={ended} primary={false} to={to} />
        </Section>
      </div>
    </EntranceFrame>
  );
}
