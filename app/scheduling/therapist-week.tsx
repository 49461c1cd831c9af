import { Link, useSearchParams } from '@remix-run/react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { clockText, dateText, momentText, rangeText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { weekdayText } from '../i18n/weekday-text.ts';
import { addDays, wallTime, weekdayOf } from '../time/zone.ts';
import { ButtonLink } from '../ui/button.tsx';
import type { DoorKind } from '../ui/door.tsx';
import { Hallway, HallwaySection } from '../ui/hallway.tsx';
import type { HallwayDoor, HallwayRow } from '../ui/hallway-shape.ts';
import { HallwayList, HallwayTable } from '../ui/hallway-twins.tsx';
import { HallwayLine } from './hallway-board.tsx';
import { viewOf } from './hallway-drawing.tsx';
import { useAddressWith } from './hallway-heading.tsx';
import { HallwayKey } from './hallway-key.tsx';
import type { TherapistWeek, WeekVisit } from './therapist-week.server.ts';
import { useHallwayClock } from './use-hallway-clock.ts';

const drawn: Record<WeekVisit['state'], DoorKind> = { held: 'held', booked: 'closed', in_progress: 'lit', completed: 'done', not_held: 'shut' };

/** A therapist's week, one row a day, in true minutes: each visit with its place, at whichever school or at home. */
export function TherapistWeekPage({ week }: { week: TherapistWeek }) {
  const t = useText('hallway');
  const language = useLanguage();
  const [search] = useSearchParams();
  const address = useAddressWith();
  const { zone, monday } = week;
  const nowMs = useHallwayClock(week.nowMs);
  const now = wallTime(zone, nowMs);
  const view = viewOf(search);
  const rows = useWeekRows(week, nowMs);
  const hours = hoursOf(rows);
  const signs = hours.map((hour) => ({ key: String(hour), startMinute: hour * 60, minutes: view.as === 'table' ? 60 : (hours.length * 60) / 24, title: clockText(hour * 60, language), detail: '' }));
  return (
    <>
      <header className="hall-head">
        <div><p className="soft small">{t('week.of', { date: dateText(monday, language, 'day') })}</p><h1>{t('title.week')}</h1></div>
        <nav className="row" aria-label={t('week.this')}>
          <ButtonLink to={address({ date: addDays(monday, -7) })} icon={ChevronLeft} iconOnly preventScrollReset>{t('week.before')}</ButtonLink>
          <Link className="small" to={address({ date: null })} preventScrollReset>{t('week.this')}</Link>
          <ButtonLink to={address({ date: addDays(monday, 7) })} icon={ChevronRight} iconOnly preventScrollReset>{t('week.after')}</ButtonLink>
          <ButtonLink to={address({ show: view.as === 'table' ? null : 'table' })} preventScrollReset className="hall-wide">{t(view.as === 'table' ? 'as-hallway' : 'as-table')}</ButtonLink>
        </nav>
      </header>
      <HallwayLine board={{ day: week, mark: week.mark, events: week.events }} />
      {view.as === 'table' ? <HallwayTable caption={t('title.week')} rowsTitle={t('days')} rows={rows} signs={signs} /> : (
        <HallwaySection label={t('title.week')} list={<HallwayList rows={rows} signs={signs} by="row" empty={t('week.empty')} />}>
          <Hallway label={t('grid.week')} rowsTitle={t('days')} signs={signs} rows={rows} walls="hours" fromMinute={(hours[0] ?? 8) * 60} untilMinute={((hours.at(-1) ?? 15) + 1) * 60} now={week.days.some(({ date }) => date === now.date) ? { minute: now.minute, text: clockText(now.minute, language) } : undefined} nowRow={now.date} />
        </HallwaySection>
      )}
      <HallwayKey home />
    </>
  );
}

function hoursOf(rows: readonly HallwayRow[]): number[] {
  const doors = rows.flatMap((row) => row.doors.filter((door) => door.door !== 'sign'));
  const first = Math.min(8, ...doors.map((door) => Math.floor(door.startMinute / 60)));
  const last = Math.max(16, ...doors.map((door) => Math.ceil((door.startMinute + door.minutes) / 60)));
  return Array.from({ length: last - first }, (_, n) => first + n);
}

function useWeekRows({ days, zone }: TherapistWeek, nowMs: number): HallwayRow[] {
  const t = useText('hallway');
  const language = useLanguage();
  const iso = (ms: number) => new Date(ms).toISOString();
  const placed = (startMs: number, endMs: number) => ({ startMinute: wallTime(zone, startMs).minute, minutes: (endMs - startMs) / 60_000, past: endMs <= nowMs });
  return days.map(({ date, visits, off }) => {
    const day = weekdayText(weekdayOf(date), language);
    const doors = visits.map((visit): HallwayDoor => {
      const title = visit.waiting ? t('door.waiting') : t(`door.${visit.state}`);
      const place = visit.place === 'home' ? t('week.home') : [visit.room, visit.school].filter(Boolean).join(', ');
      const detail = visit.state === 'held' && visit.heldUntilMs ? t('door.held.until', { time: momentText(iso(visit.heldUntilMs), zone, language, 'time') }) : visit.place === 'home' ? place : visit.room ?? place;
      return {
        key: visit.id, ...placed(visit.startMs, visit.endMs), door: visit.waiting ? 'lit' : visit.state === 'booked' && visit.place === 'home' ? 'home' : drawn[visit.state], plate: visit.state === 'held' ? undefined : visit.initials, title, detail,
        action: visit.state === 'held' ? undefined : { kind: 'link', to: `/appointments/${visit.id}`, label: '' },
        spoken: t('spoken', { room: day, when: rangeText(iso(visit.startMs), iso(visit.endMs), zone, language), what: [title, visit.initials, place].join(', ') }),
      };
    });
    const hours = hoursOf([{ key: '', sign: '', name: '', doors }]);
    const [open, shut] = [(hours[0] ?? 8) * 60, ((hours.at(-1) ?? 15) + 1) * 60];
    const away = off.flatMap((one, n): HallwayDoor[] => {
      const { startMinute, minutes } = placed(one.startMs, one.endMs);
      const [from, until] = [Math.max(startMinute, open), Math.min(startMinute + minutes, shut)];
      const clear = from < until && !doors.some((door) => door.startMinute < until && from < door.startMinute + door.minutes);
      return clear ? [{ key: `off ${n}`, startMinute: from, minutes: until - from, past: one.endMs <= nowMs, door: 'sign', wide: true, title: t('door.time-off'), spoken: t('spoken', { room: day, when: rangeText(iso(one.startMs), iso(one.endMs), zone, language), what: t('door.time-off') }) }] : [];
    });
    return { key: date, sign: String(Number(date.slice(-2))), name: day, note: dateText(date, language, 'shortDay'), doors: [...doors, ...away].sort((a, b) => a.startMinute - b.startMinute) };
  });
}
