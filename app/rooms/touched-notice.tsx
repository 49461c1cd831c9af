import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EnterButton } from '../ui/enter-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { UseKind } from './room-use.ts';
import type { InRoom } from './visits-in-room.server.ts';

/** Before it is saved: what is booked in the room and would have to move, and the button that saves all the same. Stands in the form; without a script too. */
export function TouchedNotice({ touched, sure, zone, because }: { touched: readonly InRoom[]; sure: string; zone: string; because: 'tape' | 'pauses' }) {
  const t = useText('rooms');
  const iso = (ms: number) => new Date(ms).toISOString();
  return (
    <div className="stack-3">
      <Notice tone="needs" role="alert"><b>{t(`touched.${because}`, { count: touched.length })}</b> {t(`touched.${because}.help`)}</Notice>
      <DataTable
        caption={t(`touched.${because}`, { count: touched.length })} rows={touched} rowKey={({ id }) => id}
        columns={[
          { key: 'what', header: t('use.what'), rowHeader: true, cell: ({ id, visit, label, kind }) => <a href={visit ? `/appointments/${id}` : `/room-uses/${id}`}>{visit ? t('touched.visit', { name: label }) : label || t(`kind.${kind as UseKind}`)}</a> },
          { key: 'when', header: t('use.when'), cell: ({ fromMs }) => <TimeText at={iso(fromMs)} form="shortDayTime" zone={zone} /> },
          { key: 'until', header: t('use.until'), cell: ({ untilMs }) => <TimeText at={iso(untilMs)} zone={zone} /> },
        ]}
      />
      <div><EnterButton /><Button tone="danger" name="sure" value={sure}>{t('touched.save')}</Button></div>
    </div>
  );
}
