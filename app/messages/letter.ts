import type { Text } from '../i18n/catalogue.ts';
import { languageNames } from '../i18n/language-names.ts';
import { FALLBACK_LANGUAGE, isLanguage } from '../i18n/languages.ts';
import { momentInPlace } from './moment-in-place.ts';
import type { AppointmentTold, TheirsTold, Written } from './templates.ts';

/** A message before it has a form: paragraphs, at most one button, and facts in a list. Plain text and HTML are drawn from it. */
export type Letter = {
  subject: string;
  greeting: string;
  paragraphs: readonly string[];
  facts: readonly { name: string; value: string }[];
  button: { label: string; url: string } | null;
  /** Said after the button, in quieter type: what to do when something is wrong. */
  notes: readonly string[];
  sender: string;
};

/**
 * What a message says. Subjects are the same whatever lies behind them, for a locked screen shows them to whoever holds the phone.
 * @param givenName whom it greets
 */
export function letterOf(written: Written, givenName: string, t: Text<'messages'>, language: string): Letter {
  const common = { greeting: t('greeting', { name: givenName }), sender: t('sender'), facts: [], button: null, notes: [t('note.questions')] };
  switch (written.template) {
    case 'consent-invitation': {
      const { url, schoolName, studentGivenName, validUntil, zone } = written.params;
      return {
        ...common,
        subject: t('invitation.subject'),
        paragraphs: [t('invitation.asks', { school: schoolName, student: studentGivenName }), t('invitation.choice')],
        button: { label: t('invitation.button'), url },
        notes: [t('invitation.until', { moment: momentInPlace(validUntil, zone, language) }), t('note.only-you'), t('note.questions')],
      };
    }
    case 'booking-confirmed': {
      const { url, sequence } = written.params;
      return {
        ...common,
        subject: sequence === 0 ? t('booked.subject') : t('changed.subject'),
        paragraphs: [sequence === 0 ? t('booked.set', { student: written.params.studentGivenName }) : t('changed.set', { student: written.params.studentGivenName })],
        facts: factsOf(written.params, t, language),
        button: url === undefined ? null : { label: t('booked.button'), url },
        notes: [t('booked.calendar'), t('note.cannot-come')],
      };
    }
    case 'booking-cancelled':
      return {
        ...common,
        subject: t('cancelled.subject'),
        paragraphs: [t('cancelled.off', { student: written.params.studentGivenName }), t('cancelled.next')],
        facts: factsOf(written.params, t, language),
        notes: [t('cancelled.calendar'), t('note.questions')],
      };
    case 'interpreter-booked':
      return {
        ...common,
        subject: written.params.sequence === 0 ? t('booked.subject') : t('changed.subject'),
        paragraphs: [t('interpreting.set', { initials: written.params.initials, language: languageNames(isLanguage(language) ? language : FALLBACK_LANGUAGE).of(written.params.spoken) }), t('interpreting.link')],
        facts: factsOf(written.params, t, language),
        notes: [t('booked.calendar'), t('note.questions')],
      };
    case 'interpreter-cancelled':
      return {
        ...common,
        subject: t('cancelled.subject'),
        paragraphs: [t('interpreting.off', { initials: written.params.initials })],
        facts: factsOf(written.params, t, language),
        notes: [t('cancelled.calendar'), t('note.questions')],
      };
    case 'therapist-booked':
      return {
        ...common,
        subject: written.params.sequence === 0 ? t('booked.subject') : t('changed.subject'),
        paragraphs: [t(written.params.sequence === 0 ? 'theirs.set' : 'theirs.changed', { initials: written.params.initials })],
        facts: factsOf(written.params, t, language),
        notes: [t('booked.calendar'), t('note.questions')],
      };
    case 'therapist-cancelled':
      return {
        ...common,
        subject: t('cancelled.subject'),
        paragraphs: [t('theirs.off', { initials: written.params.initials })],
        facts: factsOf(written.params, t, language),
        notes: [t('cancelled.calendar'), t('note.questions')],
      };
    case 'visit-link': {
      const { url, startsAt, minutes, zone, studentGivenName, whose = 'student' } = written.params;
      return {
        ...common,
        subject: t('visit.subject'),
        paragraphs: [t(whose === 'student' ? 'visit.join' : 'visit.join-too', { student: studentGivenName })],
        facts: [
          { name: t('fact.when'), value: momentInPlace(startsAt, zone, language) },
          { name: t('fact.how-long'), value: t('minutes', { count: minutes }) },
        ],
        // Whoever opens it is not signed in, so that nothing else says which language they read.
        button: { label: t('visit.button'), url: `${url}?lang=${language}` },
        notes: [t('visit.device'), t('note.cannot-come')],
      };
    }
    case 'sign-in-link':
      return {
        ...common,
        subject: t('sign-in.subject'),
        paragraphs: [t('sign-in.press', { count: written.params.minutes })],
        button: { label: t('sign-in.button'), url: written.params.url },
        notes: [t('sign-in.not-you')],
      };
    case 'offer-to-therapist': {
      const { url, answerBy, zone } = written.params;
      return {
        ...common,
        subject: t('offer.subject'),
        paragraphs: [t('offer.waits'), t('offer.name-later')],
        facts: [{ name: t('fact.answer-by'), value: momentInPlace(answerBy, zone, language) }],
        button: { label: t('offer.button'), url },
        notes: [t('offer.no-answer')],
      };
    }
    case 'staff-invitation': {
      const { url, validUntil, zone, again } = written.params;
      return {
        ...common,
        subject: t(again ? 'staff.again-subject' : 'staff.subject'),
        paragraphs: [t(again ? 'staff.again' : 'staff.invites'), t('staff.set-up')],
        button: { label: t('staff.button'), url: `${url}?lang=${language}` },
        notes: [t('invitation.until', { moment: momentInPlace(validUntil, zone, language) }), t('note.only-you'), t('staff.not-you')],
      };
    }
    case 'sign-in-changed': {
      const { url, change, at, zone } = written.params;
      return {
        ...common,
        subject: t('sign-in-changed.subject'),
        paragraphs: [t(`sign-in-changed.${change}`), t('sign-in-changed.you')],
        facts: [{ name: t('fact.when'), value: momentInPlace(at, zone, language) }],
        button: { label: t('sign-in-changed.button'), url },
        notes: [t('sign-in-changed.not-you')],
      };
    }
    case 'address-changed':
      return {
        ...common,
        subject: t('address-changed.subject'),
        paragraphs: [t('address-changed.changed'), t('address-changed.known')],
        facts: [{ name: t('fact.when'), value: momentInPlace(written.params.at, written.params.zone, language) }],
        notes: [t('address-changed.not-known')],
      };
    case 'emergency-review':
      return {
        ...common,
        subject: t('emergency.subject'),
        paragraphs: [t('emergency.opened'), t('emergency.look')],
        button: { label: t('emergency.button'), url: written.params.url },
        notes: [t('emergency.not-yours')],
      };
  }
}

function factsOf(appointment: AppointmentTold | TheirsTold, t: Text<'messages'>, language: string): Letter['facts'] {
  return [
    { name: t('fact.when'), value: momentInPlace(appointment.startsAt, appointment.zone, language) },
    { name: t('fact.how-long'), value: t('minutes', { count: appointment.minutes }) },
    { name: t('fact.where'), value: appointment.place === 'school' ? appointment.schoolName : t('at-home') },
  ];
}
