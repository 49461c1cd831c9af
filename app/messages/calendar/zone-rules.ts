import { Temporal } from 'temporal-polyfill';

/**
 * The VTIMEZONE that a calendar entry with a TZID must bring along (RFC 5545 section 3.6.5): the offset in force at `around`, and the next change of it,
 * each with its own beginning. That is all one entry on one day needs; programs that know the zone by its IANA name use their own, newer rules.
 */
export function zoneRules(zone: string, around: Temporal.Instant): string {
  const at = around.toZonedDateTimeISO(zone);
  const next = at.getTimeZoneTransition('next');
  const observances = [observanceFrom(lastChange(at)), ...(next === null ? [] : [observanceFrom(next)])];
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...observances.flat(), 'END:VTIMEZONE'].join('\r\n');
}

/** The change that brought the offset in force at `at`; the year 1970 in a zone that has not changed since. */
function lastChange(at: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  const epoch = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(at.timeZoneId);
  const before = at.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  return before === null || Temporal.ZonedDateTime.compare(before, epoch) < 0 ? epoch : before;
}

function observanceFrom(change: Temporal.ZonedDateTime): string[] {
  const before = change.subtract({ nanoseconds: 1 });
  const kind = isAhead(change) ? 'DAYLIGHT' : 'STANDARD';
  // The change begins at the wall time that the old offset shows.
  const begins = change.toInstant().toZonedDateTimeISO(before.offset).toPlainDateTime();
  const stamp = begins.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/gu, '');
  return [`BEGIN:${kind}`, `DTSTART:${stamp}`, `TZOFFSETFROM:${offset(before)}`, `TZOFFSETTO:${offset(change)}`, `END:${kind}`];
}

/** Whether the offset is the larger of the two that the zone has within a year: summer time. */
function isAhead(change: Temporal.ZonedDateTime): boolean {
  const others = [change.getTimeZoneTransition('next'), change.subtract({ nanoseconds: 1 })];
  return others.some((other) => other !== null && other.offsetNanoseconds < change.offsetNanoseconds);
}

function offset(at: Temporal.ZonedDateTime): string {
  return at.offset.replaceAll(':', '');
}
