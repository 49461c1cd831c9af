import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { isBackupDue, lastBegun } from './backup-due.ts';

const at = (text: string) => Temporal.Instant.from(text);
const zone = 'America/New_York';

describe('the nightly backup', () => {
  it('is made once a night, from two in the morning of the partnership', () => {
    const lastNight = at('2026-11-23T07:00:00Z');
    expect(isBackupDue(at('2026-11-24T06:59:59Z'), zone, lastNight)).toBe(false);
    expect(isBackupDue(at('2026-11-24T07:00:00Z'), zone, lastNight)).toBe(true);
    expect(isBackupDue(at('2026-11-24T07:01:00Z'), zone, at('2026-11-24T07:00:00Z'))).toBe(false);
  });

  it('is made up for when the computer was off, and made at once when there is none', () => {
    expect(isBackupDue(at('2026-11-24T15:00:00Z'), zone, at('2026-11-22T07:00:00Z'))).toBe(true);
    expect(isBackupDue(at('2026-11-24T15:00:00Z'), zone, null)).toBe(true);
  });

  it('counts one that was made by hand after two', () => {
    expect(isBackupDue(at('2026-11-24T23:00:00Z'), zone, at('2026-11-24T15:00:00Z'))).toBe(false);
  });

  it('is made in the night without two o\'clock, too', () => {
    expect(isBackupDue(at('2026-03-08T06:59:00Z'), zone, at('2026-03-07T07:00:00Z'))).toBe(false);
    expect(isBackupDue(at('2026-03-08T07:00:00Z'), zone, at('2026-03-07T07:00:00Z'))).toBe(true);
  });

  it('is not held up by one that a clock which ran ahead put into the future', () => {
    const now = at('2026-11-24T07:01:00Z');
    expect(lastBegun(['2126-01-01T07:00:00Z', '2026-11-22T07:00:00Z', '2026-11-23T07:00:00Z'], now)).toEqual(at('2026-11-23T07:00:00Z'));
    expect(lastBegun(['2126-01-01T07:00:00Z'], now)).toBeNull();
  });
});
