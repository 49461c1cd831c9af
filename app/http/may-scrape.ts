/** Who asks for the metrics. `address`: the socket's own; `forwarded`: the request passed a proxy, by its own headers; `authorization`: that header. */
export type Scraper = { address: string; forwarded: boolean; authorization: string | null };

/**
 * Whether somebody may read the metrics.
 *
 * - With a token configured: whoever shows it, from anywhere.
 * - Without one: this computer alone, and only while the portal's own address is this computer's too. Where a proxy stands in front, every request comes from
 *   this computer; a token is needed there.
 *
 * @param same compares two texts in a time that does not tell where they differ
 */
export function mayScrape(asks: Scraper, own: { origin: string; token: string | null }, same: (a: string, b: string) => boolean): boolean {
  if (own.token !== null) return same(asks.authorization ?? '', `Bearer ${own.token}`);
  return isLoopback(asks.address) && !asks.forwarded && isLoopback(new URL(own.origin).hostname);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
