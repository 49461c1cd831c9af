import { chromium } from 'playwright';
import type { TestProject } from 'vitest/node';
import { findChromium } from '../local/proof/chromium.ts';
import { reservePort } from '../local/ports.ts';
import { houseForJourneys } from './house-for-journeys.ts';
import { ssoClient } from './sso-client.ts';

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
  /** Where the district's single sign-on is, once a journey starts it. */
  issuer: string;
}

/** For the browser tests: one house for all journeys, and one Chromium with a made-up camera and microphone. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const found = await findChromium();
  if (!found.ok) throw new Error(`No browser for the journeys: ${found.reason}. "npm test" installs one.`);
  // Only the journey of single sign-on starts the provider; the house asks for it when somebody wants to sign in by it.
  const provider = await reservePort(4390, 'tcp');
  await provider.release();
  const issuer = `http://localhost:${provider.port}`;
  const { house, mailPage, stop } = await houseForJourneys('journeys', { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: ssoClient.id, OIDC_CLIENT_SECRET: ssoClient.secret, OIDC_NAME: ssoClient.name });
  const browser = await chromium.launchServer({
    executablePath: found.program,
    args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required'],
  });
  project.provide('portal', { origin: house.origin, mailPage, ownerUrl: house.database.urls.owner, browserEndpoint: browser.wsEndpoint(), folder: house.installation.folder, issuer });
  return async () => {
    await browser.close();
    await stop();
  };
}
