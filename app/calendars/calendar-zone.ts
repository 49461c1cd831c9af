import { isZone, localDay, writtenInstant } from '../time/zone.ts';
import { plainText } from './content-line.ts';
import { dateOf, dayMs } from './calendar-value.ts';
import { valueOf, type Component } from './component.ts';
import { fileZone, type CalendarZone } from './file-zone.ts';
import type { Budget } from './recurrences.ts';
import { windowsZone } from './windows-zones.ts';

export const utc: CalendarZone = { instantOf: (wallMs) => wallMs };

/**
 * A zone that this platform knows by its IANA name. Beyond the years 1 to 9999, where no date can be written, the clock is that of UTC. To look up a
 * day costs some of the file's budget, once a day; when that is used up, times are read in UTC, and whoever reads the file tells that it ended.
 */
export function namedZone(zone: string, budget: Budget): CalendarZone {
  const days = new Map<number, ReturnType<typeof localDay>>();
  return {
    instantOf(wallMs) {
      if (wallMs < firstMs || wallMs >= lastMs) return wallMs;
      const day = Math.floor(wallMs / dayMs);
      const minute = (wallMs - day * dayMs) / 60_000;
      let known = days.get(day);
      if (!known) {
        if (budget.steps <= 0) return wallMs;
        budget.steps -= stepsADay;
        days.set(day, known = localDay(zone, dateOf(wallMs)));
      }
      return known.stretches.length === 1 && known.stretches[0]?.wallMinute === 0 ? known.fromMs + minute * 60_000 : writtenInstant(zone, dateOf(wallMs), minute);
    },
  };
}
const stepsADay = 40;
const stepsAName = 250;
const firstMs = Date.parse('0001-01-01T00:00:00Z');
const lastMs = Date.parse('9999-12-31T00:00:00Z');

/**
 * What a calendar's zone names mean. In this order: an IANA name with a slash (also behind a maker's prefix), the zone that the file itself
 * explains under that name, any other IANA name, Windows' names and the names that Windows shows. Null when it is none of them.
 */
export function zonesOf(calendar: Component, budget: Budget): (tzid: string) => CalendarZone | null {
  const explained = new Map(calendar.parts.filter(({ name }) => name === 'VTIMEZONE').map((part) => [plainText(valueOf(part, 'TZID')), part]));
  const known = new Map<string, CalendarZone | null>();
  const find = (tzid: string): CalendarZone | null => {
    const path = ianaPath(tzid);
    if (path !== null) return namedZone(path, budget);
    const part = explained.get(tzid);
    const own = part ? fileZone(part, budget) : null;
    if (own) return own;
    if (/^(utc|gmt|z|tzone:\/\/microsoft\/utc)$/i.test(tzid)) return utc;
    const zone = windowsZone(tzid) ?? (isZone(tzid) ? tzid : null);
    return zone === null ? null : namedZone(zone, budget);
  };
  return (written) => {
    const tzid = plainText(written).trim();
    const kept = known.get(tzid);
    if (kept !== undefined) return kept;
    budget.steps -= stepsAName;
    const found = budget.steps > 0 ? find(tzid) : null;
    known.set(tzid, found);
    return found;
  };
}

/** `America/New_York`, also at the end of `/mozilla.org/20070129_1/America/New_York`. */
function ianaPath(tzid: string): string | null {
  const parts = tzid.split('/').filter((part) => part !== '');
  for (const length of [3, 2]) {
    const name = parts.slice(-length).join('/');
    if (parts.length >= length && isZone(name)) return name;
  }
  return null;
}
