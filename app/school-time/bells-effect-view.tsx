import { useText } from '../i18n/use-text.tsx';
import { Notice } from '../ui/notice.tsx';
import type { PeriodGone } from './lessons-without-period.ts';
import type { BellsEffect } from './look-at-bells.server.ts';
import { VisitsEffect } from './visits-effect.tsx';

/** What bells do before they are saved: to appointments, to lessons not to be missed, and to days of the calendar. */
export function BellsEffectView({ effect, zone }: { effect: BellsEffect; zone: string }) {
  const t = useText('schoolTime');
  return (
    <div className="stack-3">
      <VisitsEffect effect={effect} zone={zone} />
      <PeriodsGone periods={effect.periodsGone} />
      {effect.withoutBells > 0 && <Notice tone="needs">{t('effect.days-without-bells', { count: effect.withoutBells })}</Notice>}
    </div>
  );
}

/** Lessons that were not to be missed and are in no period any more, by the period's name. */
export function PeriodsGone({ periods }: { periods: readonly PeriodGone[] }) {
  const t = useText('schoolTime');
  if (periods.length === 0) return null;
  const named = periods.map(({ periodName, dayTypeName, lessons }) => t('effect.period-gone', { count: lessons, period: dayTypeName === null ? periodName : t('timetable.period-on', { period: periodName, day: dayTypeName }) }));
  return (
    <Notice tone="needs">
      <b>{t('effect.periods-gone', { count: periods.reduce((sum, { lessons }) => sum + lessons, 0) })}</b> {t('effect.periods-gone.help')}
      <ul>{named.map((text) => <li key={text}>{text}</li>)}</ul>
    </Notice>
  );
}
