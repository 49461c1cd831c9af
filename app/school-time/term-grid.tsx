import { Link } from '@remix-run/react';
import type { KeyboardEvent } from 'react';
import { dateText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { weekdayText } from '../i18n/weekday-text.ts';
import { localeOf } from '../i18n/languages.ts';
import { dayLook, dayText } from './day-text.ts';
import type { DayCell, TermWeek } from './term-weeks.ts';

interface TermGridProps {
  title: string;
  weeks: readonly TermWeek[];
  weekdays: readonly number[];
  today: string;
  /** How many appointments stand on a date. */
  visitsOn: Readonly<Record<string, number>>;
  /** Where a date is changed; null for whoever only reads. */
  to: ((date: string) => string) | null;
}

/** A term as weeks and days: a table on a laptop, a list of days on a phone. Arrows walk from day to day; each date leads to where it is changed, for whoever may. */
export function TermGrid({ title, weeks, weekdays, today, visitsOn, to }: TermGridProps) {
  const t = useText('schoolTime');
  const language = useLanguage();
  return (
    <table className="term">
      <caption className="sr">{t('calendar.caption', { title })}</caption>
      <thead>
        <tr>{weekdays.map((weekday) => <th key={weekday} scope="col"><abbr title={weekdayText(weekday, language)}>{weekdayText(weekday, language, 'short')}</abbr></th>)}</tr>
      </thead>
      {weeks.map((week) => (
        <tbody key={week.monday}>
          {week.month && <tr className="term__month"><th colSpan={weekdays.length} scope="rowgroup">{monthText(week.month, language)}</th></tr>}
          <tr>{week.days.map((cell) => <td key={cell.date}>{cell.is !== 'outside' && <Day cell={cell} today={today} visits={visitsOn[cell.date] ?? 0} to={to?.(cell.date) ?? null} daysAWeek={weekdays.length} />}</td>)}</tr>
        </tbody>
      ))}
    </table>
  );
}

/** An arrow's step among the days of a term, in the order in which they stand. */
function walk(event: KeyboardEvent<HTMLElement>, daysAWeek: number) {
  const days = [...(event.currentTarget.closest('table')?.querySelectorAll<HTMLElement>('a[data-day]') ?? [])];
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -daysAWeek, ArrowDown: daysAWeek }[event.key];
  const next = step === undefined ? undefined : days[days.indexOf(event.currentTarget) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function Day({ cell, today, visits, to, daysAWeek }: { cell: DayCell; today: string; visits: number; to: string | null; daysAWeek: number }) {
  const t = useText('schoolTime');
  const language = useLanguage();
  const words = dayText(cell, t);
  const look = { className: `term__day term__day--${dayLook(cell)}`, 'aria-current': cell.date === today ? ('date' as const) : undefined };
  const said = (
    <>
      <span className="term__date"><span aria-hidden="true" className="term__n">{Number(cell.date.slice(8))}</span><span className="term__long">{dateText(cell.date, language, 'day')}</span></span>
      <span className="term__what">{words}</span>
      {visits > 0 && <span className="term__visits">{t('calendar.visits', { count: visits })}</span>}
    </>
  );
  if (to === null) return <div {...look}>{said}</div>;
  return <Link to={to} data-day={cell.date} {...look} prefetch="none" onKeyDown={(event) => walk(event, daysAWeek)}>{said}</Link>;
}

function monthText(month: string, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-15T00:00:00Z`));
}
