import { Temporal } from 'temporal-polyfill';

/** Waits until it is that moment, on the clock that everybody shares. A moment that is over is now: time does not go back. */
export type Until = (moment: Temporal.Instant, order?: 'together' | 'in-turn') => Promise<void>;

/** One story, lived from beginning to end. */
export type Life = (until: Until) => Promise<void>;

type Waiting = { readonly life: number; readonly moment: Temporal.Instant; readonly inTurn: boolean; readonly goOn: () => void };

/**
 * Lives many stories on one clock, which only goes forward: when everybody waits for something, it is moved to the earliest moment that anybody
 * waits for, and those go on.
 *
 * Who goes on at the same moment does so side by side; who said `in-turn` after them and one at a time, in the order of the stories. What takes
 * something that others want (a time, a place on a caseload) is done in turn, so that the same diary gives the same story every time.
 *
 * @param moveClock makes it that moment
 * @throws what a story throws, once the others have come to a halt
 */
export async function live(lives: readonly Life[], moveClock: (moment: Temporal.Instant) => Promise<void>): Promise<void> {
  const waiting: Waiting[] = [];
  let now: Temporal.Instant | null = null;
  let awake = lives.length;
  let allAsleep = () => {};
  const asleep = () => {
    awake -= 1;
    if (awake === 0) allAsleep();
  };
  const everybodyWaits = () => new Promise<void>((resolve) => {
    allAsleep = resolve;
    if (awake === 0) resolve();
  });
  const goOn = (those: readonly Waiting[]): Promise<void> => {
    awake += those.length;
    for (const one of those) waiting.splice(waiting.indexOf(one), 1);
    const all = everybodyWaits();
    for (const one of those) one.goOn();
    return all;
  };

  const first = everybodyWaits();
  const ends = lives.map(async (life, at) => {
    try {
      await life((moment, order) => new Promise((resolve) => {
        const then = now !== null && Temporal.Instant.compare(moment, now) < 0 ? now : moment;
        waiting.push({ life: at, moment: then, inTurn: order === 'in-turn', goOn: resolve });
        asleep();
      }));
    } finally {
      asleep();
    }
  });
  const failed = Promise.all(ends);
  failed.catch(() => undefined);
  await first;
  while (waiting.length > 0) {
    const next = waiting.map(({ moment }) => moment).sort(Temporal.Instant.compare)[0] as Temporal.Instant;
    if (now === null || !next.equals(now)) await moveClock(next);
    now = next;
    const due = waiting.filter(({ moment }) => moment.equals(next));
    const together = due.filter(({ inTurn }) => !inTurn);
    if (together.length > 0) await goOn(together);
    else await goOn(due.sort((a, b) => a.life - b.life).slice(0, 1));
  }
  await failed;
}
