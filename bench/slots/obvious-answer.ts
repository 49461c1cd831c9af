import { joined, type Pairs, type Workload } from './workload.ts';

/**
 * The slow, obvious answer to a workload: looks at the clock on the wall for every minute and asks of every start whether each of its minutes
 * is free. It shares no code with the product; the clock is the system's own (`Intl`).
 */
export function obviousAnswer(work: Workload): { therapist: Pairs; joint: Pairs } {
  const { minutes, shown, touched, open, isSchoolDay } = lookAt(work);
  const starts: number[] = [];
  for (let s = Math.ceil(work.from / (work.step * 60)) * work.step * 60; s + work.slot * 60 <= work.to; s += work.step * 60) starts.push(s);
  const fits = (free: (minute: number) => boolean) => {
    const runs = new Int32Array(minutes + 1);
    for (let m = minutes - 1; m >= 0; m--) runs[m] = free(m) ? runs[m + 1]! + 1 : 0;
    // Starts lie on whole minutes of the window: from is a local midnight.
    return starts.filter((s) => runs[(s - work.from) / 60]! >= work.slot);
  };
  const school = fits((m) => isSchoolDay(m) && shown(work.school.bell, m) && shown(work.guardian, m));
  const someRoom = new Set(work.school.rooms.flatMap(({ busy }) => {
    const taken = touched(busy);
    return fits((m) => taken[m] === 0);
  }));
  const place = new Set(school.filter((s) => someRoom.has(s)));
  const therapist: Pairs = [];
  const joint: Pairs = [];
  for (const one of work.therapists.toSorted((a, b) => a.id - b.id)) {
    const taken = touched(one.busy);
    const isOpen = open(one);
    for (const s of fits((m) => taken[m] === 0 && isOpen(m))) {
      therapist.push([one.id, s]);
      if (place.has(s)) joint.push([one.id, s]);
    }
  }
  return { therapist, joint };
}

/** What there is to see of a workload, minute by minute from its first. */
export type Look = ReturnType<typeof lookAt>;

export function lookAt(work: Workload) {
  const minutes = Math.ceil((work.to - work.from) / 60);
  const clock = wallClock(work.tz, work.from, minutes);
  const shown = (lines: readonly { dow: number; start: number; end: number }[], m: number) => lines.some(({ dow, start, end }) => dow === clock.dow[m] && start <= clock.minute[m]! && clock.minute[m]! < end);
  const touched = (busy: readonly (readonly [number, number])[]) => {
    const taken = new Uint8Array(minutes);
    for (const [from, to] of busy) if (to > from) taken.fill(1, Math.max(0, Math.floor((from - work.from) / 60)), Math.max(0, Math.ceil((to - work.from) / 60)));
    return taken;
  };
  const open = ({ weekly, overrides }: Workload['therapists'][number]) => {
    const lines = new Map([...Map.groupBy(overrides, (one) => one.date)].map(([date, all]) => [date, joined(all)]));
    return (m: number) => {
      const ofDate = lines.get(clock.date[m]!);
      return ofDate ? ofDate.some(({ start, end }) => start <= clock.minute[m]! && clock.minute[m]! < end) : shown(weekly, m);
    };
  };
  return { minutes, shown, touched, open, isSchoolDay: (m: number) => !work.school.closed.includes(clock.date[m]!) };
}

function wallClock(tz: string, fromSeconds: number, minutes: number) {
  const shows = new Intl.DateTimeFormat('en-US', { timeZone: tz, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
  const clock = { date: new Array<string>(minutes), dow: new Int8Array(minutes), minute: new Int16Array(minutes) };
  let base = { date: '', minute: 0 };
  for (let m = 0; m < minutes; m++) {
    // A zone's offset changes at most on a quarter hour; in between the clock runs on.
    if (m % 15 === 0) {
      const parts = Object.fromEntries(shows.formatToParts((fromSeconds + m * 60) * 1000).map(({ type, value }) => [type, value]));
      base = { date: `${parts['year']}-${parts['month']}-${parts['day']}`, minute: Number(parts['hour']) * 60 + Number(parts['minute']) };
    }
    clock.date[m] = base.date;
    clock.dow[m] = new Date(`${base.date}T00:00:00Z`).getUTCDay();
    clock.minute[m] = base.minute + (m % 15);
  }
  return clock;
}
