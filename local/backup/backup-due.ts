import { Temporal } from 'temporal-polyfill';

/** The hour of the night, wall time of the partnership, at which a backup is made. */
export const backupHour = 2;

/**
 * Whether a backup should be made: the last one began before the latest two o'clock at night. So one is made each night, and at the next start when the
 * computer slept through it.
 *
 * @param zone IANA zone of the partnership
 * @param last when the last backup began; null when there is none
 */
export function isBackupDue(now: Temporal.Instant, zone: string, last: Temporal.Instant | null): boolean {
  if (last === null) return true;
  const here = now.toZonedDateTimeISO(zone);
  const tonight = here.toPlainDate().toZonedDateTime({ timeZone: zone, plainTime: { hour: backupHour } });
  const latest = Temporal.ZonedDateTime.compare(tonight, here) <= 0 ? tonight : here.toPlainDate().subtract({ days: 1 }).toZonedDateTime({ timeZone: zone, plainTime: { hour: backupHour } });
  return Temporal.Instant.compare(last, latest.toInstant()) < 0;
}

/**
 * When the newest of these backups began that does not lie in the future, where only a clock that was wrong can have put it: such a one must not hold up the next.
 *
 * @param startedAt ISO instants
 */
export function lastBegun(startedAt: readonly string[], now: Temporal.Instant): Temporal.Instant | null {
  const past = startedAt.map((text) => Temporal.Instant.from(text)).filter((instant) => Temporal.Instant.compare(instant, now) <= 0);
  return past.sort((a, b) => Temporal.Instant.compare(a, b)).at(-1) ?? null;
}
