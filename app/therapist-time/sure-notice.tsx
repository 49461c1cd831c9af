import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Notice } from '../ui/notice.tsx';
import { TimeText } from '../ui/time-text.tsx';

/** A visit that a change would leave to be moved. */
export type TouchedVisit = { readonly id: string; readonly student: string; readonly startMs: number; readonly zone: string };

/** Before it is saved: which booked visits it touches, and the button that saves all the same. Stands in the form; without a script too. */
export function SureNotice({ visits, sure }: { visits: readonly TouchedVisit[]; sure: string }) {
  const t = useText('therapistTime');
  return (
    <div className="stack-3">
      <Notice tone="needs" role="alert"><b>{t('sure.title', { count: visits.length })}.</b> {t('sure.help')}</Notice>
      <VisitsTable visits={visits} caption={t('sure.title', { count: visits.length })} />
      <div><Button tone="danger" name="sure" value={sure}>{t('sure.save')}</Button></div>
    </div>
  );
}

export function VisitsTable({ visits, caption }: { visits: readonly (TouchedVisit & { because?: 'away' | 'busy' | 'elsewhere' | 'let-go' })[]; caption: string }) {
  const t = useText('therapistTime');
  return (
    <DataTable
      caption={caption} rows={visits} rowKey={({ id, student }) => `${id} ${student}`}
      columns={[
        { key: 'student', header: t('move.student'), rowHeader: true, cell: ({ id, student }) => <a href={`/appointments/${id}`}>{student}</a> },
        { key: 'when', header: t('move.when'), cell: ({ startMs, zone }) => <TimeText at={new Date(startMs).toISOString()} form="shortDayTime" zone={zone} /> },
        ...(visits.some(({ because }) => because) ? [{ key: 'because', header: t('move.because'), cell: ({ because }: { because?: 'away' | 'busy' | 'elsewhere' | 'let-go' }) => because && t(`because.${because}`) }] : []),
      ]}
    />
  );
}
