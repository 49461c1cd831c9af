import fc from 'fast-check';
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { textFor } from '../../i18n/text.server.ts';
import type { AppointmentTold } from '../templates.ts';
import { appointmentEntry } from './appointment-entry.ts';

const mail = { from: 'no-reply@hallway.example', to: 'rosa@home.example', stampedAt: Temporal.Instant.from('2026-11-24T15:00:00Z') };
const told: AppointmentTold = {
  calendarUid: '5b9c2a58-7c64-4ad0-8f0d-9a4d1f5a2c11@hallway', sequence: 0, startsAt: '2026-12-01T16:05:00Z', minutes: 50,
  zone: 'America/Chicago', studentGivenName: 'Maya', place: 'school', schoolName: 'Alder Creek; Middle, School',
};

/** The entry as a second, independent parser reads it, its zone taken from the file and from nowhere else. */
function readBack(content: string) {
  const calendar = new ICAL.Component(ICAL.parse(content));
  const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone') ?? undefined);
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') as ICAL.Component);
  const instant = (time: ICAL.Time): string => {
    time.zone = zone;
    return Temporal.Instant.fromEpochMilliseconds(time.toUnixTime() * 1000).toString();
  };
  return { calendar, event, starts: instant(event.startDate), ends: instant(event.endDate) };
}

test('a request says when, where and nothing else', () => {
  const { method, content } = appointmentEntry('REQUEST', told, mail, textFor('en', 'messages'));
  const { calendar, event, starts, ends } = readBack(content);
  expect(method).toBe('REQUEST');
  expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
  expect(content).toContain('DTSTART;TZID=America/Chicago:20261201T100500');
  expect([starts, ends]).toEqual(['2026-12-01T16:05:00Z', '2026-12-01T16:55:00Z']);
  expect([event.uid, event.sequence, event.summary, event.location]).toEqual([told.calendarUid, 0, 'Appointment', 'Alder Creek; Middle, School']);
  expect(content).not.toContain('Maya');
  expect(content).not.toMatch(/https?:/u);
});

test('a cancellation has the same UID and a higher sequence, in the reader\'s language', () => {
  const { content } = appointmentEntry('CANCEL', { ...told, sequence: 1 }, mail, textFor('es', 'messages'));
  const { calendar, event } = readBack(content);
  expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
  expect([event.uid, event.sequence, event.summary]).toEqual([told.calendarUid, 1, 'Cita']);
  expect(event.component.getFirstPropertyValue('status')).toBe('CANCELLED');
});

test('written twice it is the same, byte for byte', () => {
  const write = (): string => appointmentEntry('REQUEST', told, mail, textFor('en', 'messages')).content;
  expect(write()).toBe(write());
});

test('a visit in the night the clocks change lasts as long as it is lived', () => {
  const { content } = appointmentEntry('REQUEST', { ...told, startsAt: '2026-03-08T07:30:00Z' }, mail, textFor('en', 'messages'));
  expect(content).toContain('DTSTART;TZID=America/Chicago:20260308T013000');
  expect(content).toContain('DTEND;TZID=America/Chicago:20260308T032000');
  expect(readBack(content).ends).toBe('2026-03-08T08:20:00Z');
});

test('any reader finds the same instant from the file alone, in every kind of zone, at any time that comes once', () => {
  const zones = ['America/Chicago', 'America/New_York', 'America/Phoenix', 'America/Anchorage', 'Pacific/Honolulu', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Puerto_Rico'];
  const from = Temporal.Instant.from('2026-01-01T00:00:00Z').epochMilliseconds;
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 3 * 365 * 24 * 12 }), (zone, fiveMinutes) => {
      const starts = Temporal.Instant.fromEpochMilliseconds(from + fiveMinutes * 300_000);
      const wall = starts.toZonedDateTimeISO(zone).toPlainDateTime();
      fc.pre(wall.toZonedDateTime(zone, { disambiguation: 'later' }).equals(wall.toZonedDateTime(zone, { disambiguation: 'earlier' })));
      const { content } = appointmentEntry('REQUEST', { ...told, startsAt: starts.toString(), minutes: 5, zone }, mail, textFor('en', 'messages'));
      expect(readBack(content).starts).toBe(starts.toString());
    }),
  );
});
