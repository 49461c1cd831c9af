import { expect, test } from 'vitest';
import { clockText, dateText, distanceText, minutesText, momentText, rangeText, zoneText } from './moment-text.ts';

const AT = '2026-12-02T14:22:00Z';

test('a moment is said in the zone of whoever reads it', () => {
  expect(momentText(AT, 'America/New_York', 'en', 'time')).toBe('9:22 am');
  expect(momentText(AT, 'America/Los_Angeles', 'en', 'time')).toBe('6:22 am');
  expect(momentText(AT, 'America/New_York', 'en', 'dayTime')).toBe('Wednesday, December 2, 9:22 am');
  expect(momentText(AT, 'America/New_York', 'en', 'shortDayTime')).toBe('Dec 2, 9:22 am');
  expect(momentText('2026-12-03T02:00:00Z', 'America/New_York', 'en', 'day')).toBe('Wednesday, December 2');
});

test('Spanish days and times are Spanish, with ordinary spaces', () => {
  expect(momentText(AT, 'America/New_York', 'es', 'day')).toBe('miércoles, 2 de diciembre');
  expect(momentText(AT, 'America/New_York', 'es', 'time')).toMatch(/^9:22 a\. ?m\.$/);
  expect(momentText(AT, 'America/New_York', 'es', 'dayTime')).not.toMatch(/[\u00a0\u202f]/);
});

test('a range says am or pm once when both ends share it', () => {
  expect(rangeText(AT, '2026-12-02T14:54:00Z', 'America/New_York', 'en')).toBe('9:22–9:54 am');
  expect(rangeText('2026-12-02T16:44:00Z', '2026-12-02T17:16:00Z', 'America/New_York', 'en')).toBe('11:44 am–12:16 pm');
});

test('a date is the same day everywhere', () => {
  expect(dateText('2027-06-11', 'en')).toBe('June 11, 2027');
  expect(dateText('2027-06-11', 'es')).toBe('11 de junio de 2027');
});

test('zones, lengths, distances and clock signs are words', () => {
  expect(zoneText(AT, 'America/New_York', 'en')).toBe('Eastern Time');
  expect(minutesText(32, 'es')).toBe('32 minutos');
  expect(distanceText(AT, '2026-12-02T14:18:00Z', 'en')).toBe('in 4 minutes');
  expect(distanceText('2026-11-30T14:22:00Z', AT, 'en')).toBe('2 days ago');
  expect(clockText(13 * 60, 'en')).toBe('1:00');
  expect(clockText(8 * 60, 'es')).toBe('8:00');
});
