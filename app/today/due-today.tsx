import { Link } from '@remix-run/react';
import { useText } from '../i18n/use-text.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Section } from '../ui/section.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { DayAppointment } from './day.ts';

/** Who is due where, with the code for the tablet: what a school hands out. */
export function DueToday({ day }: { day: readonly DayAppointment[] }) {
  const t = useText('today');
  return (
    <Section title={t('list.title')}>
      <DataTable
        caption={t('list.title')} rows={day} rowKey={(appointment) => appointment.id}
        columns={[
          { key: 'time', header: t('list.time'), rowHeader: true, cell: (appointment) => <Link to={`/appointments/${appointment.id}`} prefetch="none"><TimeText at={appointment.startsAt} until={appointment.endsAt} placeZone={appointment.zone} /></Link> },
          { key: 'student', header: t('list.student'), cell: (appointment) => appointment.student },
          { key: 'where', header: t('list.where'), cell: (appointment) => appointment.room ?? t('day.home') },
          { key: 'therapist', header: t('list.therapist'), cell: (appointment) => appointment.therapist },
          { key: 'code', header: t('list.code'), cell: (appointment) => <b className="num">{appointment.code}</b> },
          { key: 'state', header: t('list.state'), cell: (appointment) => t(appointment.waitingSince !== null && appointment.state === 'booked' ? 'day.state.waiting' : `day.state.${appointment.state}`) },
        ]}
      />
    </Section>
  );
}
