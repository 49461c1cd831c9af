import path from 'node:path';
import { holdInTurn } from '../local/hold.ts';

/**
 * Houses find their ports by trying: one that starts while another does, or while a part of another was killed and its port is free for a moment, could take
 * what is not its own. So only one of them is at it at a time, in the whole run.
 *
 * @param run the folder of the run
 */
export async function inTurn<T>(run: string, work: () => Promise<T>): Promise<T> {
  const letGo = await holdInTurn(path.join(run, 'starting.hold'), () => undefined);
  try {
    return await work();
  } finally {
    letGo();
  }
}
