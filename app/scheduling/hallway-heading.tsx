import { Link, useSearchParams } from '@remix-run/react';
import { ChevronLeft, ChevronRight, Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import { clockText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { wallTime } from '../time/zone.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Tag } from '../ui/tag.tsx';
import { DateText } from '../ui/time-text.tsx';
import type { HallwayDay } from './hallway-day.server.ts';
import { viewOf } from './hallway-drawing.tsx';

/** The address with some of its words changed, others left out (null). */
export function useAddressWith(): (changed: Readonly<Record<string, string | null>>) => string {
  const [search] = useSearchParams();
  return (changed) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changed)) if (value === null) next.delete(name);
    else next.set(name, value);
    return `?${next.toString()}`;
  };
}

/** On another day nothing is chosen yet. */
const anew = { startMs: null, roomId: null };

/** What day it is at the school, the day before and after, and the table twin. */
export function HallwayHeading({ title, day, school, children }: { title: ReactNode; day: HallwayDay; school: string; children?: ReactNode }) {
  const t = useText('hallway');
  const language = useLanguage();
  const [search] = useSearchParams();
  const address = useAddressWith();
  const view = viewOf(search);
  const last = day.periods.at(-1);
  const isToday = wallTime(day.zone, day.nowMs).date === day.date;
  const early = day.kind === 'early_release' && last ? clockText(wallTime(day.zone, last.untilMs).minute, language) : null;
  return (
    <header className="hall-head">
      <div>
        <p className="soft small row">{early && <Tag tone="sign" icon={Clock}>{t('early', { time: early })}</Tag>}<span>{[day.dayTypeName, school].filter(Boolean).join(' · ')}</span></p>
        <h1>{title}</h1>
      </div>
      <nav className="row no-print" aria-label={t('day.today')}>
        <ButtonLink to={address({ date: day.before, ...anew })} icon={ChevronLeft} iconOnly preventScrollReset>{t('day.before')}</ButtonLink>
        <p className="hall-date"><DateText date={day.date} form="day" />{!isToday && <><br /><Link className="small" to={address({ date: null, ...anew })} preventScrollReset>{t('day.today')}</Link></>}</p>
        <ButtonLink to={address({ date: day.after, ...anew })} icon={ChevronRight} iconOnly preventScrollReset>{t('day.after')}</ButtonLink>
        <ButtonLink to={address({ show: view.as === 'table' ? null : 'table' })} preventScrollReset className="hall-wide">{t(view.as === 'table' ? 'as-hallway' : 'as-table')}</ButtonLink>
        <ButtonLink to={address({ kind: view.by === 'sign' ? null : 'period' })} preventScrollReset className="hall-narrow">{t(view.by === 'sign' ? 'by-room' : 'by-period')}</ButtonLink>
        {children}
      </nav>
    </header>
  );
}
