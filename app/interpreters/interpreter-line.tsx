import { Link } from '@remix-run/react';
import { languageNames } from '../i18n/language-names.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import type { InterpreterNeed } from './interpreter-need.server.ts';

/** What was decided about an interpreter for a referral's appointments, or what speaks for one, and the way to decide it. */
export function InterpreterLine({ need, referralId }: { need: InterpreterNeed; referralId: string }) {
  const t = useText('interpreters');
  const names = languageNames(useLanguage());
  const says = need.decided ? (need.language ? t('need.is', { language: names.of(need.language) }) : t('need.is-none'))
    : need.suggested ? `${t('need.open')} ${t('need.suggested', { language: names.of(need.suggested) })}` : null;
  return <p>{says} <Link to={`/referrals/${referralId}/interpreter`} prefetch="none">{t(need.decided ? 'need.change' : 'need.decide')}</Link></p>;
}
