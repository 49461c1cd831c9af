import { Link } from '@remix-run/react';
import { useRef, type KeyboardEvent } from 'react';
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
  /** Where a date is changed. */
  to: (date: string) => string;
}

const stepOf: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** A term as weeks and days: a table on a laptop, a list of days on a phone. Arrows walk from day to day; each date leads to where it is changed. */
export function TermGrid({ title, weeks, weekdays, today, visitsOn, to }: TermGridProps) {
  const t = useText('schoolTime');
  const language = useLanguage();
  const table = useRef<HTMLTableElement>(null);
  function walk(event: KeyboardEvent) {
    const days = [...(table.current?.querySelectorAll<HTMLElement>('a[data-day]') ?? [])];
    const at = days.findIndex((day) => day === document.activeElement);
    const step = stepOf[event.key] ?? (event.key === 'ArrowUp' ? -weekdays.length : event.key === 'ArrowDown' ? weekdays.length : 0);
    const next = step === 0 || at < 0 ? undefined : days[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
  return (
    <table className="term" ref={table} onKeyDown={walk}>
      <caption className="sr">{t('calendar.caption', { title })}</caption>
      <thead>
        <tr>{weekdays.map((weekday) => <th key={weekday} scope="col"><abbr title={weekdayText(weekday, language)}>{weekdayText(weekday, language, 'short')}</abbr></th>)}</tr>
      </thead>
      {weeks.map((week) => (
        <tbody key={week.monday}>
          {week.month && <tr className="term__month"><th colSpan={weekdays.length} scope="rowgroup">{monthText(week.month, language)}</th></tr>}
          <tr>{week.days.map((cell) => <td key={cell.date}>{cell.is !== 'outside' && <Day cell={cell} today={today} visits={visitsOn[cell.date] ?? 0} to={to(cell.date)} />}</td>)}</tr>
        </tbody>
      ))}
    </table>
  );
}

function Day({ cell, today, visits, to }: { cell: DayCell; today: string; visits: number; to: string }) {
  const t = useText('schoolTime');
  const language = useLanguage();
  const words = dayText(cell, t);
  return (
    <Link to={to} data-day={cell.date} className={`term__day term__day--${dayLook(cell)}`} aria-current={cell.date === today ? 'date' : undefined} prefetch="none">
      <span className="term__date"><span aria-hidden="true" className="term__n">{Number(cell.date.slice(8))}</span><span className="term__long">{dateText(cell.date, language, 'day')}</span></span>
      <span className="term__what">{words}</span>
      {visits > 0 && <span className="term__visits">{t('calendar.visits', { count: visits })}</span>}
    </Link>
  );
}

function monthText(month: string, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-15T00:00:00Z`));
}
