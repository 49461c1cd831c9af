import { localeOf } from './languages.ts';

/** How much of a moment is said. Long forms have the weekday; every form leaves the year out unless it says so. */
export type MomentForm = 'time' | 'day' | 'shortDay' | 'dayTime' | 'shortDayTime' | 'dayYear' | 'shortDayYearTime';

const DAY: Intl.DateTimeFormatOptions = { weekday: 'long', month: 'long', day: 'numeric' };
const SHORT_DAY: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric' };
const TIME: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };

const FORMS: Readonly<Record<MomentForm, Intl.DateTimeFormatOptions>> = {
  time: TIME,
  day: DAY,
  shortDay: SHORT_DAY,
  dayTime: { ...DAY, ...TIME },
  shortDayTime: { ...SHORT_DAY, ...TIME },
  dayYear: { month: 'long', day: 'numeric', year: 'numeric' },
  shortDayYearTime: { ...SHORT_DAY, year: 'numeric', ...TIME },
};

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(language: string, zone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${name}`;
  const kept = formats.get(key) ?? new Intl.DateTimeFormat(localeOf(language), { ...options, timeZone: zone });
  formats.set(key, kept);
  return kept;
}

/** Server and browser may ship different calendars' data: only their spaces and their AM and PM differ, and are made alike here. */
function alike(text: string): string {
  return text.replace(/[\u00a0\u202f\u2009]/g, ' ').replace(/\b([AP])M\b/g, (_, half: string) => `${half.toLowerCase()}m`).replace(' at ', ', ');
}

/** An instant (ISO text) as people of a zone (IANA) say it: "Wednesday, December 2, 9:22 am", "miércoles, 2 de diciembre, 9:22 a.m.". */
export function momentText(instant: string, zone: string, language: string, form: MomentForm): string {
  return alike(formatOf(language, zone, form, FORMS[form]).format(new Date(instant)));
}

/** A half-open stretch of time on one day, with am or pm once where both ends share it: "9:22–9:54 am". */
export function rangeText(from: string, until: string, zone: string, language: string): string {
  return alike(formatOf(language, zone, 'time', TIME).formatRange(new Date(from), new Date(until))).replace(/ – /g, '–');
}

/** A calendar date (`YYYY-MM-DD`), the same day wherever it is read. */
export function dateText(date: string, language: string, form: 'day' | 'shortDay' | 'dayYear' = 'dayYear'): string {
  return momentText(`${date}T12:00:00Z`, 'UTC', language, form);
}

/** The zone in words, at that instant: "Eastern Time". */
export function zoneText(instant: string, zone: string, language: string): string {
  const parts = formatOf(language, zone, 'zone', { ...TIME, timeZoneName: 'longGeneric' }).formatToParts(new Date(instant));
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** Minutes after midnight (0-1439) as a clock shows them, without am or pm: for signs that hang in order. */
export function clockText(minute: number, language: string): string {
  const parts = formatOf(language, 'UTC', 'time', TIME).formatToParts(new Date(minute * 60_000));
  return parts.filter((part) => part.type === 'hour' || part.type === 'minute' || (part.type === 'literal' && part.value.trim() !== '')).map((part) => part.value).join('');
}

/** A length of time: "32 minutes". */
export function minutesText(minutes: number, language: string): string {
  return alike(new Intl.NumberFormat(localeOf(language), { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(minutes));
}

/** How far away an instant is: "in 4 minutes", "2 days ago"; the largest unit that fits. */
export function distanceText(instant: string, now: string, language: string): string {
  const minutes = Math.round((Date.parse(instant) - Date.parse(now)) / 60_000);
  const format = new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'always' });
  if (Math.abs(minutes) < 60) return alike(format.format(minutes, 'minute'));
  if (Math.abs(minutes) < 60 * 24) return alike(format.format(Math.round(minutes / 60), 'hour'));
  return alike(format.format(Math.round(minutes / 60 / 24), 'day'));
}
