import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useRouteError, useRouteLoaderData, type ShouldRevalidateFunction } from '@remix-run/react';
import type { ReactNode } from 'react';
import { asActor } from '../../db/as-actor.server.ts';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { useText } from '../i18n/use-text.tsx';
import { needsOf } from '../today/needs.server.ts';
import { AppFrame } from '../ui/app-frame.tsx';
import { ErrorHelp, ErrorPage } from '../ui/error-page.tsx';
import { needsAt, placesOf } from './navigation.ts';

/** Around every page of a member: who they are, where they may go, how much there needs them. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'today.read');
  const needs = await asActor(context.db, who.actor, 'today.read', (tx) => needsOf(tx, who.role));
  return {
    name: `${who.person.givenName} ${who.person.familyName}`,
    role: who.role,
    organisation: who.organisation.name,
    zone: who.zone,
    hasOtherMemberships: who.hasOtherMemberships,
    needs: needsAt(placesOf(who.role), needs),
    maySearch: can(who.role, 'student.search'),
  };
}

/** A search for a name changes nothing that needs anybody. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction, defaultShouldRevalidate }) => (formAction === '/students' ? false : defaultShouldRevalidate);

export default function Frame() {
  return <Framed><Outlet /></Framed>;
}

/** A page inside the frame failed: the frame stays, so that people can go on from where they are. */
export function ErrorBoundary() {
  const error = useRouteError();
  const drawable = useRouteLoaderData<typeof loader>('routes/frame') !== undefined;
  return drawable ? <Framed><ErrorHelp error={error} /></Framed> : <ErrorPage error={error} />;
}

function Framed({ children }: { children: ReactNode }) {
  const t = useText('shell');
  const say = useText('identity');
  const sessions = useText('sessions');
  const data = useRouteLoaderData<typeof loader>('routes/frame');
  if (!data) return null;
  return (
    <AppFrame
      items={placesOf(data.role).map((place) => ({ to: place.to, label: t(place.text), needs: data.needs[place.to] }))}
      person={{ name: data.name, line: t('role.at', { role: t(`role.${data.role}`), organisation: data.organisation }), elsewhere: data.hasOtherMemberships ? { to: '/membership', label: say('membership.switch') } : undefined, own: { to: '/me/sign-in', label: sessions('own.link') } }}
      zone={data.zone}
      search={data.maySearch ? { action: '/students', label: t('search.label') } : undefined}
      signOffAction="/sign-off"
    >
      {children}
    </AppFrame>
  );
}
