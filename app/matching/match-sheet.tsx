import type { ReactNode } from 'react';
import { languageNames } from '../i18n/language-names.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/section.tsx';
import { CandidateList } from './candidate-list.tsx';
import type { Match, Matched } from './match-student.server.ts';
import type { StandingOffer } from './open-offer.server.ts';
import { StandingOfferNotice } from './standing-offer.tsx';

/** Who fits one student: what is missing before anybody can be asked, the offer that stands, or the candidates. `children` stand above. */
export function MatchSheet({ found, offer, referralId, children }: { found: NonNullable<Matched>; offer: StandingOffer | null; referralId: string; children?: ReactNode }) {
  const t = useText('matching');
  const facts = useFacts();
  if (!found.ok) return (
    <Sheet title={t('rank.title', { name: found.name })}>
      {found.reason === 'school-without-zone'
        ? <EmptyState title={t('rank.school-incomplete', { school: found.school })} action={<ButtonLink to={`/schools/${found.schoolId}`}>{t('rank.school-set')}</ButtonLink>}>{t('rank.school-incomplete.help')}</EmptyState>
        : <EmptyState title={t('rank.home-incomplete', { name: found.name })} action={<ButtonLink to={`/referrals/${referralId}`}>{found.name}</ButtonLink>} />}
    </Sheet>
  );
  return (
    <Sheet title={t('rank.title', { name: found.match.name })} lede={facts(found.match)}>
      {children}
      {offer ? <StandingOfferNotice offer={offer} referralId={referralId} zone={found.match.zone} /> : <CandidateList match={found.match} />}
    </Sheet>
  );
}

function useFacts(): (match: Match) => string {
  const t = useText('matching');
  const c = useText('caseload');
  const names = languageNames(useLanguage());
  return ({ concern, ageYears, language, place }) => t('rank.facts', {
    concern: c(`concern.${concern}`), age: ageYears === null ? t('rank.age-unknown') : t('rank.age', { count: ageYears }), language: names.of(language), place: c(`place.${place}`),
  });
}
