import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EnterButton } from '../ui/enter-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { WhyAgainst } from './why-against.ts';

/** A visit that a change would leave to be moved, or that has to be moved already. */
export type TouchedVisit = { readonly id: string; readonly student: string; readonly startMs: number; readonly zone: string; readonly because: WhyAgainst };

interface SureNoticeProps {
  visits: readonly TouchedVisit[];
  /** How many of another partnership, of which nothing else is told. */
  elsewhere: number;
  sure: string;
}

/** Before it is saved: which booked visits it touches, and the button that saves all the same. Stands in the form; without a script too. */
export function SureNotice({ visits, elsewhere, sure }: SureNoticeProps) {
  const t = useText('therapistTime');
  const title = t('sure.title', { count: visits.length + elsewhere });
  return (
    <div className="stack-3">
      <Notice tone="needs" role="alert"><b>{title}.</b> {t('sure.help')}</Notice>
      {visits.length > 0 && <VisitsTable visits={visits} caption={title} />}
      {elsewhere > 0 && <p>{t('sure.elsewhere', { count: elsewhere })}</p>}
      <div><EnterButton /><Button tone="danger" name="sure" value={sure}>{t('sure.save')}</Button></div>
    </div>
  );
}

export function VisitsTable({ visits, caption }: { visits: readonly TouchedVisit[]; caption: string }) {
  const t = useText('therapistTime');
  return (
    <DataTable
      caption={caption} rows={visits} rowKey={({ id, student }) => `${id} ${student}`}
      columns={[
        { key: 'student', header: t('move.student'), rowHeader: true, cell: ({ id, student }) => <a href={`/appointments/${id}`}>{student}</a> },
        { key: 'when', header: t('move.when'), cell: ({ startMs, zone }) => <TimeText at={new Date(startMs).toISOString()} form="shortDayTime" zone={zone} /> },
        { key: 'because', header: t('move.because'), cell: ({ because }) => t(`because.${because}`) },
      ]}
    />
  );
}
