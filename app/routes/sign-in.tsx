import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { whoIsAsking } from '../identity/asking.server.ts';
import { AskForLink } from '../identity/ask-for-link.tsx';
import { DemoDoors } from '../identity/demo-doors.tsx';
import { demoPeople } from '../identity/demo-people.server.ts';
import { runningDemo } from '../identity/demo.server.ts';
import { EndedNotice } from '../identity/ended-notice.tsx';
import { whyEnded } from '../identity/end-sessions.server.ts';
import { EntranceFrame } from '../identity/entrance-frame.tsx';
import { homeOf } from '../identity/who.ts';
import { wayBack } from '../http/way-back.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';

/** Who is already signed in goes on; a demo lists its people; guardians ask for a link. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const asking = await whoIsAsking(request, context);
  if (asking.kind !== 'nobody' && asking.kind !== 'ended') throw redirect(homeOf(asking));
  const demo = await runningDemo(context);
  return {
    to: wayBack(new URL(request.url).searchParams.get('to')),
    ended: asking.kind === 'ended',
    why: asking.kind === 'nobody' ? await whyEnded(request, context) : null,
    people: demo && (await demoPeople(context.db, demo)),
  };
}

export const handle = pageTitle('identity', 'signIn.title');

export default function SignIn() {
  const { people, to, ended, why } = useLoaderData<typeof loader>();
  const t = useText('identity');
  return (
    <EntranceFrame wide={people !== null}>
      <PageHeading title={t('signIn.title')} lede={people ? t('demo.lede') : t('signIn.lede')} />
      <EndedNotice why={why} />
      {people && <DemoDoors people={people} to={to} />}
      <Section title={t('link.heading')}>
        <AskForLink ended={ended} primary={people === null} />
      </Section>
    </EntranceFrame>
  );
}
