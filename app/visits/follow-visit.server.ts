import type { SendEvent } from '../http/event-stream.server.ts';
import type { Log } from '../http/log.server.ts';
import { refusalIn } from '../../db/refusals.server.ts';
import { onVisitChange } from './visit-changes.server.ts';

/** Without a nudge the state is looked at again so often: other processes, time passing, somebody whose page was closed. */
const everyMs = 5_000;

/**
 * Keeps an open page told of its visit: sends `state` whenever it is another one than before, and `gone` when the right to see it has
 * ended. One question at a time; a nudge that comes meanwhile is one more question afterwards.
 *
 * @param read asks the database with the reader's own rights; null when they have none any more
 * @returns what ends it
 */
export function followVisit(appointmentId: string, log: Log, send: SendEvent, read: () => Promise<unknown>): () => void {
  let last = '';
  let asking = false;
  let again = false;
  let stopped = false;
  const look = async (): Promise<void> => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    try {
      const state = await read();
      if (stopped) return;
      const text = JSON.stringify(state);
      if (state === null) send('gone');
      else if (text !== last) send('state', state);
      last = text;
    } catch (error) {
      if (refusalIn(error)) send('gone');
      else log.surprise('visit-stream-failed', error);
    } finally {
      asking = false;
    }
    if (again && !stopped) {
      again = false;
      await look();
    }
  };
  const stopListening = onVisitChange(appointmentId, () => void look());
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  void look();
  return () => {
    stopped = true;
    clearInterval(timer);
    stopListening();
  };
}
