import { Eye, FileOutput } from 'lucide-react';
import { isAuditAction } from '../audit/audit-actions.ts';
import { momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { EventLog } from '../ui/event-log.tsx';
import { Facts } from '../ui/facts.tsx';
import { Section } from '../ui/section.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { useZone } from '../ui/zone.tsx';
import { StateTag } from './review-table.tsx';
import type { WholeReview } from './reviews.server.ts';

/** Why it was opened, for how long, and who was to be told. */
export function ReviewFacts({ review: { reason, threat, parties, openedAt, endsAt, endedEarly, endedBy, state, school } }: { review: WholeReview }) {
  const t = useText('emergency');
  const early = !endedEarly ? '' : endedBy === null ? t('review.ended-early') : t('review.ended-by', { name: endedBy });
  return (
    <Section title={t('review.why')}>
      <Facts facts={[
        { name: t('review.reason'), value: reason === null ? <span className="soft">{t('review.erased')}</span> : <span className="prose">{reason}</span> },
        { name: t('review.threat'), value: t(`threat.${threat}`) },
        { name: t('review.parties'), value: parties.map((party) => t(`party.${party}`)).join(', ') },
        { name: t('review.record'), value: school },
        { name: t('review.opened'), value: <TimeText at={openedAt} form="shortDayYearTime" /> },
        { name: t(state === 'open' ? 'review.ends' : 'review.ended'), value: <><TimeText at={endsAt} form="shortDayYearTime" />{early && <span className="sub">{early}</span>}</> },
      ]} />
    </Section>
  );
}

/** What was seen and done while it ran, as the trail has it; and where the whole answer stands. */
export function WhatWasLookedAt({ review: { looked, studentId } }: { review: WholeReview }) {
  const t = useText('emergency');
  const a = useText('audit');
  return (
    <Section title={t('review.looked')} count={looked.length || undefined}>
      <div className="stack-3">
        {looked.length === 0 ? <p className="soft">{t('review.looked.nothing')}</p> : (
          <EventLog entries={looked.map(({ id, at, action }) => ({ key: id, when: <TimeText at={at} form="shortDayTime" />, what: isAuditAction(action) ? a(`action.${action}`) : action }))} />
        )}
        <div className="row">
          <ButtonLink to={`/students/${studentId}/sights`} icon={Eye} prefetch="none">{t('review.sights')}</ButtonLink>
          <ButtonLink to={`/students/${studentId}/disclosures`} icon={FileOutput} prefetch="none">{t('review.given')}</ButtonLink>
        </div>
      </div>
    </Section>
  );
}

/** What somebody found who reviewed it. */
export function ReviewResult({ review: { state, words, reviewedBy, reviewedAt } }: { review: WholeReview }) {
  const t = useText('emergency');
  const [language, zone] = [useLanguage(), useZone()];
  return (
    <Section title={t('review.result')}>
      <div className="stack-2">
        <p><StateTag state={state} /></p>
        {words === null ? <p className="soft">{t('review.no-words')}</p> : <p className="prose">{words}</p>}
        {reviewedAt !== null && <p className="small soft">{t('review.by', { name: reviewedBy ?? t('somebody'), when: momentText(reviewedAt, zone, language, 'shortDayYearTime') })}</p>}
      </div>
    </Section>
  );
}
