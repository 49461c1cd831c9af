import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { addressOfDemo } from './address-of-demo.ts';
import type { HouseAddress } from './house-process.ts';
import { ownEnvironment } from './own-environment.ts';
import type { PortalAddress } from './start-portal.ts';

export type HouseForJourneys = Readonly<{ address: PortalAddress; stop: () => Promise<void> }>;

const program = fileURLToPath(new URL('house-process.ts', import.meta.url));

/**
 * A whole house (real PostgreSQL without fsync, real LiveKit, real mail catcher, the demo in it) with its data in memory where the system has such a place.
 * What it said is only heard when it does not start.
 */
export async function houseForJourneys(name: string, added: Record<string, string> = {}): Promise<HouseForJourneys> {
  const around = inject('portal');
  const child = fork(program, [around.run, name], {
    env: ownEnvironment({ PORT: new URL(addressOfDemo).port, ...added }),
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const told = await Promise.race([new Promise<HouseAddress>((resolve) => child.once('message', (message) => resolve(message as HouseAddress))), ended]);
  if (!told) throw new Error(`The house for ${name} did not start:\n${said.join('')}`);
  const { mailPage, ...house } = told;
  if (mailPage === null) throw new Error('The journeys read mail from the catcher, and there is none.');
  return {
    address: { ...around, ...house, mailPage },
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
