/** An appointment on somebody's day. Instants are ISO 8601; `zone` is the place's. */
export interface DayAppointment {
  id: string;
  startsAt: string;
  endsAt: string;
  zone: string;
  state: 'booked' | 'in_progress' | 'completed' | 'not_held';
  place: 'school' | 'home';
  room: string | null;
  school: string;
  /** The student's name, where the reader may know it. */
  student: string;
  initials: string;
  therapist: string;
  /** What the student types at the kiosk, for those who hand it out. */
  code: string | null;
  /** Since when somebody waits to be let in. */
  waitingSince: string | null;
}

/** The one to look at first: what goes on now, else what comes next today; null when the day is done. */
export function nextOf(day: readonly DayAppointment[], now: string): DayAppointment | null {
  return day.find((appointment) => appointment.state === 'in_progress') ?? day.find((appointment) => appointment.state === 'booked' && appointment.endsAt > now) ?? null;
}

/** How the day's next appointment stands to now. */
export function standingOf(appointment: DayAppointment, now: string): 'going-on' | 'waiting' | 'soon' | 'later' | 'begun' {
  if (appointment.state === 'in_progress') return 'going-on';
  if (appointment.waitingSince !== null) return 'waiting';
  if (appointment.startsAt <= now) return 'begun';
  return minutesUntil(appointment, now) <= 60 ? 'soon' : 'later';
}

/** Whole minutes until it begins, at least one. */
export function minutesUntil(appointment: DayAppointment, now: string): number {
  return Math.max(1, Math.ceil((Date.parse(appointment.startsAt) - Date.parse(now)) / 60_000));
}

/** A therapist may open a visit from a quarter of an hour before it begins; the database keeps the same window. */
export function opensNow(appointment: DayAppointment, now: string): boolean {
  const ms = Date.parse(now);
  return ms >= Date.parse(appointment.startsAt) - 15 * 60_000 && ms <= Date.parse(appointment.endsAt) + 30 * 60_000;
}
