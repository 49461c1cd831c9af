import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { waysOf } from '../identity/account.server.ts';
import { recoveryCodesLeft } from '../identity/authenticator.server.ts';
import { whoIsAsking } from '../identity/asking.server.ts';
import { EntranceFrame } from '../identity/entrance-frame.tsx';
import { mayAddWay } from '../identity/may-add-way.server.ts';
import { openSessionsOf } from '../identity/open-sessions.server.ts';
import { OpenSessions } from '../identity/open-sessions.tsx';
import { OwnWays, wayOutcomes, type ShownWays } from '../identity/own-ways.tsx';
import { passkeysOf } from '../identity/passkeys.server.ts';
import { signInPath } from '../identity/require-member.server.ts';
import { sessionOf, type Session } from '../identity/sessions.server.ts';
import { signOnsOf } from '../identity/sso-account.server.ts';
import { homeOf } from '../identity/who.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { ZoneProvider } from '../ui/zone.tsx';

/** Everybody's own page about being signed in: a member's, a guardian's, and somebody's who has not chosen a membership yet. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = await sessionOf(request, context);
  if (!session) throw redirect(signInPath(request));
  const asking = await whoIsAsking(request, context);
  const { searchParams } = new URL(request.url);
  return {
    sessions: await openSessionsOf(context, session),
    zone: 'zone' in asking ? asking.zone : 'UTC',
    home: homeOf(asking),
    ended: searchParams.has('ended'),
    confirmed: searchParams.has('confirmed'),
    ways: session.partnershipId ? null : await shownWays(context, session),
    outcome: wayOutcomes.find((outcome) => searchParams.has(outcome)) ?? null,
  };
}

/** Guardians have none: they come by links. */
async function shownWays(context: LoaderFunctionArgs['context'], session: Session): Promise<ShownWays> {
  const { authDb, config } = context;
  const { personId } = session;
  const { password, sso } = await waysOf(authDb, config, personId);
  return {
    passkeys: await passkeysOf(authDb, personId),
    password: password ? { codesLeft: await recoveryCodesLeft(authDb, personId) } : null,
    signOns: (await signOnsOf(authDb, config, personId)).map((one) => ({ ...one, name: one.isCurrent && config.sso ? config.sso.name : (URL.parse(one.issuer)?.hostname ?? one.issuer) })),
    signOnToAdd: config.sso && !sso && (await mayAddWay(context, session)) ? config.sso.name : null,
  };
}

export const handle = pageTitle('sessions', 'own.title');

export default function OwnSignIn() {
  const { sessions, zone, home, ended, confirmed, ways, outcome } = useLoaderData<typeof loader>();
  const t = useText('sessions');
  return (
    <EntranceFrame>
      <PageHeading title={t('own.title')} lede={t('own.lede')} />
      <div className="stack-5">
        {ended && <Notice tone="go" role="status"><b>{t('list.ended')}</b></Notice>}
        {confirmed && <Notice tone="needs" role="status"><b>{t('list.confirmed')}</b></Notice>}
        {confirmed && <OpenSessions sessions={sessions} zone={zone} />}
        {ways && <ZoneProvider zone={zone}><OwnWays ways={ways} outcome={outcome} /></ZoneProvider>}
        {!confirmed && <OpenSessions sessions={sessions} zone={zone} />}
        <p><ButtonLink to={home}>{t('own.back')}</ButtonLink></p>
      </div>
    </EntranceFrame>
  );
}
