import { rangeText } from '../i18n/moment-text.ts';
import { useLanguage } from '../i18n/use-text.tsx';
import { weekdayText } from '../i18n/weekday-text.ts';
import { groupedHours, weekdayRuns } from './grouped-hours.ts';
import type { WeeklyHours } from './weekly-hours.ts';

/** A stretch of wall time as people say it: "8:00 am–3:30 pm". */
export function WallRange({ startMinute, endMinute }: { startMinute: number; endMinute: number }) {
  const at = (minute: number) => new Date(minute * 60_000).toISOString();
  return <span className="num">{rangeText(at(startMinute), at(endMinute), 'UTC', useLanguage())}</span>;
}

/** Weekdays in short, runs joined: "Mon–Wed, Fri". */
export function WeekdaysText({ weekdays }: { weekdays: readonly number[] }) {
  const language = useLanguage();
  const name = (weekday: number) => weekdayText(weekday, language, 'short');
  return <>{weekdayRuns(weekdays).map(([first, last]) => (first === last ? name(first) : `${name(first)}–${name(last)}`)).join(', ')}</>;
}

/** Weekly hours in a few words; equal weekdays are said once. */
export function HoursText({ hours }: { hours: readonly WeeklyHours[] }) {
  return (
    <ul>
      {groupedHours(hours).map(({ weekdays, lines }) => (
        <li key={weekdays.join()}>
          <WeekdaysText weekdays={weekdays} />{' '}
          {lines.map((line, at) => <span key={line.startMinute}>{at > 0 && ', '}<WallRange {...line} /></span>)}
        </li>
      ))}
    </ul>
  );
}
