import { parentPort } from 'node:worker_threads';
import { readCalendar, type CalendarReading } from './read-calendar.ts';
import { readEvents } from './read-events.ts';

/** What the thread is asked for, and how it answers. */
export type ThreadQuestion = { readonly id: number; readonly what: 'busy' | 'events'; readonly bytes: Uint8Array; readonly reading: CalendarReading };
export type ThreadAnswer = { readonly id: number; readonly read: unknown };

/** The thread in which calendar files are read, one after the other. */
parentPort?.on('message', ({ id, what, bytes, reading }: ThreadQuestion) => {
  parentPort?.postMessage({ id, read: what === 'busy' ? readCalendar(bytes, reading) : readEvents(bytes, reading) } satisfies ThreadAnswer);
});
