/** The address of a calendar as somebody types it (`webcal://` is `https://` by another name), or null when it is none that may be asked: HTTPS, without name and password. */
export function calendarAddress(typed: string): string | null {
  const url = URL.parse(typed.trim().replace(/^webcals?:\/\//i, 'https://'));
  if (!url || url.protocol !== 'https:' || url.username || url.password || url.hostname === '') return null;
  url.hash = '';
  return url.href;
}

/** The host, to recognise an address by without showing it. */
export const hostOf = (address: string): string => URL.parse(address)?.host ?? '';
