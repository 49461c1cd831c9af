import type { Page } from 'playwright';
import { en } from '../../app/i18n/en.ts';
import { es } from '../../app/i18n/es.ts';

const translated = (Object.keys(en) as (keyof typeof en)[]).flatMap((namespace) => {
  const spanish = es[namespace] as Readonly<Record<string, string>>;
  return Object.entries(en[namespace]).filter(([key, text]) => spanish[key] !== text && !text.includes('{{')).map(([, text]) => text as string);
});
const spanishToo = new Set<string>(Object.values(es).flatMap((texts) => Object.values(texts)));
/** What the demo's people typed, in English, and a catalogue happens to say as well. */
const typed = ['Bells', 'Regular', 'Early release'];
/** English texts that no Spanish one happens to equal. */
const englishOnly = [...new Set(translated)].filter((text) => !spanishToo.has(text) && !typed.includes(text));

/** Texts of the English catalogues that stand as they are on a page which is read in Spanish, outside of what says that it is English. */
export async function englishLeftOver(page: Page): Promise<string[]> {
  return page.evaluate((english) => {
    const known = new Set(english);
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const around = node.parentElement;
      if (/\p{L}\.\.(?!\.)/u.test(text)) found.push(`two full stops: "${text}"`);
      if (known.has(text) && around?.closest('[lang]')?.getAttribute('lang') === 'es' && !around.closest('script, style')) found.push(`still English: "${text}"`);
    }
    return found;
  }, englishOnly);
}
