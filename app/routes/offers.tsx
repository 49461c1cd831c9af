import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { UserRound } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import type { Offer } from '../matching/offer.ts';
import { offersToMe } from '../matching/offers.server.ts';
import { ButtonLink } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { NeedsYou } from '../ui/needs-you.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { TimeText } from '../ui/time-text.tsx';

export const handle = pageTitle('matching', 'offers.title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'offer.answer');
  return asActor(context.db, who.actor, 'offer.read', async (tx) => {
    const offers = await offersToMe(tx);
    await record(tx, { action: 'offer.read', body: { count: offers.length } });
    return { offers };
  });
}

export default function OffersPage() {
  const { offers } = useLoaderData<typeof loader>();
  const t = useText('matching');
  const open = offers.filter((offer) => offer.state === 'open');
  const before = offers.filter((offer) => offer.state !== 'open');
  const what = useWhat();
  return (
    <>
      <PageHeading title={t('offers.title')} lede={t('offers.lede')} />
      {open.length === 0 ? <EmptyState title={t('offers.empty')}>{t('offers.empty.help')}</EmptyState> : (
        <NeedsYou title={t('offers.open')} needs={open.map((offer) => ({
          key: offer.id, icon: UserRound, title: what(offer),
          detail: <>{offer.school}. {offer.agency}. {t('offers.by')} <TimeText at={offer.answerBy} form="dayTime" placeZone={offer.zone} /></>,
          action: <ButtonLink to={`/offers/${offer.id}`}>{t('offers.look')}</ButtonLink>,
        }))} />
      )}
      {before.length > 0 && (
        <Section title={t('offers.answered')}>
          <DataTable caption={t('offers.answered')} rows={before} rowKey={(offer) => offer.id} columns={[
            { key: 'what', header: t('offers.what'), rowHeader: true, cell: what },
            { key: 'by', header: t('offers.by'), cell: (offer) => <TimeText at={offer.answerBy} form="shortDay" /> },
            { key: 'state', header: t('offers.state'), cell: (offer) => t(`offers.state.${offer.state}`) },
          ]} />
        </Section>
      )}
    </>
  );
}

function useWhat(): (offer: Offer) => string {
  const t = useText('matching');
  const c = useText('caseload');
  return (offer) => t('offer.heading', { age: offer.ageYears === null ? t('rank.age-unknown') : t('rank.age', { count: offer.ageYears }), concern: c(`concern.${offer.concern}`) });
}
