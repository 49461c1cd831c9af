import { Worker } from 'node:worker_threads';
import type { CalendarReader } from './calendar-reader.ts';
import type { ThreadAnswer, ThreadQuestion } from './calendar-thread.server.ts';
import type { CalendarRead, CalendarReading } from './read-calendar.ts';
import type { EventsOfFile } from './read-events.ts';

type Waiting = { readonly resolve: (read: unknown) => void; readonly reject: (error: Error) => void };

/** Enough for any file within the limits, and no more than this process can spare. */
const limits = { maxOldGenerationSizeMb: 256 };

/**
 * Reads calendar files in one thread of its own, one after the other, so that nobody waits for a page because somebody's calendar is large. The thread
 * starts with the first file and keeps no process running. If it ends, whoever waits is told, and the next file starts another.
 *
 * Must be made by `server.ts` itself: in the built pages the thread's file does not lie beside this one.
 */
export function readInThread(): CalendarReader {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let asked = 0;

  function start(): Worker {
    const worker = new Worker(new URL('./calendar-thread.server.ts', import.meta.url), { resourceLimits: limits });
    const ended = (error: Error) => {
      if (thread !== worker) return;
      thread = null;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    worker.on('message', ({ id, read }: ThreadAnswer) => {
      waiting.get(id)?.resolve(read);
      waiting.delete(id);
      if (waiting.size === 0) worker.unref();
    });
    worker.on('error', ended);
    worker.on('exit', () => ended(new Error('The thread that reads calendars ended.')));
    return worker;
  }

  function ask<Read>(what: ThreadQuestion['what'], bytes: Uint8Array, reading: CalendarReading): Promise<Read> {
    return new Promise<Read>((resolve, reject) => {
      thread ??= start();
      thread.ref();
      const id = (asked += 1);
      waiting.set(id, { resolve: (read) => resolve(read as Read), reject });
      thread.postMessage({ id, what, bytes, reading } satisfies ThreadQuestion);
    });
  }
  return { busy: (bytes, reading) => ask<CalendarRead>('busy', bytes, reading), events: (bytes, reading) => ask<EventsOfFile>('events', bytes, reading) };
}
