import { Link } from '@remix-run/react';
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { clockText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { Door, type DoorKind } from './door.tsx';
import { DoorList } from './door-list.tsx';
import { MinuteSheet } from './minute-sheet.tsx';
import { WallClock } from './wall-clock.tsx';

export interface StripDoor {
  key: string;
  /** Minutes after midnight on the reader's clock. */
  startMinute: number;
  minutes: number;
  door: DoorKind;
  /** Initials on the name plate. */
  plate?: string;
  /** What it is, in a word or two; then when and where. */
  title: string;
  detail?: string;
  past?: boolean;
  /** Where the door leads. */
  to?: string;
  /** Full spoken name: title, who, when, where. */
  spoken: string;
}

/** An hour's sign takes this part of the corridor, so that its words fit however long the day is. */
const SIGNS_WIDE = 24;

interface DayStripProps {
  title: ReactNode;
  /** The day in a sentence. */
  count?: ReactNode;
  aside?: ReactNode;
  doors: readonly StripDoor[];
  /** First and last whole hour drawn; widened when a door lies outside. */
  fromHour?: number;
  untilHour?: number;
  /** Minutes after midnight now, when the day is today; and how the clock says it. */
  now?: { minute: number; text: string };
  /** Instead of a corridor without doors. */
  empty?: ReactNode;
}

/** One person's day as a stretch of hallway, in true minutes; on a phone the same doors one under the other. */
export function DayStrip({ title, count, aside, doors, fromHour = 8, untilHour = 16, now, empty }: DayStripProps) {
  const t = useText('ui');
  const language = useLanguage();
  const id = useId();
  const scope = `strip${id.replace(/[^a-zA-Z0-9]/g, '')}`;
  const first = Math.min(fromHour, ...doors.map((door) => Math.floor(door.startMinute / 60)));
  const last = Math.max(untilHour, ...doors.map((door) => Math.ceil((door.startMinute + door.minutes) / 60)));
  const hours = Array.from({ length: last - first }, (_, n) => first + n);
  const length = (last - first) * 60;
  const nowStart = now ? now.minute - first * 60 : -1;
  const places = [
    ...doors.map((door) => ({ start: door.startMinute - first * 60, minutes: door.minutes })),
    ...hours.map((hour) => ({ start: (hour - first) * 60, minutes: length / SIGNS_WIDE })),
    { start: nowStart },
  ];
  const nowClass = `at-${places.length - 1}`;
  const showNow = now !== undefined && nowStart >= 0 && nowStart < length;
  return (
    <section className="day-strip" aria-labelledby={id}>
      <div className="row row--between">
        <h2 id={id}>{title}{count && <> <span className="count">{count}</span></>}</h2>
        {aside && <p className="small">{aside}</p>}
      </div>
      {doors.length === 0 && empty !== undefined ? empty : (
        <>
          <MinuteSheet scope={scope} length={length} places={places} />
          <div className="day-strip__scroll">
            <div className={`hallway hallway--day ${scope}`} role="grid" aria-label={t('dayStrip')}>
              <div className="hw-ceiling" role="presentation">
                {showNow && <><p className={`hw-clock hw-from ${nowClass}`}><WallClock minute={now.minute} />{t('now', { time: now.text })}</p><i className={`hw-now hw-from ${nowClass}`} aria-hidden="true" /></>}
              </div>
              <div className="hw-signs" role="row">
                {hours.map((hour, n) => <p key={hour} className={`hw-sign hw-at at-${doors.length + n}`} role="columnheader"><b>{clockText(hour * 60, language)}</b></p>)}
              </div>
              <StripRow doors={doors} mark={showNow ? nowClass : undefined} />
            </div>
          </div>
          <DoorList className="day-strip__list" doors={doors.map((door) => ({ key: door.key, door: door.door, title: door.title, detail: [door.plate, door.detail].filter(Boolean).join(' · '), past: door.past, quiet: door.past ?? false, action: door.to ? { kind: 'link' as const, to: door.to, label: '' } : undefined }))} />
        </>
      )}
    </section>
  );
}

/** The doors of one row: one tab stop, arrows walk along it, Enter goes in. */
function StripRow({ doors, mark }: { doors: readonly StripDoor[]; mark: string | undefined }) {
  const [stop, setStop] = useState(0);
  const row = useRef<HTMLDivElement>(null);
  const walk = (event: KeyboardEvent) => {
    const rightward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    const goal = { ArrowRight: stop + rightward, ArrowLeft: stop - rightward, Home: 0, End: doors.length - 1 }[event.key];
    if (goal === undefined || goal < 0 || goal >= doors.length) return;
    event.preventDefault();
    setStop(goal);
    row.current?.querySelectorAll<HTMLElement>('[data-stop]')[goal]?.focus();
  };
  return (
    <div className="hw-row" role="row" ref={row} onKeyDown={walk}>
      <div className="hw-wall" aria-hidden="true" />
      {mark && <i className={`hw-now hw-from ${mark}`} aria-hidden="true" />}
      {doors.map((door, n) => {
        const dress = ['hw-cell', 'hw-at', `at-${n}`, door.past && 'is-past', door.door === 'lit' && 'is-lit', door.door === 'open' && 'is-open'].filter(Boolean).join(' ');
        const words = <><b>{door.title}</b>{door.detail}</>;
        const inside = (
          <>
            <Door kind={door.door} />
            {door.plate && <span className="hw-plate">{door.plate}</span>}
            <span className="hw-words">{door.door === 'open' ? <span className="hw-mat">{words}</span> : words}</span>
          </>
        );
        const focus = { 'data-stop': '', tabIndex: n === stop ? 0 : -1, 'aria-label': door.spoken, onFocus: () => setStop(n) };
        return door.to
          ? <div key={door.key} className="hw-holder" role="gridcell"><Link className={dress} to={door.to} {...focus}>{inside}</Link></div>
          : <div key={door.key} className={dress} role="gridcell" {...focus}>{inside}</div>;
      })}
    </div>
  );
}
