/** Somebody whom the video server lists in a room. `identity` is the opaque name that our token gave them. */
export type SessionAtServer = { sessionId: string; identity: string; joinedAtMs: number | null };
