import { Temporal } from 'temporal-polyfill';

const ISO = /^(\d{4})-?(\d{2})-?(\d{2})(?:T.*)?$/;
const MONTH_FIRST = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:\s.*)?$/;

/**
 * Reads a calendar day as rosters write it: `2026-09-03`, `20260903`, either with a time behind it (left off: a roster's day has no zone), or
 * month first, `9/3/2026`. Blank is no day. Day-first dates are not guessed at: `13/1/2026` is refused rather than turned round, because
 * `3/1/2026` could not be.
 */
export function readCalendarDay(text: string): { ok: true; day: string | null } | { ok: false } {
  const written = text.trim();
  if (written === '') return { ok: true, day: null };
  const iso = ISO.exec(written);
  const monthFirst = iso ? null : MONTH_FIRST.exec(written);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : monthFirst ? [monthFirst[3], monthFirst[1], monthFirst[2]] : [];
  if (year === undefined || Number(year) < 1900 || Number(year) > 2200) return { ok: false };
  try {
    const read = Temporal.PlainDate.from({ year: Number(year), month: Number(month), day: Number(day) }, { overflow: 'reject' });
    return { ok: true, day: read.toString() };
  } catch {
    return { ok: false };
  }
}
