import type { MediaKind, MediaProblem } from './media-problem.ts';

/** What the server gives on the join click: where to connect, the token for it, and the end-to-end key (base64). Never stored. */
export type Pass = { url: string; token: string; mediaKey: string };
export type PassAnswer = ({ ok: true } & Pass) | { ok: false; reason: string };

/**
 * Where a browser stands with the visit's room.
 *
 * `away`: it was in and lost the connection; it comes back by itself. `refused`: the server said no, `reason` says why.
 * `elsewhere`: the same person went on with another device. `removed`: no longer let in. `left`: by their own click.
 * `ended`: the room was closed for all.
 */
export type RoomPhase = 'entering' | 'in' | 'away' | 'refused' | 'elsewhere' | 'removed' | 'ended' | 'left';

/** A camera or microphone of somebody, as the page plays it. */
export type Track = { attach(element: HTMLMediaElement): unknown; detach(element: HTMLMediaElement): unknown };

export type PersonInRoom = {
  identity: string;
  camera: Track | null;
  sound: Track | null;
  micOn: boolean;
  speaking: boolean;
  /** The connection of that person: theirs is bad, not ours. */
  shaky: boolean;
};

/** All that the page draws. A new object with every change, never altered in place. */
export type RoomSnapshot = {
  phase: RoomPhase;
  reason: string | null;
  /** Attempts to come back that failed so far; from the first on the page offers the telephone. */
  failedAttempts: number;
  others: readonly PersonInRoom[];
  self: { camera: Track | null; cameraOn: boolean; micOn: boolean };
  problems: Readonly<Partial<Record<MediaKind, MediaProblem>>>;
  /** Everybody who sends, we included, sends encrypted. */
  encrypted: boolean;
  /** Somebody sends what our key does not open. */
  unreadable: boolean;
  /** The browser wants a tap before it plays sound. */
  soundBlocked: boolean;
  quality: 'good' | 'weak' | 'lost' | 'unknown';
};

export const beforeEntering: RoomSnapshot = {
  phase: 'entering',
  reason: null,
  failedAttempts: 0,
  others: [],
  self: { camera: null, cameraOn: false, micOn: false },
  problems: {},
  encrypted: false,
  unreadable: false,
  soundBlocked: false,
  quality: 'unknown',
};

/** Seconds to wait before the next attempt to come back: at once, then 1, 2, 4, and 5 from then on, so that a banner never lies long. */
export function retryAfterSeconds(failedAttempts: number): number {
  return failedAttempts === 0 ? 0 : Math.min(5, 2 ** (failedAttempts - 1));
}

/** Where a browser stands when the server will not give it a pass. */
export function phaseAfterRefusal(reason: string): RoomPhase {
  if (reason === 'visit-ended') return 'ended';
  if (reason === 'elsewhere') return 'elsewhere';
  return reason === 'not-admitted' ? 'removed' : 'refused';
}
