import { useId, type ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { useDoorGrid } from './door-grid.ts';
import { HallwayCell } from './hallway-cell.tsx';
import { gapsOf, type HallwayHanging, type HallwayRow, type HallwaySign } from './hallway-shape.ts';
import { MinuteSheet, type MinutePlace } from './minute-sheet.tsx';
import { WallClock } from './wall-clock.tsx';

export interface HallwayProps {
  /** Spoken: what it is. */
  label: string;
  /** What the rows are, spoken as their heading and drawn over them. */
  rowsTitle: string;
  signs: readonly HallwaySign[];
  hanging?: { title: string; note?: string | undefined; things: readonly HallwayHanging[] } | undefined;
  rows: readonly HallwayRow[];
  /** The door to the street at the end of the last minute. */
  exit?: { title: string; time: string; sentence: string; otherwise?: string | undefined } | undefined;
  /** Minutes after midnight now, when the day is today; and how the clock says it. */
  now?: { minute: number; text: string } | undefined;
  /** The row where the clock's line runs, when it is not all of them. */
  nowRow?: string | undefined;
  /** First and last minute drawn; widened when something lies outside. */
  fromMinute: number;
  untilMinute: number;
  /** Without name plates: for a screen that everybody passes. */
  withoutPlates?: boolean;
  /** `hours`: a line on the wall at each hour, where no bells ring. */
  walls?: 'plain' | 'hours';
  /** Somebody takes up what is behind a door that carries something, by the key M. */
  onCarry?: ((carries: string) => void) | undefined;
  /** They drag it (null: no longer), and put it down at a door that takes it. */
  onDrag?: ((carries: string | null) => void) | undefined;
  onPutDown?: ((carries: string, takes: string) => void) | undefined;
  /** They let go of it (Escape). */
  onLetGo?: (() => void) | undefined;
}

/**
 * A day as a corridor, in true minutes: each row a stretch of wall, each time a door. One tab stop; arrows, Home and End walk from door to door,
 * Enter goes in. Its sheet carries the nonce, so our markup has no style attribute.
 */
export function Hallway(props: HallwayProps) {
  const { label, rowsTitle, signs, hanging, rows, exit, now, nowRow, withoutPlates, walls = 'plain' } = props;
  const t = useText('ui');
  const scope = `hall${useId().replace(/[^a-zA-Z0-9]/g, '')}`;
  const grid = useDoorGrid(rows, props);
  const doors = rows.flatMap((row) => row.doors);
  const all = [...signs, ...(hanging?.things ?? []), ...doors];
  const from = Math.min(props.fromMinute, ...all.map((one) => one.startMinute));
  const until = Math.max(props.untilMinute, ...all.map((one) => one.startMinute + one.minutes));
  const gaps = rows.flatMap((row) => gapsOf(row.doors));
  const places: MinutePlace[] = [
    ...doors.map(({ startMinute, minutes }, n) => ({ start: startMinute - from, minutes, gapMinutes: gaps[n] ?? 0 })),
    ...[...signs, ...(hanging?.things ?? [])].map(({ startMinute, minutes }) => ({ start: startMinute - from, minutes })),
    { start: (now?.minute ?? from) - from },
  ];
  const shown = now !== undefined && now.minute >= from && now.minute < until ? now : null;
  const at = { sign: doors.length, hanging: doors.length + signs.length, now: places.length - 1 };
  const line = <i className={`hw-now hw-from at-${at.now}`} aria-hidden="true" />;
  let door = 0;
  return (
    <>
      <MinuteSheet scope={scope} length={until - from} places={places} />
      <div {...grid.props} className={`hallway ${exit ? '' : 'hallway--no-exit '}${walls === 'hours' ? 'hallway--hours ' : ''}${scope}`} role="grid" aria-label={label} data-initials={withoutPlates ? 'off' : undefined}>
        <div className="hw-ceiling" role="presentation">
          <p className="hw-ceiling__title" aria-hidden="true">{rowsTitle}</p>
          {shown && <><p className={`hw-clock hw-from at-${at.now}${shown.minute - from > (until - from) * 0.8 ? ' hw-clock--end' : ''}`}><WallClock minute={shown.minute} />{t('now', { time: shown.text })}</p>{nowRow === undefined && line}</>}
        </div>
        <div className="hw-signs" role="row">
          <span className="sr" role="columnheader">{rowsTitle}</span>
          {signs.map((sign, n) => <p key={sign.key} className={`hw-sign hw-at at-${at.sign + n}${sign.tone ? ` hw-sign--${sign.tone}` : ''}`} role="columnheader"><b>{sign.title}</b><span>{sign.detail}</span></p>)}
          {exit && <p className="hw-sign hw-sign--exit" aria-hidden="true"><b>{exit.title}</b><span>{exit.time}</span></p>}
        </div>
        {hanging && (
          <div className="hw-lane" role="row">
            <div className="hw-lane__name" role="rowheader">{hanging.title}{hanging.note && <><br /><span className="quiet">{hanging.note}</span></>}</div>
            {hanging.things.map((one, n) => <div key={one.key} className={`hw-lesson hw-at at-${at.hanging + n}${one.picked ? ' is-cost' : ''}`} role="gridcell"><b>{one.title}</b><span>{one.detail}</span></div>)}
          </div>
        )}
        {rows.map((row, n) => (
          <div key={row.key} className="hw-row" role="row">
            <div className="hw-room" role="rowheader"><span className="hw-room__sign" aria-hidden={row.name.includes(row.sign) || undefined}>{row.sign}</span><b>{row.name}</b>{row.note && <span>{row.note}</span>}</div>
            <div className="hw-wall" aria-hidden="true" />
            {shown && (nowRow === undefined || nowRow === row.key) && line}
            {row.doors.map((one, m) => <HallwayCell key={one.key} door={one} at={door++} last={(gapsOf(row.doors)[m] ?? 0) === 0} focus={grid.focusOf({ row: n, at: m }, one)} />)}
          </div>
        ))}
        {exit && <p className="hw-exit" role="presentation"><span><b>{exit.sentence}</b> {exit.otherwise}</span></p>}
      </div>
    </>
  );
}

/** The corridor scrolls on its own below reading size; on a phone the list of doors beside it is shown instead. */
export function HallwaySection({ label, children, list }: { label: string; children: ReactNode; list: ReactNode }) {
  return (
    <section className="hall" aria-label={label}>
      <div className="hall__corridor">{children}</div>
      <div className="hall__list">{list}</div>
    </section>
  );
}
