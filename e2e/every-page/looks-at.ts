import path from 'node:path';
import { axeFaults } from '../axe-faults.ts';
import { deviceOptions, type Language } from '../devices.ts';
import type { Person } from '../person.ts';
import { englishLeftOver } from './english-left-over.ts';
import { keyboardFaults, settled, shapeFaults } from './faults.ts';
import { toldAs, type Opener } from './people.ts';

/** A page, and who looks at it. */
export interface Stop {
  /** For the fault's words: its pattern, or what it is. */
  what: string;
  by: Opener;
  address: string;
}

/** More about a stop: what the server answers when all is well, what is done on the page first, what the console says then. */
export interface Special {
  status?: number;
  /** By structure, never by words: it is done in each language. */
  first?: (person: Person) => Promise<void>;
  says?: RegExp;
  /** Somebody has looked at this page in every way; another reader's is looked at once a width. */
  again?: boolean;
}

type Theme = 'light' | 'dark';
const { phone, laptop } = deviceOptions;
/** As many as the bar, the page's head and its first few controls. */
const tabStops = 16;
const pictured = process.env['HALLWAY_PICTURES'] === '1';

/**
 * Looks at one page in every way: English on a phone and on a laptop, each in light and dark, by keyboard; then, loaded anew, Spanish on both. Axe looks for
 * everything once a width, for what colours can break in the other theme, too, and in Spanish for what words can.
 *
 * Pictures of it are kept under test-results/every-page when something is wrong, or with HALLWAY_PICTURES=1.
 *
 * @returns each fault, with path, person, width, theme and language; none when the page is well
 */
export async function looksAt(person: Person, stop: Stop, special: Special = {}): Promise<string[]> {
  const { page, complaints } = person;
  const faults: string[] = [];
  const note = (how: string, found: readonly string[]) => faults.push(...found.map((fault) => `${stop.what} as ${toldAs(stop.by)}, ${how}: ${fault}`));
  const picture = (how: string) => page.screenshot({ path: path.join('test-results', 'every-page', `${stop.what}-${stop.by}-${how}.png`.replaceAll(/[^a-z0-9.]+/gi, '-').replace(/^-/, '')), fullPage: true });
  const see = async (width: number, theme: Theme, language: Language, axe: 'all' | 'colours' | 'words' | 'nothing', more: readonly ((page: Person['page']) => Promise<string[]>)[] = []) => {
    const how = `${width} px ${theme} ${language}`;
    const before = faults.length;
    if (page.viewportSize()?.width !== width) await page.setViewportSize((width === 360 ? phone : laptop).viewport ?? { width, height: 800 });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    note(how, await shapeFaults(page, language));
    if (axe !== 'nothing') note(how, await axeFaults(page, axe));
    for (const look of more) note(how, await look(page));
    if (pictured || faults.length > before) await picture(how);
  };
  const opens = async (language: Language) => {
    if (special.says) complaints.expect(special.says);
    await page.setViewportSize(phone.viewport ?? { width: 360, height: 740 });
    const answer = await page.goto(`${stop.address}${stop.address.includes('?') ? '&' : '?'}lang=${language}`);
    const [asked] = stop.address.split('?');
    if (answer?.status() !== (special.status ?? 200)) note(language, [`the portal answers ${answer?.status()} at ${stop.address}`]);
    else if (new URL(page.url()).pathname !== asked) note(language, [`leads on to ${new URL(page.url()).pathname}`]);
    await settled(page);
    await special.first?.(person);
  };
  await opens('en');
  await see(360, 'light', 'en', 'all');
  if (!special.again) await see(360, 'dark', 'en', 'colours');
  await see(1280, 'dark', 'en', 'all');
  if (!special.again) {
    await see(1280, 'light', 'en', 'colours', [(now) => keyboardFaults(now, tabStops)]);
    await opens('es');
    await see(360, 'light', 'es', 'words', [englishLeftOver]);
    await see(1280, 'dark', 'es', 'nothing');
  }
  note('in either language', complaints.taken());
  return faults;
}
