const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

/** Paths that take files. Everything else is a form, and no form of ours needs more than a long letter. */
const larger: readonly { path: RegExp; bytes: number }[] = [
  { path: /^\/roster\/(upload|import)(\/|$)/, bytes: 512 * mebibyte },
  { path: /^\/calendar\/import$/, bytes: 2 * mebibyte },
  { path: /^\/webhooks\/livekit$/, bytes: mebibyte },
];

/**
 * The largest body, in bytes, that a path accepts; more is answered with 413 before it is read.
 *
 * `path` may carry Remix's `.data` ending (a form sent by a script goes to the same page).
 */
export function bodyLimitBytes(path: string): number {
  const page = path.replace(/\.data$/, '');
  return larger.find((one) => one.path.test(page))?.bytes ?? 256 * kibibyte;
}
