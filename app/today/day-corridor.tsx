import { clockText, momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import type { DoorKind } from '../ui/door.tsx';
import { DayStrip, type StripDoor } from '../ui/day-strip.tsx';
import { useZone } from '../ui/zone.tsx';
import type { DayAppointment } from './day.ts';

const doorOf: Record<DayAppointment['state'], DoorKind> = { booked: 'closed', in_progress: 'lit', completed: 'done', not_held: 'shut' };

/** The day as a stretch of hallway, on the reader's clock. Initials only on the plates. */
export function DayCorridor({ day, now, title }: { day: readonly DayAppointment[]; now: string; title: string }) {
  const t = useText('today');
  const language = useLanguage();
  const zone = useZone();
  const minuteOf = (instant: string) => wallMinute(instant, zone);
  const doors = day.map((appointment): StripDoor => {
    const waiting = appointment.waitingSince !== null && appointment.state === 'booked';
    const state = t(waiting ? 'day.state.waiting' : `day.state.${appointment.state}`);
    const where = appointment.place === 'home' ? t('day.home') : (appointment.room ?? '');
    const time = momentText(appointment.startsAt, zone, language, 'time');
    return {
      key: appointment.id, startMinute: minuteOf(appointment.startsAt), minutes: Math.round((Date.parse(appointment.endsAt) - Date.parse(appointment.startsAt)) / 60_000),
      door: waiting ? 'lit' : appointment.state === 'booked' && appointment.place === 'home' ? 'home' : doorOf[appointment.state], plate: appointment.initials,
      title: state, detail: `${time}, ${where}`, past: appointment.endsAt <= now, to: `/appointments/${appointment.id}`,
      spoken: t('day.spoken', { time, name: appointment.student, where, state }),
    };
  });
  const nowMinute = minuteOf(now);
  return <DayStrip title={title} count={day.length > 0 && t('day.count', { count: day.length })} doors={doors} now={{ minute: nowMinute, text: clockText(nowMinute, language) }} empty={<p className="small soft">{t('day.empty')}</p>} />;
}

function wallMinute(instant: string, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: 'numeric', minute: 'numeric', hourCycle: 'h23' }).formatToParts(Date.parse(instant));
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
  return part('hour') * 60 + part('minute');
}
