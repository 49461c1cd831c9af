import type { Page } from 'playwright';

/** Waits until scripts have taken the page over, fonts are there and nothing moves. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const last = document.querySelector('h1') ?? document.body;
    return Object.keys(last).some((key) => key.startsWith('__reactFiber$'));
  });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** What a page must be whoever opens it: one heading, a name of its own that says nothing about why, its language, no sideways scrolling, nothing broken in it. */
export async function shapeFaults(page: Page, language: string): Promise<string[]> {
  return page.evaluate((wanted) => {
    const faults: string[] = [];
    const named = (element: Element) => `${element.tagName.toLowerCase()}${element.id && `#${element.id}`}${[...element.classList].map((name) => `.${name}`).join('')}`;
    const root = document.documentElement;
    if (root.lang !== wanted) faults.push(`html says lang="${root.lang}"`);
    const headings = [...document.querySelectorAll('h1')].filter((heading) => heading.checkVisibility());
    if (headings.length !== 1) faults.push(`${headings.length} headings of rank 1: ${headings.map((heading) => heading.innerText).join(' | ')}`);
    if (/^(Hallway)?$/.test(document.title.trim())) faults.push(`its title is "${document.title}"`);
    if (/therap|terap|counsel|consej|mental|psych|psic/i.test(document.title)) faults.push(`its title tells why: "${document.title}"`);
    if (root.scrollWidth > root.clientWidth) {
      const scrolls = (element: Element | null): boolean => element !== null && element !== document.body && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
      const wide = [...document.body.querySelectorAll('*')].filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > root.clientWidth + 0.5 && !scrolls(element.parentElement));
      faults.push(`has to be scrolled sideways by ${root.scrollWidth - root.clientWidth} px: ${wide.slice(0, 4).map(named).join(', ')}`);
    }
    const bar = document.querySelector('.topbar');
    const ends = bar?.querySelector('.topbar__end');
    if (bar && ends && window.innerWidth >= 1280 && bar.getBoundingClientRect().height > ends.getBoundingClientRect().height + 2) faults.push('the bar stands in more than one line');
    for (const image of document.images) if (image.complete && image.naturalWidth === 0) faults.push(`a picture that did not load: ${named(image)}`);
    return faults;
  }, language);
}

/** Walks with the Tab key from the top: each stop is in the page's order, in sight, and shows that it has the focus. */
export async function keyboardFaults(page: Page, steps: number): Promise<string[]> {
  const faults: string[] = [];
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    window.getSelection()?.removeAllRanges();
    window.scrollTo(0, 0);
  });
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const marked = window as unknown as { focusedBefore?: Element };
      const focused = document.activeElement;
      const before = marked.focusedBefore;
      const around = before && focused === document.querySelector('a[href], button, input, select, textarea, summary');
      if (!focused || focused === document.body || around) return { end: true, fault: null };
      marked.focusedBefore = focused;
      // Hour, minute and the little clock inside are stops of their own, and the browser marks them.
      if (before === focused) return { end: false, fault: null };
      const name = `${focused.tagName.toLowerCase()} "${(focused.getAttribute('aria-label') ?? focused.textContent ?? '').trim().slice(0, 40)}"`;
      const { width, height, top, bottom } = focused.getBoundingClientRect();
      if (before && focused.compareDocumentPosition(before) & Node.DOCUMENT_POSITION_FOLLOWING) return { end: false, fault: `Tab goes back to ${name}` };
      if (width < 2 || height < 2 || bottom <= 0 || top >= window.innerHeight) return { end: false, fault: `Tab goes out of sight, to ${name}` };
      const marks = [focused, focused.closest('label'), focused.parentElement, focused.nextElementSibling].filter((element) => element !== null);
      const shown = marks.some((element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      });
      return { end: false, fault: shown ? null : `nothing shows that the focus is on ${name}` };
    });
    if (seen.fault) faults.push(seen.fault);
    if (seen.end) break;
  }
  await page.evaluate(() => {
    delete (window as unknown as { focusedBefore?: Element }).focusedBefore;
    (document.activeElement as HTMLElement | null)?.blur();
  });
  return faults;
}
