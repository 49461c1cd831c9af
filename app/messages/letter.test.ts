import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LANGUAGE_CODES } from '../i18n/languages.ts';
import { textFor } from '../i18n/text.server.ts';
import { letterHtml } from './letter-html.ts';
import { letterText } from './letter-text.ts';
import { letterOf } from './letter.ts';
import { momentInPlace } from './moment-in-place.ts';
import { TEMPLATES, type Written } from './templates.ts';

const url = 'http://localhost:4000/i/9Xk2';
const told = { calendarUid: 'u@hallway', sequence: 0, startsAt: '2026-12-01T16:05:00Z', minutes: 50, zone: 'America/Chicago', studentGivenName: 'Maya' };
const samples: Written[] = [
  { template: 'consent-invitation', params: { url, schoolName: 'Alder Creek', studentGivenName: 'Maya', validUntil: '2026-12-08T16:05:00Z', zone: told.zone } },
  { template: 'booking-confirmed', params: { ...told, place: 'school', schoolName: 'Alder Creek', url } },
  { template: 'booking-confirmed', params: { ...told, sequence: 3, place: 'home' } },
  { template: 'booking-cancelled', params: { ...told, sequence: 4, place: 'home' } },
  { template: 'interpreter-booked', params: { calendarUid: '6f1c2d7e-0000-4000-8000-000000000001', sequence: 0, startsAt: '2026-12-01T14:00:00Z', minutes: 50, zone: 'America/New_York', place: 'school', schoolName: 'Alder Creek Middle', initials: 'M. I.', spoken: 'vi' } },
  { template: 'interpreter-cancelled', params: { calendarUid: '6f1c2d7e-0000-4000-8000-000000000001', sequence: 1, startsAt: '2026-12-01T14:00:00Z', minutes: 50, zone: 'America/New_York', place: 'home', initials: 'M. I.', spoken: 'vi' } },
  { template: 'therapist-booked', params: { calendarUid: '6f1c2d7e-0000-4000-8000-000000000002', sequence: 0, startsAt: told.startsAt, minutes: 50, zone: told.zone, place: 'school', schoolName: 'Alder Creek', initials: 'M. I.' } },
  { template: 'therapist-booked', params: { calendarUid: '6f1c2d7e-0000-4000-8000-000000000002', sequence: 1, startsAt: told.startsAt, minutes: 50, zone: told.zone, place: 'home', initials: 'M. I.' } },
  { template: 'therapist-cancelled', params: { calendarUid: '6f1c2d7e-0000-4000-8000-000000000002', sequence: 2, startsAt: told.startsAt, minutes: 50, zone: told.zone, place: 'home', initials: 'M. I.' } },
  { template: 'visit-link', params: { url, startsAt: told.startsAt, minutes: 50, zone: told.zone, studentGivenName: 'Maya' } },
  { template: 'sign-in-link', params: { url, minutes: 10 } },
  { template: 'offer-to-therapist', params: { url, answerBy: told.startsAt, zone: told.zone } },
  { template: 'staff-invitation', params: { url, validUntil: '2026-12-08T16:05:00Z', zone: told.zone, again: false } },
  { template: 'staff-invitation', params: { url, validUntil: '2026-12-08T16:05:00Z', zone: told.zone, again: true } },
  { template: 'sign-in-changed', params: { url, change: 'added', at: told.startsAt, zone: told.zone } },
  { template: 'sign-in-changed', params: { url, change: 'removed', at: told.startsAt, zone: told.zone } },
  { template: 'address-changed', params: { sentTo: 'tom@example.org', at: told.startsAt, zone: told.zone } },
  { template: 'emergency-review', params: { url } },
];

const letters = LANGUAGE_CODES.flatMap((language) =>
  samples.map((sample) => ({ language, sample, letter: letterOf(sample, 'Rosa', textFor(language, 'messages'), language) })),
);

test('every template is written here', () => {
  expect(new Set(samples.map(({ template }) => template))).toEqual(new Set(TEMPLATES));
});

test('no message says what an appointment is for, in any language', () => {
  const telling = /therap|terap|counsel|consejer|mental|psych|psic|health|salud|anxi|ansi|depress|depre|patient|paciente|treatment|tratamiento|clinic|clínic/iu;
  for (const { letter } of letters) {
    expect(letter.subject).not.toMatch(telling);
    expect(letterText(letter)).not.toMatch(telling);
  }
});

test('a subject names nobody and no school', () => {
  for (const { letter } of letters) expect(letter.subject).not.toMatch(/Maya|Rosa|Alder|\d/u);
});

test('a link for somebody who is not signed in opens in the language of its letter', () => {
  for (const { letter, language, sample } of letters) if (sample.template === 'visit-link' || sample.template === 'staff-invitation') expect(letter.button?.url).toBe(`${url}?lang=${language}`);
});

test('HTML and plain text say the same, and nothing is left unfilled', () => {
  for (const { letter, language } of letters) {
    const [html, text] = [letterHtml(letter, language, 'ltr'), letterText(letter)];
    for (const said of [letter.greeting, ...letter.paragraphs, ...letter.notes, ...letter.facts.map(({ value }) => value)]) {
      expect(text).toContain(said);
      expect(html).toContain(said);
    }
    if (letter.button) expect(text).toContain(letter.button.url);
    expect(text + html).not.toMatch(/\{\{|undefined|messages\.|\[object/u);
  }
});

test('HTML loads nothing from anywhere', () => {
  for (const { letter, language } of letters) {
    const html = letterHtml(letter, language, 'ltr');
    expect(html).not.toMatch(/<(?:img|link|script|iframe|object|video|audio)|url\(|@import|src=/iu);
    for (const [, address] of html.matchAll(/https?:\/\/([^/"<]+)/gu)) expect(address).toBe('localhost:4000');
  }
});

test('a name with markup in it stays a name', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', '&', "'", '$&', 'a', '{', '}') }), (name) => {
      const letter = letterOf({ template: 'sign-in-link', params: { url, minutes: 10 } }, `<b>${name}`, textFor('en', 'messages'), 'en');
      const html = letterHtml(letter, 'en', 'ltr');
      expect(html).not.toContain('<b>');
      expect(html).toContain(`&lt;b&gt;${name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')}`);
    }),
  );
});

test('a time is written in the place\'s zone and the reader\'s language', () => {
  expect(momentInPlace('2026-12-01T16:05:00Z', 'America/Chicago', 'en')).toBe('Tuesday, December 1, 10:05 am, Central Time');
  expect(momentInPlace('2026-12-01T16:05:00Z', 'America/Phoenix', 'es')).toMatch(/^martes, 1 de diciembre, 9:05/u);
});
