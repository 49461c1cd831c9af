import path from 'node:path';
import { startHouse, type House } from '../local/house.ts';
import { progressTo } from '../local/progress.ts';
import { temporaryFolder } from '../local/proof/temporary-folder.ts';
import { ownEnvironment } from './own-environment.ts';

export type HouseForJourneys = Readonly<{ house: House; mailPage: string; stop: () => Promise<void> }>;

/**
 * A whole house (real PostgreSQL without fsync, real LiveKit, real mail catcher, the demo in it) with its data in memory where the system has such a place.
 * What it said is only heard when it does not start.
 */
export async function houseForJourneys(name: string, added: Record<string, string> = {}): Promise<HouseForJourneys> {
  const temporary = await temporaryFolder(name);
  const said: string[] = [];
  const house = await startHouse({
    env: ownEnvironment({ PORT: '4300', ...added }),
    folder: path.join(temporary.path, 'data'),
    dev: false,
    durable: false,
    progress: progressTo({ write: (text) => said.push(text) }, () => performance.now()),
    stopping: new AbortController().signal,
    onLost: (part) => process.stderr.write(`${part} could not be kept running during the journeys.\n`),
  }).catch((error: unknown) => {
    process.stderr.write(said.join(''));
    throw error;
  });
  const mailPage = house.facts.mailPage;
  if (mailPage === null) throw new Error('The journeys read mail from the catcher, and there is none.');
  return {
    house,
    mailPage,
    stop: async () => {
      await house.stop();
      temporary.remove();
    },
  };
}
