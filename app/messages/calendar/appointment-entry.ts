import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventClass, ICalEventStatus } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import type { Text } from '../../i18n/catalogue.ts';
import type { AppointmentTold, TheirsTold } from '../templates.ts';
import { zoneRules } from './zone-rules.ts';

/** A calendar file to go with a mail, as iTIP (RFC 5546) has it: REQUEST puts or changes the entry with that UID, CANCEL takes it away. */
export type CalendarFile = { method: 'REQUEST' | 'CANCEL'; content: string };

/**
 * The calendar entry of an appointment. It says "Appointment" and the school's name, nothing of what it is for, names nobody, and carries no link:
 * calendars are shared, shown on locked screens and read by other programs.
 *
 * Its time is the wall time at the place (`TZID` and the zone's rules), so that it stays at ten in the morning should the rules change. Its length is
 * what the people live through, also in the night the clocks change.
 *
 * @param stampedAt when this version was promised; the same for every attempt to send it
 */
export function appointmentEntry(
  method: CalendarFile['method'],
  appointment: AppointmentTold | TheirsTold,
  mail: { from: string; to: string; stampedAt: Temporal.Instant },
  t: Text<'messages'>,
): CalendarFile {
  const { zone } = appointment;
  const starts = Temporal.Instant.from(appointment.startsAt).toZonedDateTimeISO(zone);
  const cancelled = method === 'CANCEL';
  const calendar = ical({
    prodId: { company: 'Hallway', product: 'Hallway', language: 'EN' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
    timezone: { name: null, generator: (name) => zoneRules(name, starts.toInstant()) },
  });
  const event = calendar.createEvent({
    id: appointment.calendarUid,
    sequence: appointment.sequence,
    stamp: mail.stampedAt,
    start: starts,
    end: starts.add({ minutes: appointment.minutes }),
    timezone: zone,
    summary: t('entry.summary'),
    description: t('entry.description'),
    location: appointment.place === 'school' ? appointment.schoolName : t('at-home'),
    class: ICalEventClass.PRIVATE,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: 'Hallway', email: mail.from },
  });
  event.createAttendee({ email: mail.to, rsvp: false, status: ICalAttendeeStatus.ACCEPTED });
  return { method, content: calendar.toString() };
}
