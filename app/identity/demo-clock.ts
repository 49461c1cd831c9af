import { addDays, opening, wallTime } from '../time/zone.ts';

/** How the demo's clock can be moved. */
export const clockSteps = ['next-school-morning', '10-minutes', '1-hour', '1-day', 'real-time'] as const;
export type ClockStep = (typeof clockSteps)[number];

const minuteMs = 60_000;
const schoolMorningMinute = 8 * 60;
const lastSchoolWeekday = 5;

export function isClockStep(step: unknown): step is ClockStep {
  return clockSteps.some((one) => one === step);
}

/**
 * Where the demo's clock stands after a step, as milliseconds since 1970.
 *
 * A day on is the same time on the wall tomorrow, also when the clocks change in between. The next school morning is 8:00 on the next day
 * from Monday to Friday that has not reached it yet, in the school's zone (IANA).
 *
 * @param demoNowMs what the demo's clock shows
 * @param realNowMs what the real one does
 */
export function demoClockAfter(step: ClockStep, { demoNowMs, realNowMs, zone }: { demoNowMs: number; realNowMs: number; zone: string }): number {
  switch (step) {
    case 'real-time': return realNowMs;
    case '10-minutes': return demoNowMs + 10 * minuteMs;
    case '1-hour': return demoNowMs + 60 * minuteMs;
    case '1-day': {
      const { date, minute } = wallTime(zone, demoNowMs);
      return onTheWallMs(zone, addDays(date, 1), minute) + (demoNowMs % minuteMs);
    }
    case 'next-school-morning': return nextSchoolMorningMs(demoNowMs, zone);
  }
}

function nextSchoolMorningMs(nowMs: number, zone: string): number {
  for (let date = wallTime(zone, nowMs).date; ; date = addDays(date, 1)) {
    const morningMs = onTheWallMs(zone, date, schoolMorningMinute);
    if (morningMs > nowMs && wallTime(zone, morningMs).weekday <= lastSchoolWeekday) return morningMs;
  }
}

/** The first instant of the day at which the wall shows that minute; where the clock jumps over it, the instant after the jump. */
function onTheWallMs(zone: string, date: string, minute: number): number {
  const [until] = opening(zone, date, 0, minute);
  return until && minute > 0 ? until.untilMs : (opening(zone, date, 0, 24 * 60)[0]?.fromMs ?? 0);
}
