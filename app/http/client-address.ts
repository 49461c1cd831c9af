/**
 * Whose request it is: the address from which it was sent.
 *
 * That is the socket's own, unless the socket belongs to a proxy that was named beforehand (`TRUSTED_PROXY`): then the last address in
 * `X-Forwarded-For` that is no such proxy's. Everything before that one was written by whoever asked, and counts for nothing.
 *
 * @param forwardedFor the header's text, null when there is none
 * @param trusted addresses of our own proxies
 */
export function clientAddressOf(socketAddress: string, forwardedFor: string | null, trusted: readonly string[]): string {
  const own = plain(socketAddress);
  if (!trusted.includes(own) || forwardedFor === null) return own;
  const passed = forwardedFor.split(',').map(plain);
  return passed.findLast((address) => !trusted.includes(address) && isAddress(address)) ?? own;
}

/** IPv4 written as such, also where it came inside IPv6; without brackets or a port. */
function plain(address: string): string {
  const bare = address.trim().replace(/^::ffff:(?=\d+\.)/i, '');
  return bare.replace(/^\[([^\]]+)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
}

function isAddress(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text) || (/^[0-9a-f:.]{2,45}$/i.test(text) && text.includes(':'));
}
