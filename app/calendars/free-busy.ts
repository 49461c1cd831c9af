import type { Interval } from '../time/interval.ts';
import type { Unreadable } from './calendar-event.ts';
import { calendarDuration, calendarValue, dayMs } from './calendar-value.ts';
import type { Component } from './component.ts';

/** The busy periods of a VFREEBUSY: always in UTC; `FBTYPE=FREE` is free, everything else is not. */
export function freeBusyTimes(component: Component): { busy: Interval[]; unreadable: Unreadable[] } {
  const busy: Interval[] = [];
  const unreadable: Unreadable[] = [];
  for (const { name, parameters, value } of component.lines) {
    if (name !== 'FREEBUSY' || parameters['FBTYPE']?.toUpperCase() === 'FREE') continue;
    for (const text of value.split(',')) {
      const [from = '', until = ''] = text.split('/');
      const start = calendarValue(from);
      const end = calendarValue(until);
      const duration = calendarDuration(until);
      if (start && end) busy.push({ fromMs: start.wallMs, untilMs: end.wallMs });
      else if (start && duration) busy.push({ fromMs: start.wallMs, untilMs: start.wallMs + duration.days * dayMs + duration.ms });
      else unreadable.push({ reason: 'bad-end', summary: '', date: start ? new Date(start.wallMs).toISOString().slice(0, 10) : null });
    }
  }
  return { busy, unreadable };
}
