import { isZone, writtenInstant } from '../time/zone.ts';
import { plainText } from './content-line.ts';
import { dateOf, dayMs } from './calendar-value.ts';
import { valueOf, type Component } from './component.ts';
import { fileZone, type CalendarZone } from './file-zone.ts';
import { windowsZone } from './windows-zones.ts';

export const utc: CalendarZone = { instantOf: (wallMs) => wallMs };

/** A zone that this platform knows by its IANA name. Beyond the years 1 to 9999, where no date can be written, the clock is that of UTC. */
export function namedZone(zone: string): CalendarZone {
  return { instantOf: (wallMs) => (wallMs < firstMs || wallMs >= lastMs ? wallMs : writtenInstant(zone, dateOf(wallMs), (wallMs - Math.floor(wallMs / dayMs) * dayMs) / 60_000)) };
}
const firstMs = Date.parse('0001-01-01T00:00:00Z');
const lastMs = Date.parse('9999-12-31T00:00:00Z');

/**
 * What a calendar's zone names mean. In this order: an IANA name with a slash (also behind a maker's prefix), the zone that the file itself
 * explains under that name, any other IANA name, Windows' names and the names that Windows shows. Null when it is none of them.
 */
export function zonesOf(calendar: Component): (tzid: string) => CalendarZone | null {
  const explained = new Map(calendar.parts.filter(({ name }) => name === 'VTIMEZONE').map((part) => [plainText(valueOf(part, 'TZID')), part]));
  const known = new Map<string, CalendarZone | null>();
  const find = (tzid: string): CalendarZone | null => {
    const path = ianaPath(tzid);
    if (path !== null) return namedZone(path);
    const part = explained.get(tzid);
    const own = part ? fileZone(part) : null;
    if (own) return own;
    if (/^(utc|gmt|z|tzone:\/\/microsoft\/utc)$/i.test(tzid)) return utc;
    const zone = windowsZone(tzid) ?? (isZone(tzid) ? tzid : null);
    return zone === null ? null : namedZone(zone);
  };
  return (written) => {
    const tzid = plainText(written).trim();
    const kept = known.get(tzid);
    if (kept !== undefined) return kept;
    const found = find(tzid);
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
