import type { BookingRules } from '../../app/scheduling/booking-rules.ts';
import { lookAt, type Look } from './obvious-answer.ts';
import type { Workload } from './workload.ts';

/** What one student's visits at school are asked with: epoch seconds in which one may begin, and when the student is taken. */
export type VisitsAsked = { readonly rules: BookingRules; readonly fromS: number; readonly untilS: number; readonly taken: readonly (readonly [number, number])[] };

/**
 * The slow, obvious answer for one student at the workload's school, with the rules by which the product books: a visit begins with the bell or a
 * step later, ends with the bell at the latest, and therapist (with time for notes), student and one room are free in each of its minutes. By
 * therapist: start, end and free rooms (by their place) of each visit.
 */
export function obviousVisits(work: Workload, { rules, fromS, untilS, taken }: VisitsAsked): Map<number, string[]> {
  const look = lookAt(work);
  const { visitMinutes, shortestVisitMinutes, startEveryMinutes, buffers: { therapist: { afterMinutes } } } = rules;
  const candidates: [start: number, end: number][] = [];
  for (const [bell, end] of bells(work, look)) {
    if (end - bell < shortestVisitMinutes) continue;
    for (let start = bell; start < end; start += startEveryMinutes) if (start === bell || start + visitMinutes <= end) candidates.push([start, Math.min(start + visitMinutes, end)]);
  }
  const at = (minute: number) => work.from + minute * 60;
  const student = look.touched(taken);
  const rooms = work.school.rooms.map(({ busy }) => look.touched(busy));
  const none = (marks: Uint8Array, from: number, until: number) => marks.subarray(from, until).every((mark) => mark === 0);
  const possible = candidates.filter(([start, end]) => at(start) >= fromS && at(start) < untilS && none(student, start, end));
  return new Map(work.therapists.map((therapist) => {
    const open = look.open(therapist);
    const busy = look.touched(therapist.busy);
    return [therapist.id, possible.flatMap(([start, end]) => {
      for (let minute = start; minute < end; minute++) if (!open(minute)) return [];
      if (!none(busy, start, end + afterMinutes)) return [];
      const free = rooms.flatMap((room, n) => (none(room, start, end) ? [n] : []));
      return free.length > 0 ? [`${at(start)} ${at(end)} ${free.join(',')}`] : [];
    })];
  }));
}

/** The bookable stretches between bells, as minutes of the window. */
function bells(work: Workload, { shown, isSchoolDay, minutes }: Look): [number, number][] {
  const found: [number, number][] = [];
  for (let minute = 0; minute < minutes; minute++) {
    if (!isSchoolDay(minute) || !shown(work.school.bell, minute)) continue;
    const last = found.at(-1);
    if (last?.[1] === minute) last[1]++;
    else found.push([minute, minute + 1]);
  }
  return found;
}
