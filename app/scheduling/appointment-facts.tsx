import { momentText, rangeText, zoneText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { EventLog } from '../ui/event-log.tsx';
import { Facts } from '../ui/facts.tsx';
import { Tag } from '../ui/tag.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { useZone } from '../ui/zone.tsx';
import type { Appointment } from './appointment.server.ts';
import { endReasons, type EndReason } from './cancel-reasons.ts';

const toneOf = { held: 'line', booked: 'go', in_progress: 'go', completed: 'ok', not_held: 'needs', cancelled: 'line' } as const;

/** Who, when, where, and what happened to it so far. Nothing of what it is for. */
export function AppointmentFacts({ appointment }: { appointment: Appointment }) {
  const t = useText('scheduling');
  const language = useLanguage();
  const { bookedAt, bookedBy, movedAt, movedBy, movedFrom, startsAt, zone, endedAt, endedBy, endedBecause } = appointment;
  const because = endReasons.find((reason): reason is EndReason => reason === endedBecause) ?? 'other';
  const by = (name: string | null) => name ?? t('appointment.by-system');
  return (
    <div className="stack-4">
      <Facts wide facts={[
        { name: t('fact.state'), value: <Tag tone={toneOf[appointment.state]}>{t(`state.${appointment.state}`)}</Tag> },
        { name: t('fact.when'), value: <When appointment={appointment} /> },
        { name: t('fact.student'), value: appointment.student },
        { name: t('fact.therapist'), value: t('fact.by-video', { name: appointment.therapist }) },
        { name: t('fact.where'), value: appointment.room ? t('fact.room', { room: appointment.room, school: appointment.school }) : t('fact.home') },
        appointment.adultOnSite !== null && { name: t('fact.adult'), value: appointment.adultOnSite },
        appointment.interpreters.length > 0 && { name: t('fact.interpreter'), value: appointment.interpreters.join(', ') },
        appointment.sitsIn.length > 0 && { name: t('fact.sits-in'), value: appointment.sitsIn.join(', ') },
      ]} />
      <EventLog entries={[
        ...(endedAt && appointment.state === 'not_held' && endedBy ? [{ key: 'ended', when: <TimeText at={endedAt} form="shortDayTime" />, what: t('event.not-held', { name: endedBy, because: t(`because.${because}`) }) }] : []),
        ...(endedAt && appointment.state === 'cancelled' ? [{ key: 'ended', when: <TimeText at={endedAt} form="shortDayTime" />, what: t('event.cancelled', { name: by(endedBy), because: t(`because.${because}`) }) }] : []),
        ...(movedAt && movedFrom ? [{ key: 'moved', when: <TimeText at={movedAt} form="shortDayTime" />, what: movedFrom === startsAt ? t('event.moved.room', { name: by(movedBy) }) : t('event.moved', { name: by(movedBy), from: momentText(movedFrom, zone, language, 'dayTime') }) }] : []),
        ...(bookedAt ? [{ key: 'booked', when: <TimeText at={bookedAt} form="shortDayTime" />, what: t('event.booked', { name: by(bookedBy) }) }] : []),
      ]} />
    </div>
  );
}

/** The clock where the student will be, with its zone; the reader's own besides when it shows something else. */
function When({ appointment: { startsAt, endsAt, zone } }: { appointment: Appointment }) {
  const t = useText('scheduling');
  const language = useLanguage();
  const [there, here] = [rangeText(startsAt, endsAt, zone, language), rangeText(startsAt, endsAt, useZone(), language)];
  return <><time dateTime={startsAt}>{there}</time> <span className="quiet">{zoneText(startsAt, zone, language)}{here !== there && `, ${t('fact.when.yours', { time: here })}`}</span></>;
}
