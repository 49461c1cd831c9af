import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright';
import { axeFaults } from './axe-faults.ts';
import { listen, type Complaints } from './complaints.ts';
import { deviceOptions, localeOf, type Device, type Language } from './devices.ts';

export type PersonOptions = Readonly<{
  device: Device;
  language?: Language;
  theme?: 'light' | 'dark';
  /** IANA name of where the device is. */
  zone?: string;
  /** False: the pages must do without scripts. */
  scripts?: boolean;
  /** Whether camera and microphone are allowed beforehand; they are, unless said otherwise. */
  camera?: boolean;
  /** Whether a warning in the console is a complaint, too. */
  warnings?: boolean;
}>;

/** Somebody in a journey, with a device and a browser of their own. */
export type Person = Readonly<{
  name: string;
  page: Page;
  context: BrowserContext;
  complaints: Complaints;
  /** Opens a page of the portal, or a whole address (from a mail). */
  go: (to: string) => Promise<void>;
  /** Keeps what they see now, in light and in dark, under test-results/. */
  picture: (name: string) => Promise<void>;
  /** Fails, naming element and rule, when axe finds anything on the page they see now, in light or in dark. */
  findsNothingInTheWay: () => Promise<void>;
}>;

const themes = ['light', 'dark'] as const;
export async function bringPerson(browser: Browser, origin: string, ownOrigins: readonly string[], name: string, options: PersonOptions): Promise<Person> {
  const theme = options.theme ?? 'light';
  const context = await browser.newContext({
    ...deviceOptions[options.device],
    baseURL: origin,
    locale: localeOf[options.language ?? 'en'],
    timezoneId: options.zone ?? 'America/New_York',
    colorScheme: theme,
    javaScriptEnabled: options.scripts ?? true,
    permissions: options.camera === false ? [] : ['camera', 'microphone'],
  });
  context.setDefaultTimeout(20_000);
  const complaints = listen(name, context, ownOrigins, { warnings: options.warnings ?? false });
  const page = await context.newPage();
  const inEachTheme = async (work: (theme: (typeof themes)[number]) => Promise<void>) => {
    for (const one of themes) {
      await page.emulateMedia({ colorScheme: one });
      await work(one);
    }
    await page.emulateMedia({ colorScheme: theme });
  };
  return {
    name,
    page,
    context,
    complaints,
    go: async (to) => {
      await page.goto(to);
    },
    picture: (what) =>
      inEachTheme(async (one) => {
        const file = `${what}-${options.device}-${one}.png`.toLowerCase().replace(/[^a-z0-9.-]+/g, '-');
        await page.screenshot({ path: path.join('test-results', file), fullPage: true, animations: 'disabled' });
      }),
    findsNothingInTheWay: () =>
      inEachTheme(async (one) => {
        const faults = await axeFaults(page, one === theme ? 'all' : 'colours');
        if (faults.length > 0) throw new Error(`axe on ${page.url()} (${one}), as ${name}:\n${faults.join('\n')}`);
      }),
  };
}
