/** Why a camera or microphone could not be opened, in words a page has a sentence for. Nobody is kept out of a visit by one. */
export type MediaProblem = 'blocked' | 'busy' | 'none' | 'insecure' | 'failed';
export type MediaKind = 'camera' | 'microphone';

/** By the names that browsers give (Media Capture and Streams, section 10.6.1), old Chrome and Firefox names included. */
const byName: Readonly<Record<string, MediaProblem>> = {
  NotAllowedError: 'blocked',
  PermissionDeniedError: 'blocked',
  SecurityError: 'blocked',
  NotReadableError: 'busy',
  TrackStartError: 'busy',
  AbortError: 'busy',
  NotFoundError: 'none',
  DevicesNotFoundError: 'none',
  OverconstrainedError: 'none',
};

/** `secure` is whether the page may use devices at all: browsers hide them outside HTTPS and localhost. */
export function mediaProblem(error: unknown, secure: boolean): MediaProblem {
  if (!secure) return 'insecure';
  const name = typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
  return byName[name] ?? 'failed';
}
