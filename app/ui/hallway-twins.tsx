import { Link } from '@remix-run/react';
import { clockText } from '../i18n/moment-text.ts';
import { useLanguage } from '../i18n/use-text.tsx';
import { DataTable } from './data-table.tsx';
import { DoorDays, type ListedDoor } from './door-list.tsx';
import type { HallwayDoor, HallwayRow, HallwaySign } from './hallway-shape.ts';

const under = (door: HallwayDoor, sign: HallwaySign) => door.startMinute < sign.startMinute + sign.minutes && sign.startMinute < door.startMinute + door.minutes;

/** The same doors one under the other, for a phone: row by row, or sign by sign. */
export function HallwayList({ rows, signs, by, empty }: { rows: readonly HallwayRow[]; signs: readonly HallwaySign[]; by: 'row' | 'sign'; empty: string }) {
  const language = useLanguage();
  const listed = (door: HallwayDoor, title: string, key: string): ListedDoor => ({
    key, door: door.door, past: door.past, title, quiet: door.past || door.no || false,
    detail: [door.title, door.plate, door.detail === door.action?.label ? undefined : door.detail].filter(Boolean).join(' · '),
    action: door.action && { ...door.action, label: door.door === 'open' ? door.action.label : '' },
  });
  const range = ({ startMinute, minutes }: { startMinute: number; minutes: number }) => `${clockText(startMinute, language)}–${clockText(startMinute + minutes, language)}`;
  const signsOver = (door: HallwayDoor) => signs.filter((sign) => under(door, sign)).filter((_, n, all) => n === 0 || n === all.length - 1).map((sign) => sign.title).join('–');
  const days = by === 'row'
    ? rows.map((row) => ({ key: row.key, title: row.name, count: row.note, empty, doors: row.doors.map((door) => listed(door, [range(door), signsOver(door)].filter(Boolean).join(' '), door.key)) }))
    : signs.map((sign) => ({ key: sign.key, title: sign.title, count: sign.detail, empty, doors: rows.flatMap((row) => row.doors.filter((door) => under(door, sign)).map((door) => listed(door, row.name, `${row.key} ${door.key}`))) }));
  return <DoorDays days={days} />;
}

/** The same as a table: a row a row, a column a sign. */
export function HallwayTable({ caption, rowsTitle, rows, signs }: { caption: string; rowsTitle: string; rows: readonly HallwayRow[]; signs: readonly HallwaySign[] }) {
  return (
    <div className="hall-table">
      <DataTable
        caption={caption} rows={rows} rowKey={(row) => row.key}
        columns={[
          { key: 'row', header: rowsTitle, rowHeader: true, cell: (row) => row.name },
          ...signs.map((sign) => ({ key: sign.key, header: `${sign.title} ${sign.detail}`.trim(), cell: (row: HallwayRow) => row.doors.filter((door) => under(door, sign)).map((door) => <TableDoor key={door.key} door={door} />) })),
        ]}
      />
    </div>
  );
}

function TableDoor({ door }: { door: HallwayDoor }) {
  const words = <><b>{door.title}</b>{door.plate && <> {door.plate}</>}{door.detail && <small>{door.detail}</small>}</>;
  if (!door.action) return <span className={door.no || door.past ? 'hall-table__door quiet' : 'hall-table__door'}>{words}</span>;
  return door.action.kind === 'link'
    ? <Link className="hall-table__door" to={door.action.to} preventScrollReset aria-label={door.spoken}>{words}</Link>
    : <button className="hall-table__door button button--small" name={door.action.name} value={door.action.value} formAction={door.action.to} aria-label={door.spoken}>{words}</button>;
}
