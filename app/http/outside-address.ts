/** Whether the portal may ask this address of another server: HTTPS, or this very computer. Nothing else leaves it in clear or reaches into the network. */
export function mayAskOutside(address: string): boolean {
  const url = URL.parse(address);
  if (!url || url.username || url.password) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isThisComputer(url));
}

export function isThisComputer({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
