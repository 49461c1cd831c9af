import { momentText, zoneText } from '../i18n/moment-text.ts';

/** Day, time and the zone's name, so that who reads it elsewhere is not misled: "Tuesday, December 1, 10:05 am, Central Time". `at` is an ISO instant. */
export function momentInPlace(at: string, zone: string, language: string): string {
  return `${momentText(at, zone, language, 'dayTime')}, ${zoneText(at, zone, language)}`;
}
