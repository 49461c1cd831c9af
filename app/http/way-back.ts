/**
 * Where to go after a small form that any page may hold: the path it came from. Only a path of our own is taken (`/x`, never `//host`,
 * `/\host` or a full address), so a form cannot send people elsewhere.
 */
export function wayBack(path: unknown, otherwise = '/'): string {
  return typeof path === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : otherwise;
}
