import { readCalendar, type CalendarRead, type CalendarReading } from './read-calendar.ts';
import { readEvents, type EventsOfFile } from './read-events.ts';

/** Reads calendar files somewhere. A file may be a second's work, so the process that serves has it done in a thread of its own (`readInThread`). */
export type CalendarReader = {
  readonly busy: (bytes: Uint8Array, reading: CalendarReading) => Promise<CalendarRead>;
  readonly events: (bytes: Uint8Array, reading: CalendarReading) => Promise<EventsOfFile>;
};

/** Reads where it is asked: for tests and programs that serve nobody meanwhile. */
export const readHere: CalendarReader = {
  busy: (bytes, reading) => Promise.resolve(readCalendar(bytes, reading)),
  events: (bytes, reading) => Promise.resolve(readEvents(bytes, reading)),
};
