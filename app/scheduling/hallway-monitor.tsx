import { momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { wallTime } from '../time/zone.ts';
import { HallwayLine } from './hallway-board.tsx';
import type { HallwayDay } from './hallway-day.server.ts';
import { HallwayDrawing } from './hallway-drawing.tsx';
import { useHallwayClock } from './use-hallway-clock.ts';
import { useNewDay } from './use-new-day.ts';

/** The whole screen a hallway, to be read from across the room; it follows the clock, changes, and the next day by itself. */
export function HallwayMonitor({ day, school, mark, events }: { day: HallwayDay; school: { readonly id: string; readonly name: string }; mark: string; events: string }) {
  const t = useText('hallway');
  const language = useLanguage();
  const nowMs = useHallwayClock(day.nowMs);
  useNewDay(wallTime(day.zone, nowMs).date !== wallTime(day.zone, day.nowMs).date);
  return (
    <main className="hall-monitor" id="main">
      <header className="hall-head">
        <h1>{momentText(new Date(nowMs).toISOString(), day.zone, language, 'day')}</h1>
        <p className="row"><span>{[day.dayTypeName, school.name].filter(Boolean).join(' · ')}</span><ButtonLink to={`/hallway?school=${school.id}`} reloadDocument tone="plain">{t('monitor.leave')}</ButtonLink></p>
      </header>
      <HallwayLine board={{ day, mark, events }} />
      {day.periods.length === 0 ? <p className="display">{t('no-school')}</p> : <HallwayDrawing day={day} nowMs={nowMs} view={{ as: 'hallway', by: 'row' }} neutral />}
    </main>
  );
}
