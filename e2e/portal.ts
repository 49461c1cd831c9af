import { chromium, type Browser } from 'playwright';
import { expect } from 'playwright/test';
import postgres from 'postgres';
import { afterAll, afterEach, inject } from 'vitest';
import { moveClock } from '../local/demo-clock.ts';
import { addressOfDemo } from './address-of-demo.ts';
import { houseForJourneys } from './house-for-journeys.ts';
import { bringPerson, type Person, type PersonOptions } from './person.ts';
import { ssoClient } from './sso-client.ts';
import type { PortalAddress } from './start-portal.ts';

export { expect } from 'playwright/test';

/** A mail as the catcher kept it. */
export type ReceivedMail = Readonly<{
  id: string;
  at: string;
  to: readonly string[];
  subject: string;
  text: string;
  html: string | null;
  /** Every web address in the text, in order. */
  links: readonly string[];
  attachments: readonly Readonly<{ name: string; type: string; text: string }>[];
}>;

export type Portal = Readonly<{
  origin: string;
  /** Brings somebody with a device into the journey; they leave when the file ends. */
  person: (name: string, options: PersonOptions) => Promise<Person>;
  /** Moves the installation's clock so that it is now this instant (ISO 8601 with offset or Z). It goes on from there. */
  moveClock: (instant: string) => Promise<void>;
  /** The oldest mail to this address that was not yet asked for; waits until one arrives. */
  mailTo: (address: string) => Promise<ReceivedMail>;
  /** As the owner: to look at what no page shows, never to arrange a journey. */
  owner: postgres.Sql;
  /** The data folder of the house, for its files. */
  folder: string;
  /** Where the district's single sign-on is, once a journey starts it. */
  issuer: string;
}>;

const mailMs = 20_000;

/**
 * A house with the demo in it, for one file of journeys: what one file does, no other sees. Call it once at the top of the file and await it.
 *
 * After each test it fails the test whose pages complained: console error, exception, violation of the content security policy, request to a third party.
 *
 * @param at a house that the file has started by itself
 */
export async function openPortal(at?: PortalAddress): Promise<Portal> {
  const { origin, mailPage, ownerUrl, browserEndpoint, folder, issuer } = at ?? (await houseOfThisFile());
  const browser: Browser = await chromium.connect(browserEndpoint);
  const owner = postgres(ownerUrl, { max: 2, onnotice: () => undefined });
  const people: Person[] = [];
  const seen = new Set<string>();

  afterEach(() => {
    const complaints = people.flatMap((person) => person.complaints.taken());
    if (complaints.length > 0) throw new Error(`The pages complained:\n${complaints.join('\n')}`);
  });
  afterAll(async () => {
    await Promise.all(people.map(({ context }) => context.close()));
    await browser.close();
    await owner.end();
  });

  const mails = async (): Promise<ReceivedMail[]> => {
    const all = (await (await fetch(`${mailPage}/messages.json`)).json()) as Omit<ReceivedMail, 'links'>[];
    return all.map((mail) => ({ ...mail, links: (mail.text.match(/https?:\/\/[^\s<>"]+/g) ?? []).map((link) => hereInstead(link, origin)) }));
  };

  return {
    origin,
    owner,
    folder,
    issuer,
    person: async (name, options) => {
      const ownOrigins = [origin, origin.replace(/^http/, 'ws'), mailPage, issuer];
      const person = await bringPerson(browser, origin, ownOrigins, name, options);
      people.push(person);
      return person;
    },
    moveClock: async (instant) => {
      const wanted = Date.parse(instant);
      if (Number.isNaN(wanted)) throw new Error(`"${instant}" is no instant.`);
      await moveClock(ownerUrl, (wanted - Date.now()) / 1000);
    },
    mailTo: async (address) => {
      const next = async () => (await mails()).reverse().find((mail) => !seen.has(mail.id) && mail.to.includes(address));
      await expect.poll(async () => (await next()) !== undefined, { timeout: mailMs, message: `a mail to ${address}` }).toBe(true);
      const mail = await next();
      if (!mail) throw new Error(`The mail to ${address} is gone again.`);
      seen.add(mail.id);
      return mail;
    },
  };
}

async function houseOfThisFile(): Promise<PortalAddress> {
  const { id, secret, name } = ssoClient;
  const { issuer } = inject('portal');
  const { address, stop } = await houseForJourneys('journey', { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: id, OIDC_CLIENT_SECRET: secret, OIDC_NAME: name });
  afterAll(stop);
  return address;
}

/** Where a link of the filled demo leads in this house. */
function hereInstead(link: string, origin: string): string {
  const { origin: there, pathname, search, hash } = new URL(link);
  return there === addressOfDemo ? `${origin}${pathname}${search}${hash}` : link;
}
