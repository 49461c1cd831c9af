import { startDatabase } from '../local/database.ts';
import { progressTo } from '../local/progress.ts';
import { readyDemo } from '../local/demo.ts';
import { endings } from '../local/endings.ts';
import { openInstallation } from '../local/installation.ts';
import { fired, stopSignal } from '../local/stop-signal.ts';
import { addressOfDemo } from './address-of-demo.ts';

/*
 * Fills a demo as a first start does and ends its database again: node fill-demo-process.ts FOLDER. A process of its own, because the test runner that waits for
 * it may be ended at any moment: this one sees that, and leaves no database behind. Its words are heard only when it does not succeed.
 */
const [, , folder = ''] = process.argv;
const opened = await openInstallation(folder);
if (!opened.ok) throw new Error(`Somebody is at ${folder} already.`);
const { installation } = opened;
const ends = endings();
ends.add(installation.close);
const filled = await Promise.race([fill(), fired(stopSignal()).then(() => false)]);
await ends.run();
process.exit(filled ? 0 : 1);

async function fill(): Promise<boolean> {
  const progress = progressTo(process.stdout, () => performance.now());
  const onLost = (part: string) => process.stderr.write(`${part} could not be kept running while the demo was filled.\n`);
  try {
    const { urls } = await startDatabase({ installation, progress, endings: ends, env: process.env, durable: false, onLost });
    return await readyDemo(installation, urls, addressOfDemo, process.env, progress);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
}
