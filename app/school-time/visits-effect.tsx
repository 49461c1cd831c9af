import { Link } from '@remix-run/react';
import { useText } from '../i18n/use-text.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Notice } from '../ui/notice.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { EffectOnVisits } from './standing-visits.ts';

/** What a change does to appointments: who has to be moved and why, who need not any more, or that nobody is touched. */
export function VisitsEffect({ effect, zone }: { effect: EffectOnVisits; zone: string }) {
  const t = useText('schoolTime');
  const { mustMove, canStayAgain } = effect;
  return (
    <div className="stack-3">
      {mustMove.length === 0 ? <p>{t('effect.none')}</p> : (
        <>
          <Notice tone="needs"><b>{t('effect.must-move', { count: mustMove.length })}.</b> {t('effect.must-move.help')}</Notice>
          <DataTable
            caption={t('effect.must-move', { count: mustMove.length })} rows={mustMove} rowKey={({ id, studentId }) => `${id} ${studentId}`}
            columns={[
              { key: 'student', header: t('effect.student'), rowHeader: true, cell: ({ id, student }) => <Link to={`/appointments/${id}/move`} prefetch="none" target="_blank">{student}</Link> },
              { key: 'when', header: t('effect.when'), cell: ({ startMs }) => <TimeText at={new Date(startMs).toISOString()} form="shortDayTime" zone={zone} /> },
              { key: 'room', header: t('effect.room'), cell: ({ room }) => room },
              { key: 'why', header: t('effect.why'), cell: ({ why }) => t(`why.${why}`) },
            ]}
          />
        </>
      )}
      {canStayAgain.length > 0 && <p>{t('effect.can-stay', { count: canStayAgain.length })}</p>}
    </div>
  );
}
