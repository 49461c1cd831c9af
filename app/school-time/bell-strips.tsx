import { clockText, rangeText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { DayStrip } from '../ui/day-strip.tsx';
import { WeekdaysText } from '../time/hours-text.tsx';
import type { DayType } from './school-day.ts';

/** Each kind of school day as a stretch of hallway: a period is a door, open where a student may be out for a visit. `of` names the bells where there are several on a page. */
export function BellStrips({ dayTypes, of }: { dayTypes: readonly DayType[]; of?: string }) {
  const t = useText('scheduling');
  const language = useLanguage();
  const at = (minute: number) => new Date(minute * 60_000).toISOString();
  const all = dayTypes.flatMap((dayType) => dayType.periods);
  const fromHour = Math.floor(Math.min(...all.map((period) => period.startMinute), 480) / 60);
  const untilHour = Math.ceil(Math.max(...all.map((period) => period.endMinute), 900) / 60);
  return (
    <div className="stack-5">
      {dayTypes.map((dayType) => (
        <DayStrip
          key={dayType.name} title={of ? <><span className="sr">{of}: </span>{dayType.name}</> : dayType.name} count={dayType.weekdays.length > 0 ? <WeekdaysText weekdays={dayType.weekdays} /> : t('bells.no-weekday')} fromHour={fromHour} untilHour={untilHour}
          doors={dayType.periods.map((period) => {
            const when = rangeText(at(period.startMinute), at(period.endMinute), 'UTC', language);
            return {
              key: period.name, startMinute: period.startMinute, minutes: period.endMinute - period.startMinute, door: period.bookable ? 'open' : 'shut', title: period.name, detail: `${clockText(period.startMinute, language)}–${clockText(period.endMinute, language)}`,
              spoken: `${period.name}, ${when}, ${t(period.bookable ? 'period.bookable.yes' : 'period.bookable.no')}`,
            } as const;
          })}
        />
      ))}
    </div>
  );
}
