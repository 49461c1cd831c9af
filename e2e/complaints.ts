import type { BrowserContext, ConsoleMessage } from 'playwright';

export type Complaints = Readonly<{
  /** A page may say this; for the one step that provokes it. */
  expect: (pattern: RegExp) => void;
  /** What pages said since the last time this was asked, and nobody expected. */
  taken: () => string[];
}>;

/**
 * Listens to all that the pages of one person complain about: errors in the console (violations of the content security policy are among them), exceptions,
 * and requests to anybody but the portal; warnings too, where a test asks for them (a browser warns of cameras as it pleases).
 */
export function listen(who: string, context: BrowserContext, ownOrigins: readonly string[], { warnings = false } = {}): Complaints {
  const heard: string[] = [];
  const expected: RegExp[] = [];
  const onConsole = (message: ConsoleMessage) => {
    const text = message.text();
    if (message.type() === 'error' || (warnings && message.type() === 'warning') || /Content Security Policy/i.test(text)) heard.push(`${who}, console on ${message.location().url || 'a page'}: ${text}`);
  };
  context.on('console', onConsole);
  context.on('weberror', (error) => heard.push(`${who}, exception: ${error.error().message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    const own = ['data:', 'blob:', 'about:'].includes(url.protocol) || ownOrigins.includes(url.origin);
    if (!own) heard.push(`${who}, a request to somebody else: ${url.origin}`);
  });
  return {
    expect: (pattern) => expected.push(pattern),
    taken: () => heard.splice(0).filter((text) => !expected.some((pattern) => pattern.test(text))),
  };
}
