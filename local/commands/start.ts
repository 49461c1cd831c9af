import path from 'node:path';
import { startHouse } from '../house.ts';
import { projectRoot, wantedFolder } from '../installation.ts';
import { lanArgument } from '../lan/lan-argument.ts';
import { panelText } from '../panel.ts';
import { progressTo } from '../progress.ts';
import { fired, stopSignal } from '../stop-signal.ts';
import { restartOnChange } from '../restart-on-change.ts';

/** `npm start` and, with `dev`, `npm run dev`: everything, until asked to end. `--fresh`: an empty database is for real use and waits to be set up. */
export async function start(dev: boolean, args: readonly string[]): Promise<number> {
  const stopping = stopSignal();
  const lan = lanArgument(args);
  const lost = new AbortController();
  const progress = progressTo(process.stdout, () => performance.now());
  progress.say(`\n  Hallway starts in ${path.basename(projectRoot)}\n`);
  const house = await startHouse({
    env: process.env,
    folder: wantedFolder(process.env),
    dev,
    fresh: args.includes('--fresh'),
    ...(lan !== undefined && { lan }),
    durable: true,
    progress,
    stopping,
    onLost: (name) => {
      progress.say(`\n  ${name} could not be kept running; its log lies in ${path.join(wantedFolder(process.env), 'logs')}.`);
      lost.abort();
    },
  }).catch((error: unknown) => {
    if (stopping.aborted) return null;
    throw error;
  });
  if (house === null) {
    progress.say('\n  Ended before everything was there. Nothing of Hallway runs any more.');
    return 0;
  }
  progress.say(panelText(house.facts));
  const letGo = dev ? restartOnChange(house, progress) : () => undefined;
  await fired(AbortSignal.any([stopping, lost.signal]));
  letGo();
  progress.say('\n  Ending everything …');
  await house.stop();
  progress.say('  Ended. Nothing of Hallway runs any more.');
  return lost.signal.aborted ? 1 : 0;
}
