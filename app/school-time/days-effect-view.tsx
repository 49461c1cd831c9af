import { dateText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { dayText } from './day-text.ts';
import type { DaysEffect } from './days-effect.ts';
import { VisitsEffect } from './visits-effect.tsx';

/** More dates than this are counted, not listed. */
const SHOWN_DAYS = 12;

/** What a change of the calendar does, date by date and to appointments, before it is saved. */
export function DaysEffectView({ effect, zone }: { effect: DaysEffect; zone: string }) {
  const t = useText('schoolTime');
  const language = useLanguage();
  const { days, turnsChange } = effect;
  return (
    <div className="stack-4">
      {days.length === 0 ? <p>{t('effect.no-days')}</p> : (
        <DataTable
          caption={t('effect.days', { count: days.length })} showCaption rows={days.slice(0, SHOWN_DAYS)} rowKey={({ was }) => was.date}
          columns={[
            { key: 'date', header: t('effect.date'), rowHeader: true, cell: ({ was }) => dateText(was.date, language, 'shortDay') },
            { key: 'was', header: t('effect.was'), cell: ({ was }) => dayText(was, t) },
            { key: 'becomes', header: t('effect.becomes'), cell: ({ becomes }) => <b>{dayText(becomes, t)}</b> },
          ]}
        />
      )}
      {days.length > SHOWN_DAYS && <p className="soft">{t('effect.more', { count: days.length - SHOWN_DAYS })}</p>}
      {turnsChange && <p>{t('effect.turns')}</p>}
      <VisitsEffect effect={effect} zone={zone} />
    </div>
  );
}
