import { ChevronLeft, Printer } from 'lucide-react';
import { dateText, rangeText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import type { HallwayDay } from './hallway-day.server.ts';

/** A day on paper, room by room: time, period, initials. Another use of a room says that and no more; nothing says what a visit is for or with whom. */
export function HallwayPrint({ day, school }: { day: HallwayDay; school: { readonly id: string; readonly name: string } }) {
  const t = useText('hallway');
  const language = useLanguage();
  const iso = (ms: number) => new Date(ms).toISOString();
  const rooms = day.rooms.map((room) => ({
    ...room,
    due: room.doors.flatMap((door) => (door.is === 'taken' && ['booked', 'in_progress', 'completed', 'use'].includes(door.use.what) ? [{ ...door, use: door.use }] : [])),
  })).filter(({ due }) => due.length > 0);
  return (
    <div className="hall-print">
      <PageHeading
        title={t('print.title', { school: school.name, date: dateText(day.date, language, 'day') })} lede={t('print.lede')}
        actions={<span className="row no-print"><ButtonLink to={`/hallway?school=${school.id}&date=${day.date}`} icon={ChevronLeft}>{t('print.back')}</ButtonLink><Button type="button" tone="primary" icon={Printer} onClick={() => window.print()}>{t('print.do')}</Button></span>}
      />
      {rooms.length === 0 ? <EmptyState title={t('print.none')}>{t('print.lede')}</EmptyState> : rooms.map((room) => (
        <Section key={room.id} title={room.name}>
          <DataTable
            caption={room.name} rows={room.due} rowKey={(door) => door.key}
            columns={[
              { key: 'time', header: t('print.time'), rowHeader: true, cell: (door) => rangeText(iso(door.part.fromMs), iso(door.part.untilMs), day.zone, language) },
              { key: 'period', header: t('print.period'), cell: (door) => door.periods.map(({ name }) => name).join(', ') },
              { key: 'initials', header: t('print.initials'), cell: (door) => (door.use.what === 'use' ? t('print.use') : <b>{door.use.kept.initials}</b>) },
            ]}
          />
        </Section>
      ))}
    </div>
  );
}
