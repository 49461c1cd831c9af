import path from 'node:path';
import { startHouse } from '../local/house.ts';
import { hold } from '../local/hold.ts';
import { progressTo } from '../local/progress.ts';
import { temporaryFolder } from '../local/proof/temporary-folder.ts';
import { fired, stopSignal } from '../local/stop-signal.ts';
import { copyDemo } from './demo-to-copy.ts';
import { inTurn } from './starting.ts';

/** What is told of a house that stands. */
export type HouseAddress = Readonly<{ origin: string; mailPage: string | null; ownerUrl: string; folder: string }>;

/*
 * One house for one file of journeys: node house-process.ts RUN NAME. A process of its own, because the test runner kills the one that holds a file when it is
 * asked to end: this one sees that nobody is there any more, and takes everything down that it started. Its words are heard only when it does not start.
 */
const [, , run = '', name = ''] = process.argv;
const stopping = AbortSignal.any([stopSignal(), disconnected()]);
// Whoever ends the run waits for this.
hold(path.join(run, `house-${process.pid}.hold`));
const temporary = await temporaryFolder(name);
const folder = path.join(temporary.path, 'data');
copyDemo(path.join(run, 'data'), folder);
const house = await inTurn(run, () => startHouse({
  env: process.env,
  folder,
  dev: false,
  durable: false,
  progress: progressTo(process.stdout, () => performance.now()),
  stopping,
  onLost: (part) => process.stderr.write(`${part} could not be kept running during the journeys.\n`),
})).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return null;
});
if (house) {
  const told: HouseAddress = { origin: house.origin, mailPage: house.facts.mailPage, ownerUrl: house.database.urls.owner, folder: house.installation.folder };
  if (process.connected) process.send?.(told);
  await fired(stopping);
  await house.stop();
}
temporary.remove();
process.exit(house ? 0 : 1);

function disconnected(): AbortSignal {
  const gone = new AbortController();
  process.once('disconnect', () => gone.abort());
  return gone.signal;
}
