import { useSearchParams } from '@remix-run/react';
import { Monitor, Plus, Printer } from 'lucide-react';
import { momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { SchoolChoice } from '../school-time/school-choice.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { LiveRegion } from '../ui/live-region.tsx';
import { Notice } from '../ui/notice.tsx';
import type { HallwayBoardData } from './hallway-board.server.ts';
import { HallwayDrawing, viewOf } from './hallway-drawing.tsx';
import { HallwayHeading } from './hallway-heading.tsx';
import { HallwayMovePanel } from './hallway-move-panel.tsx';
import { HallwayKey } from './hallway-key.tsx';
import { useBoardDoors } from './use-board-doors.ts';
import { useHallwayClock } from './use-hallway-clock.ts';
import { useHallwayStream } from './use-hallway-stream.ts';

/** A school's rooms today or on another day, as they change: who is in which, what is free. */
export function HallwayBoard({ board }: { board: HallwayBoardData }) {
  const t = useText('hallway');
  const [search] = useSearchParams();
  const { day, school, schools, may, move } = board;
  const nowMs = useHallwayClock(day.nowMs);
  const { dress, carrying, stop } = useBoardDoors(board, nowMs);
  return (
    <>
      <HallwayHeading title={t('title.board')} day={day} school={school.name}>
        {may.show && <ButtonLink to={`/hallway/print?school=${school.id}&date=${day.date}`} icon={Printer}>{t('print')}</ButtonLink>}
        {may.show && <ButtonLink to={`/hallway/monitor?school=${school.id}`} icon={Monitor} reloadDocument className="hall-wide">{t('open-monitor')}</ButtonLink>}
      </HallwayHeading>
      <SchoolChoice schools={schools} school={school} />
      <HallwayLine board={board} />
      {day.periods.length === 0 && <Notice><b>{t('no-school')}</b> {t('no-school.help')}</Notice>}
      {day.rooms.length === 0
        ? <EmptyState title={t('no-rooms')} action={may.addRooms && <ButtonLink to={`/rooms/new?school=${school.id}`} icon={Plus} tone="primary">{t('no-rooms.add')}</ButtonLink>}>{t('no-rooms.help')}</EmptyState>
        : (
          <div className={move ? 'hall-split' : undefined}>
            <div><HallwayDrawing day={day} nowMs={nowMs} view={viewOf(search)} dress={dress} {...carrying} /><HallwayKey /></div>
            {move && <HallwayMovePanel move={move} zone={day.zone} back={`/hallway?school=${school.id}&date=${day.date}`} stop={stop} />}
          </div>
        )}
    </>
  );
}

/** The line to the server: says politely that the hallway changed, and that what is shown may be old while there is none. */
export function HallwayLine({ board }: { board: { readonly day: { readonly nowMs: number; readonly zone: string }; readonly mark: string; readonly events: string } }) {
  const t = useText('hallway');
  const language = useLanguage();
  const { lost, changes } = useHallwayStream(board.events, board.mark);
  const time = momentText(new Date(board.day.nowMs).toISOString(), board.day.zone, language, 'time');
  return (
    <>
      <LiveRegion>{changes > 0 && !lost ? t('live.changed', { time }) : ''}</LiveRegion>
      {lost && <Notice tone="needs" role="status"><b>{t('live.lost', { time })}</b></Notice>}
    </>
  );
}
