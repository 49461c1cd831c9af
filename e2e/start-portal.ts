import { readdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright';
import type { TestProject } from 'vitest/node';
import { holderOf } from '../local/hold.ts';
import { findChromium } from '../local/proof/chromium.ts';
import { temporaryFolder } from '../local/proof/temporary-folder.ts';
import { reservePort } from '../local/ports.ts';
import { fillDemo } from './demo-to-copy.ts';

declare module 'vitest' {
  interface ProvidedContext {
    portal: AroundHouses;
  }
}

/** What the houses of one run have in common. */
export interface AroundHouses {
  /** One Chromium for all, with a made-up camera and microphone. */
  browserEndpoint: string;
  /** Where the district's single sign-on is, once a journey starts it. */
  issuer: string;
  /** The folder of this run; a filled demo lies in `data` of it, to be copied. */
  run: string;
}

/** All that a journey needs to reach its running house from its own process. */
export interface PortalAddress extends AroundHouses {
  origin: string;
  mailPage: string;
  /** The database as its owner: for the clock, and for looking at what no page shows. */
  ownerUrl: string;
  folder: string;
}

/** For the browser tests: one Chromium, and one filled demo, which each file's house begins with. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const found = await findChromium();
  if (!found.ok) throw new Error(`No browser for the journeys: ${found.reason}. "npm test" installs one.`);
  const temporary = await temporaryFolder('demo');
  await fillDemo(path.join(temporary.path, 'data')).catch((error: unknown) => {
    temporary.remove();
    throw error;
  });
  // Only the journey of single sign-on starts the provider; houses ask for it when somebody wants to sign in by it.
  const provider = await reservePort(4390, 'tcp');
  await provider.release();
  const browser = await chromium.launchServer({
    executablePath: found.program,
    args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required'],
  });
  project.provide('portal', { browserEndpoint: browser.wsEndpoint(), issuer: `http://localhost:${provider.port}`, run: temporary.path });
  return async () => {
    await browser.close();
    await housesGone(temporary.path);
    temporary.remove();
  };
}

/** A file that was killed leaves its house to end by itself; the run is over when it has. */
async function housesGone(run: string): Promise<void> {
  const standing = () => readdirSync(run).some((name) => /^house-\d+\.hold$/.test(name) && holderOf(path.join(run, name)) !== null);
  while (standing()) await new Promise((resolve) => setTimeout(resolve, 50));
}
