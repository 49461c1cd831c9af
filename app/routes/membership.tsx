import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { wayBack } from '../http/way-back.ts';
import { noteBeginning, passkeyNeededPath } from '../identity/enter.server.ts';
import { EntranceFrame } from '../identity/entrance-frame.tsx';
import { MembershipChoices } from '../identity/membership-choices.tsx';
import { mayActUnder, membershipsOf } from '../identity/memberships.server.ts';
import { signInPath } from '../identity/require-member.server.ts';
import { chooseMembership, sessionOf } from '../identity/sessions.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

/** For whom a person with several memberships acts. A guardian has none and no such page. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = await sessionOf(request, context);
  if (!session) throw redirect(signInPath(request));
  if (session.partnershipId) throw notFound();
  return {
    memberships: await membershipsOf(context.db, session.personId),
    current: session.membershipId,
  };
}

/** Chooses or switches: one tap. */
export async function action({ request, context }: ActionFunctionArgs) {
  const session = await sessionOf(request, context);
  if (!session) throw redirect('/sign-in');
  const form = await request.formData();
  const chosen = z.uuid().safeParse(form.get('membershipId'));
  const membership = !session.partnershipId && chosen.success ? await mayActUnder(context.db, session.personId, chosen.data) : null;
  if (!membership) throw notFound();
  if (!(await chooseMembership(context, session, membership))) return redirect(passkeyNeededPath);
  await noteBeginning(context, session.personId, membership.id, session.way);
  return redirect(wayBack(form.get('to'), '/today'));
}

export const handle = pageTitle('identity', 'membership.title');

export default function Membership() {
  const { memberships, current } = useLoaderData<typeof loader>();
  const t = useText('identity');
  return (
    <EntranceFrame>
      <PageHeading title={t('membership.title')} lede={memberships.length > 1 ? t('membership.lede') : undefined} />
      {memberships.length > 0
        ? <MembershipChoices memberships={memberships} current={current} />
        : <EmptyState title={t('membership.none')}>{t('membership.noneText')}</EmptyState>}
      <form method="post" action="/sign-off"><Button>{t('signOff')}</Button></form>
    </EntranceFrame>
  );
}
