import { refusalIn } from '../../db/refusals.server.ts';
import type { SendEvent } from '../http/event-stream.server.ts';
import type { Log } from '../http/log.server.ts';

/** So often the hallway is looked at again: what is booked is on the wall within two seconds. */
const everyMs = 1_500;

/**
 * Keeps an open hallway told: sends `mark` at the beginning and whenever it is another one, and `gone` when the right to see it has ended. The page then asks for
 * the day itself, with its reader's own rights. One question at a time.
 *
 * @returns what ends it
 */
export function followHallway(log: Log, send: SendEvent, readMark: () => Promise<string>): () => void {
  let last: string | null = null;
  let asking = false;
  let stopped = false;
  const look = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    try {
      const mark = await readMark();
      if (!stopped && mark !== last) send('mark', mark);
      last = mark;
    } catch (error) {
      if (refusalIn(error)) send('gone');
      else log.surprise('hallway-stream-failed', error);
    } finally {
      asking = false;
    }
  };
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  void look();
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}
