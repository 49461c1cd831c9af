import type { Temporal } from 'temporal-polyfill';
import type { Text } from '../i18n/catalogue.ts';
import { directionOf, type Language } from '../i18n/languages.ts';
import { appointmentEntry, type CalendarFile } from './calendar/appointment-entry.ts';
import { letterHtml } from './letter-html.ts';
import { letterText } from './letter-text.ts';
import { letterOf } from './letter.ts';
import type { Written } from './templates.ts';

/** A message as it is sent: two forms of the same letter, and a calendar file when it is about an appointment. */
export type WrittenMail = { subject: string; text: string; html: string; calendar: CalendarFile | null };

/**
 * Writes a message. The same inputs give the same bytes, so that a second try sends what the first did.
 * @param mail sender's and recipient's address, whom it greets, and when it was promised
 */
export function writtenMail(
  written: Written,
  mail: { from: string; to: string; givenName: string; stampedAt: Temporal.Instant },
  language: Language,
  t: Text<'messages'>,
): WrittenMail {
  const letter = letterOf(written, mail.givenName, t, language);
  return {
    subject: letter.subject,
    text: letterText(letter),
    html: letterHtml(letter, language, directionOf(language)),
    calendar: calendarFile(written, mail, t),
  };
}

function calendarFile(written: Written, mail: Parameters<typeof appointmentEntry>[2], t: Text<'messages'>): CalendarFile | null {
  if (written.template === 'booking-confirmed') return appointmentEntry('REQUEST', written.params, mail, t);
  if (written.template === 'booking-cancelled') return appointmentEntry('CANCEL', written.params, mail, t);
  if (written.template === 'interpreter-booked') return appointmentEntry('REQUEST', written.params, mail, t);
  if (written.template === 'interpreter-cancelled') return appointmentEntry('CANCEL', written.params, mail, t);
  if (written.template === 'therapist-booked') return appointmentEntry('REQUEST', written.params, mail, t);
  if (written.template === 'therapist-cancelled') return appointmentEntry('CANCEL', written.params, mail, t);
  return null;
}
