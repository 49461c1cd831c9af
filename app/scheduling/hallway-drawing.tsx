import { clockText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { Hallway, HallwaySection, type HallwayProps } from '../ui/hallway.tsx';
import { HallwayList, HallwayTable } from '../ui/hallway-twins.tsx';
import { wallTime } from '../time/zone.ts';
import type { HallwayDay } from './hallway-day.server.ts';
import { useHallwayRows, useHallwaySigns, type DressDoor } from './hallway-rows.ts';

export type HallwayView = { readonly as: 'hallway' | 'table'; readonly by: 'row' | 'sign' };

/** What of the address says how a hallway is shown. */
export function viewOf(search: URLSearchParams): HallwayView {
  return { as: search.get('show') === 'table' ? 'table' : 'hallway', by: search.get('kind') === 'period' ? 'sign' : 'row' };
}

interface HallwayDrawingProps extends Pick<HallwayProps, 'hanging' | 'onCarry' | 'onDrag' | 'onPutDown' | 'onLetGo'> {
  day: HallwayDay;
  nowMs: number;
  dress?: DressDoor;
  view: HallwayView;
  /** For a screen that everybody passes. */
  neutral?: boolean;
}

const asItIs: DressDoor = () => null;

/** A school's day as rooms × periods: the corridor, its twin as a table, and on a phone its doors as a list. */
export function HallwayDrawing({ day, nowMs, dress = asItIs, view, neutral = false, hanging, ...carrying }: HallwayDrawingProps) {
  const t = useText('hallway');
  const language = useLanguage();
  const here = wallTime(day.zone, nowMs);
  const isToday = here.date === day.date;
  const signs = useHallwaySigns(day, isToday ? nowMs : null);
  const rows = useHallwayRows(day, nowMs, dress, neutral);
  const first = signs[0];
  const last = signs.at(-1);
  const end = last ? last.startMinute + last.minutes : null;
  const label = t(carrying.onCarry ? 'grid.move' : 'grid');
  if (view.as === 'table') return <HallwayTable caption={label} rowsTitle={t('rooms')} rows={rows} signs={signs} />;
  return (
    <HallwaySection label={t('title.board')} list={neutral ? null : <HallwayList rows={rows} signs={signs} by={view.by} empty={t('no-school')} />}>
      <Hallway
        label={label} rowsTitle={t('rooms')} signs={signs} rows={rows} hanging={hanging} withoutPlates={neutral} {...carrying}
        fromMinute={first?.startMinute ?? 480} untilMinute={end ?? 960} now={isToday ? { minute: here.minute, text: clockText(here.minute, language) } : undefined}
        exit={end === null ? undefined : {
          title: t('exit'), time: clockText(end, language), sentence: t('exit.sentence', { time: clockText(end, language) }),
          otherwise: day.usualEndMinute !== null && day.usualEndMinute !== end ? t('exit.otherwise', { time: clockText(day.usualEndMinute, language) }) : undefined,
        }}
      />
    </HallwaySection>
  );
}
