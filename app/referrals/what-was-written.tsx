import { momentText } from '../i18n/moment-text.ts';
import { languageNames } from '../i18n/language-names.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { dangerSignals } from '../safety/danger-signals.ts';
import type { SafetyAnswers } from '../safety/safety-questions.ts';
import { Facts } from '../ui/facts.tsx';
import { Section } from '../ui/section.tsx';
import { Tag } from '../ui/tag.tsx';
import { useZone } from '../ui/zone.tsx';
import type { ReferralRecord } from './referral-record.server.ts';

/** What the referral says: codes for all who see it, the school's own words for those who may read them. */
export function WhatWasWritten({ referral }: { referral: ReferralRecord }) {
  const t = useText('referrals');
  const c = useText('caseload');
  const language = useLanguage();
  const { wrote } = referral;
  const title = wrote === null ? t('wrote.title.codes') : referral.referredBy.me ? t('wrote.title') : t('wrote.title.school');
  return (
    <Section title={title}>
      <Facts facts={[
        { name: t('wrote.concern'), value: c(`concern.${referral.concern}`) },
        wrote && { name: t('wrote.why'), value: <span className="prose">{wrote.why ?? t('wrote.erased')}</span> },
        { name: t('wrote.urgency'), value: <Tag tone="line">{t(`urgency.${referral.urgency}`)}</Tag> },
        wrote && { name: t('wrote.safety'), value: <SafetySaid answers={wrote.safety} askedAt={referral.createdAt} /> },
        wrote?.tried ? { name: t('wrote.tried'), value: <span className="prose">{wrote.tried}</span> } : null,
        { name: t('wrote.language'), value: languageNames(language).of(referral.language) },
        { name: t('wrote.place'), value: c(`place.${referral.place}`) },
        { name: t('wrote.reach'), value: t(`reach.${referral.reach}`) },
        referral.askedFor.length > 0 && { name: t('wrote.asked-for'), value: referral.askedFor.map((code) => c(`identity.${code}`)).join(', ') },
      ]} />
    </Section>
  );
}

function SafetySaid({ answers, askedAt }: { answers: SafetyAnswers; askedAt: string }) {
  const t = useText('referrals');
  const s = useText('safety');
  const language = useLanguage();
  const zone = useZone();
  const { signals, unknown } = dangerSignals(answers);
  return (
    <>
      {t('wrote.safety.asked', { date: momentText(askedAt, zone, language, 'shortDay') })}{' '}
      {signals.length > 0 ? t('wrote.safety.danger', { signals: signals.map((signal) => s(`signal.${signal}`)).join('; ') }) : t('wrote.safety.none')}
      {unknown.length > 0 && <> {t('wrote.safety.unknown', { count: unknown.length })}</>}
    </>
  );
}
