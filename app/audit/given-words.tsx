import { momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import type { Given } from './disclosures.server.ts';
import { isDisclosed } from './disclosed.ts';

const knownWhys = ['begin_care', 'care', 'emergency'] as const;
const isKnownWhy = (purpose: string): purpose is (typeof knownWhys)[number] => (knownWhys as readonly string[]).includes(purpose);

/** What was given, as its code says; a code from elsewhere stands for itself. */
export function WhatGiven({ what }: { what: string }) {
  const t = useText('audit');
  return <>{isDisclosed(what) ? t(`what.${what}`) : what}</>;
}

/** Why it was given, and on what ground. */
export function WhyGiven({ given: { purpose, basis, allowedAt }, zone }: { given: Given; zone: string }) {
  const t = useText('accounting');
  const language = useLanguage();
  return (
    <>
      {isKnownWhy(purpose) ? t(`why.${purpose}`) : t('why.other', { code: purpose })}
      <span className="sub">{basis === 'release' && allowedAt !== null ? t('basis.release.on', { day: momentText(allowedAt, zone, language, 'dayYear') }) : t(`basis.${basis}`)}</span>
    </>
  );
}
