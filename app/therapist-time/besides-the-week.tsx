import { Link } from '@remix-run/react';
import { dateText, distanceText, momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { Section } from '../ui/section.tsx';
import type { OutsideCalendar } from './outside-calendar.server.ts';

interface BesidesTheWeekProps {
  dayCount: number;
  /** The first date of the next time off. */
  nextOff: string | null;
  schoolCount: number;
  calendar: OutsideCalendar | null;
  zone: string;
  /** ISO text. */
  now: string;
}

/** What there is of a therapist's time besides the usual week, each with where it stands. */
export function BesidesTheWeek({ dayCount, nextOff, schoolCount, calendar, zone, now }: BesidesTheWeekProps) {
  const t = useText('therapistTime');
  const language = useLanguage();
  const rows = [
    { to: '/hours/off', title: t('off'), says: [nextOff ? t('off.next', { date: dateText(nextOff, language) }) : t('off.none')] },
    { to: '/hours/days', title: t('days'), says: [dayCount > 0 ? t('days.count', { count: dayCount }) : t('days.none')] },
    { to: '/hours/limits', title: t('limits'), says: [t('limits.short')] },
    { to: '/hours/places', title: t('places'), says: [schoolCount > 0 ? t('places.some', { count: schoolCount }) : t('places.all')] },
    { to: '/hours/calendar', title: t('calendar'), says: calendar ? calendarSays(calendar) : [t('calendar.none')] },
  ];
  function calendarSays({ stale, readAt, failedBecause, unreadable }: OutsideCalendar): string[] {
    return [
      stale && t('calendar.stale'),
      readAt ? t('calendar.good', { when: momentText(readAt, zone, language, 'shortDayTime'), ago: distanceText(readAt, now, language) }) : t('calendar.read.never'),
      failedBecause !== null && t('calendar.failed'),
      unreadable > 0 && t('calendar.unreadable.short', { count: unreadable }),
    ].filter((line) => line !== false);
  }
  return (
    <Section title={t('more')}>
      <ul className="plainlist">{rows.map(({ to, title, says }) => <li key={to}><Link to={to}>{title}</Link>{says.map((line) => <span key={line} className="sub">{line}</span>)}</li>)}</ul>
    </Section>
  );
}
