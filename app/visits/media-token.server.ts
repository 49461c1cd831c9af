import { AccessToken, TrackSource } from 'livekit-server-sdk';

/** The two halves of the key that our server shares with the video server. */
export type VideoKey = { readonly apiKey: string; readonly apiSecret: string };

export const tokenTtlSeconds = 300;

/**
 * A media token: lets one identity into one room, once it is asked for by the join click and every gate has said yes.
 *
 * - Room and identity are opaque (made by {@link opaqueName}); no name, role or id of ours goes to the video server.
 * - Microphone and camera may be published, nothing else: no screen, no data, no say over the room or its people.
 * - Valid from now for five minutes of the real clock, also in a demo whose clock was moved: the video server knows only that one.
 *   The server looks at the end once, when somebody connects; a connection that is up goes on (`reference/security.md`).
 */
export async function mintMediaToken(key: VideoKey, { room, identity }: { room: string; identity: string }): Promise<string> {
  const token = new AccessToken(key.apiKey, key.apiSecret, { identity, ttl: tokenTtlSeconds });
  token.addGrant({
    room,
    roomJoin: true,
    canSubscribe: true,
    canPublish: true,
    canPublishSources: [TrackSource.CAMERA, TrackSource.MICROPHONE],
    canPublishData: false,
    canUpdateOwnMetadata: false,
  });
  return token.toJwt();
}
