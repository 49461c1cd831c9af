import type { Part } from './part.ts';

export type KeptAlive = Readonly<{
  /** Ends the part on purpose and starts it again. */
  restart: () => Promise<void>;
  /** Ends the part for good. */
  end: () => Promise<void>;
}>;

export type KeepAliveOrder = Readonly<{
  again: () => Promise<Part>;
  stop: (part: Part) => Promise<void>;
  /** Fires when everything is being ended: a death is no surprise then. */
  ending: AbortSignal;
  say: (text: string) => void;
  /** Called when the part was started again and again in vain. */
  onGivenUp: (name: string) => void;
  clock: () => number;
}>;

const triesAtMost = 5;
const withinMs = 10 * 60_000;

/** Starts a part again when it dies without being asked to, at most five times in ten minutes: a part that cannot live is not tried for ever. */
export function keepAlive(first: Part, order: KeepAliveOrder): KeptAlive {
  let current = first;
  let ended = false;
  let starting: Promise<void> = Promise.resolve();
  const meant = new Set<Part>();
  const deaths: number[] = [];

  const startAgain = async (): Promise<void> => {
    try {
      current = await order.again();
      watch(current);
    } catch (error) {
      order.say(error instanceof Error ? error.message : String(error));
      if (!ended && !order.ending.aborted) order.onGivenUp(first.name);
    }
  };
  const mourn = async (part: Part): Promise<void> => {
    await part.gone;
    if (ended || order.ending.aborted || meant.has(part)) return;
    const now = order.clock();
    deaths.push(now);
    const tooOften = deaths.filter((at) => now - at < withinMs).length > triesAtMost;
    order.say(`  ! ${part.name} ended unexpectedly. ${tooOften ? 'It ended too often to be started again.' : 'It is being started again.'}`);
    if (tooOften) return order.onGivenUp(part.name);
    starting = startAgain();
    await starting;
    if (!ended && current !== part) order.say(`  ✓ ${part.name} is back.`);
  };
  const watch = (part: Part): void => void mourn(part);

  watch(first);
  return {
    restart: async () => {
      await starting;
      if (ended || order.ending.aborted) return;
      meant.add(current);
      await order.stop(current);
      starting = startAgain();
      await starting;
    },
    end: async () => {
      ended = true;
      await starting;
      await order.stop(current);
    },
  };
}
