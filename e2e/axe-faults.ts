import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';

/** The axe that the journeys run, as one script. */
const axeSource = readFileSync(createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'), 'utf8');

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What colours can break; the rest is the same page in both themes. */
const colourRules = ['color-contrast', 'link-in-text-block'];

interface AxeInPage {
  axe: { run: (context: Document, options: object) => Promise<{ violations: { id: string; help: string; nodes: { target: unknown; html: string; failureSummary?: string }[] }[] }> };
}

/**
 * What axe finds on the page as it is now: everything, only what colours can break, or all but that. Rule, help, selector.
 *
 * It runs in the page itself, once a document: Playwright's own builder gives it to every page anew and opens one more page for each answer. No page has frames.
 */
export async function axeFaults(page: Page, which: 'all' | 'colours' | 'words'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const runOnly = which === 'colours' ? { type: 'rule', values: colourRules } : { type: 'tag', values: rules };
  const without = which === 'words' ? Object.fromEntries(colourRules.map((rule) => [rule, { enabled: false }])) : {};
  return page.evaluate(async (options) => {
    if (document.querySelector('iframe, frame')) throw new Error('Axe looks into no frames here; teach it that in e2e/axe-faults.ts.');
    // A colour that is just changing would be measured half way.
    await Promise.all(document.getAnimations().filter((it) => it.effect?.getComputedTiming().iterations !== Infinity).map((it) => it.finished.catch(() => undefined)));
    const { violations } = await (window as unknown as AxeInPage).axe.run(document, options);
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, html, failureSummary }) => {
      const why = id === 'color-contrast' ? ` (${failureSummary?.split('\n')[1]?.trim() ?? ''})` : '';
      return `${id}: ${help}${why}\n      at ${String(target)}\n      ${html.slice(0, 200)}`;
    }));
  }, { runOnly, rules: without, resultTypes: ['violations'] });
}
