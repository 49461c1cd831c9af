import { useText } from '../i18n/use-text.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { Given } from './disclosures.server.ts';
import { WhatGiven, WhyGiven } from './given-words.tsx';

/** For a family: who was given what about their child, folded away until they ask for it; works without a script. */
export function GivenList({ given, name, zone }: { given: readonly Given[]; name: string; zone: string }) {
  const t = useText('accounting');
  return (
    <details className="stack-3">
      <summary>{t('given.family')}</summary>
      <p className="soft">{t('given.family.lede', { name })}</p>
      <ul className="stack-3">
        {given.map((each) => (
          <li key={each.id}>
            <strong><WhatGiven what={each.what} /></strong>
            <span className="sub">{each.from ?? t('given.elsewhere')}{' → '}{[each.to ?? t('given.elsewhere'), each.toPerson].filter((part) => part !== null).join(', ')}</span>
            <span className="sub"><TimeText at={each.at} form="shortDayYearTime" zone={zone} /></span>
            <WhyGiven given={each} zone={zone} />
          </li>
        ))}
      </ul>
    </details>
  );
}
