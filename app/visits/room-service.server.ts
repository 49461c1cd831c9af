import { ParticipantInfo_State, RoomServiceClient } from 'livekit-server-sdk';
import type { SessionAtServer } from './roll-call.ts';
import type { VideoKey } from './media-token.server.ts';

export type VideoServer = VideoKey & { readonly url: string };
export type VideoDown = { ok: false; reason: 'video-down' };

const requestTimeoutSeconds = 4;
const emptyTimeoutSeconds = 10 * 60;
const departureTimeoutSeconds = 5 * 60;
const mostPeople = 12;

/**
 * What we ask of the video server about its rooms. Each call is one request of at most four seconds; a server that does not answer is
 * `video-down`, an expected refusal (the page then shows the call-back number), and a room or person that is already gone is no error.
 */
export function roomService(server: VideoServer) {
  const client = new RoomServiceClient(server.url.replace(/^ws/, 'http'), server.apiKey, server.apiSecret, {
    requestTimeout: requestTimeoutSeconds,
    failover: false,
  });
  return {
    /** Opens a room; a second time is the same room. An empty one is closed by the server after ten minutes. */
    open: (room: string) =>
      answered(async () => {
        await client.createRoom({ name: room, emptyTimeout: emptyTimeoutSeconds, departureTimeout: departureTimeoutSeconds, maxParticipants: mostPeople });
        return { ok: true as const };
      }),

    /** Closes a room: everybody in it is disconnected. */
    close: (room: string) =>
      answered(async () => {
        await gone(client.deleteRoom(room));
        return { ok: true as const };
      }),

    /** Who is connected in the room now (not who is still trying); a room that does not exist has nobody in it. */
    whoIsIn: (room: string) =>
      answered(async () => {
        const people = (await gone(client.listParticipants(room))) ?? [];
        const sessions = people
          .filter((person) => person.state === ParticipantInfo_State.ACTIVE)
          .map(({ sid, identity, joinedAt }): SessionAtServer => ({ sessionId: sid, identity, joinedAtMs: joinedAt ? Number(joinedAt) * 1000 : null }));
        return { ok: true as const, sessions };
      }),

    /** Disconnects one person. Their token stays valid until it runs out: whoever expels also begins a new epoch. */
    remove: (room: string, identity: string) =>
      answered(async () => {
        await gone(client.removeParticipant(room, identity));
        return { ok: true as const };
      }),
  };
}

export type RoomService = ReturnType<typeof roomService>;

async function answered<T>(ask: () => Promise<T>): Promise<T | VideoDown> {
  try {
    return await ask();
  } catch {
    return { ok: false, reason: 'video-down' };
  }
}

async function gone<T>(request: Promise<T>): Promise<T | null> {
  try {
    return await request;
  } catch (error) {
    if ((error as { status?: unknown }).status === 404) return null;
    throw error;
  }
}
