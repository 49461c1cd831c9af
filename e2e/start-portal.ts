import path from 'node:path';
import { chromium } from 'playwright';
import type { TestProject } from 'vitest/node';
import { startHouse } from '../local/house.ts';
import { reservePort } from '../local/ports.ts';
import { progressTo } from '../local/progress.ts';
import { findChromium } from '../local/proof/chromium.ts';
import { temporaryFolder } from '../local/proof/temporary-folder.ts';
import { ownEnvironment } from './own-environment.ts';
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

/**
 * For the browser tests: a whole house of their own (real PostgreSQL without fsync, real LiveKit, real mail catcher, the demo in it) with its data in memory
 * where the system has such a place, and one Chromium with a made-up camera and microphone.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const temporary = await temporaryFolder('journeys');
  const said: string[] = [];
  const found = await findChromium();
  if (!found.ok) throw new Error(`No browser for the journeys: ${found.reason}. "npm test" installs one.`);
  // Only the journey of single sign-on starts the provider; the house asks for it when somebody wants to sign in by it.
  const provider = await reservePort(4390, 'tcp');
  await provider.release();
  const issuer = `http://localhost:${provider.port}`;
  const house = await startHouse({
    env: ownEnvironment({ PORT: '4300', OIDC_ISSUER: issuer, OIDC_CLIENT_ID: ssoClient.id, OIDC_CLIENT_SECRET: ssoClient.secret, OIDC_NAME: ssoClient.name }),
    folder: path.join(temporary.path, 'data'),
    dev: false,
    durable: false,
    progress: progressTo({ write: (text) => said.push(text) }, () => performance.now()),
    stopping: new AbortController().signal,
    onLost: (name) => process.stderr.write(`${name} could not be kept running during the journeys.\n`),
  }).catch((error: unknown) => {
    process.stderr.write(said.join(''));
    throw error;
  });
  const browser = await chromium.launchServer({
    executablePath: found.program,
    args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required'],
  });
  const mailPage = house.facts.mailPage;
  if (mailPage === null) throw new Error('The journeys read mail from the catcher, and there is none.');
  project.provide('portal', { origin: house.origin, mailPage, ownerUrl: house.database.urls.owner, browserEndpoint: browser.wsEndpoint(), folder: house.installation.folder, issuer });
  return async () => {
    await browser.close();
    await house.stop();
    temporary.remove();
  };
}
