import { chromium } from 'playwright';
import type { TestProject } from 'vitest/node';
import { findChromium } from '../local/proof/chromium.ts';
import { houseForJourneys } from './house-for-journeys.ts';

declare module 'vitest' {
  interface ProvidedContext {
    portal: PortalAddress;
  }
}

/** All that a journey needs to reach the running house from its own process. */
export interface PortalAddress {
  origin: string;
  mailPage: string;
  /** The database as its owner: for the clock, and for looking at what no page shows. */
  ownerUrl: string;
  browserEndpoint: string;
  folder: string;
}

/** For the browser tests: one house for all journeys, and one Chromium with a made-up camera and microphone. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const found = await findChromium();
  if (!found.ok) throw new Error(`No browser for the journeys: ${found.reason}. "npm test" installs one.`);
  const { house, mailPage, stop } = await houseForJourneys('journeys');
  const browser = await chromium.launchServer({
    executablePath: found.program,
    args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required'],
  });
  project.provide('portal', { origin: house.origin, mailPage, ownerUrl: house.database.urls.owner, browserEndpoint: browser.wsEndpoint(), folder: house.installation.folder });
  return async () => {
    await browser.close();
    await stop();
  };
}
