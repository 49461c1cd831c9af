import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { FilePlus2, ShieldAlert } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { moreRows, rowsToShow } from '../http/shown-rows.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { listReferrals } from '../referrals/referral-list.server.ts';
import { ReferralTable } from '../referrals/referral-table.tsx';
import { openSafetyEvents } from '../safety/open-safety-events.server.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { NeedsYou } from '../ui/needs-you.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('referrals', 'list.title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'referral.read');
  return asActor(context.db, who.actor, 'referral.read', async (tx) => ({
    lines: await listReferrals(tx), danger: can(who.role, 'safety-event.read') ? await openSafetyEvents(tx) : [], mayRefer: can(who.role, 'referral.create'), schools: who.organisation.kind !== 'school',
  }));
}

export default function ReferralsPage() {
  const { lines, danger, mayRefer, schools } = useLoaderData<typeof loader>();
  const t = useText('referrals');
  const s = useText('safety');
  const open = lines.filter(({ state }) => state !== 'closed');
  const closed = lines.filter(({ state }) => state === 'closed');
  const [search] = useSearchParams();
  const shown = rowsToShow(search);
  const further = Math.max(open.length, closed.length) > shown ? moreRows(search, shown) : null;
  return (
    <>
      <PageHeading title={t('list.title')} lede={t('list.lede')} actions={mayRefer && <ButtonLink to="/referrals/new" tone="primary" icon={FilePlus2}>{t('list.new')}</ButtonLink>} />
      <div className="stack-5">
        {danger.length > 0 && (
          <NeedsYou
            title={s('open.title')}
            needs={danger.map((event) => ({
              key: event.id, icon: ShieldAlert, title: event.studentName, detail: event.acknowledgedBy === null ? s('open.raised') : s('open.acknowledged', { name: event.acknowledgedBy }),
              action: <ButtonLink to={`/safety/${event.id}`} tone="danger" prefetch="none">{s('open.button')}</ButtonLink>,
            }))}
          />
        )}
        {lines.length === 0
          ? <EmptyState title={t('list.empty')} action={mayRefer && <ButtonLink to="/referrals/new">{t('list.new')}</ButtonLink>}>{mayRefer ? t('list.empty.counselor') : t('list.empty.other')}</EmptyState>
          : <ReferralTable caption={t('list.open')} lines={open.slice(0, shown)} schools={schools} />}
        {closed.length > 0 && <ReferralTable caption={t('list.closed')} lines={closed.slice(0, shown)} schools={schools} showCaption />}
        {further && <p><ButtonLink to={further} preventScrollReset>{t('list.more')}</ButtonLink></p>}
      </div>
    </>
  );
}
