import { useText } from '../i18n/use-text.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { Given } from './disclosures.server.ts';
import { WhatGiven, WhyGiven } from './given-words.tsx';

/** The accounting of disclosures: one row each, the newest first. */
export function GivenTable({ given, zone }: { given: readonly Given[]; zone: string }) {
  const t = useText('accounting');
  return (
    <DataTable
      caption={t('given.caption')}
      rows={given}
      rowKey={(each) => each.id}
      columns={[
        { key: 'when', header: t('given.when'), cell: (each) => <TimeText at={each.at} form="shortDayYearTime" zone={zone} /> },
        { key: 'what', header: t('given.what'), rowHeader: true, cell: (each) => <WhatGiven what={each.what} /> },
        { key: 'from', header: t('given.from'), cell: (each) => <>{each.from ?? t('given.elsewhere')}{each.by !== null && each.by !== each.toPerson && <span className="sub">{t('given.by', { name: each.by })}</span>}</> },
        { key: 'to', header: t('given.to'), cell: (each) => <>{each.to ?? t('given.elsewhere')}{each.toPerson !== null && <span className="sub">{each.toPerson}</span>}</> },
        { key: 'why', header: t('given.why'), cell: (each) => <WhyGiven given={each} zone={zone} /> },
      ]}
    />
  );
}
