import type { RemoteTrackPublication, Room } from 'livekit-client';

/** How long is listened for a sign of media. */
const listenMs = 1_200;

/**
 * Whether pictures or voices still arrive. The line to the video server's signalling can break (our own portal is started anew, say) while
 * media goes on between the browsers and the video server: then nobody needs to be told of anything.
 */
export async function mediaFlows(room: Room): Promise<boolean> {
  const before = await bytesReceived(room);
  await new Promise((resolve) => setTimeout(resolve, listenMs));
  return (await bytesReceived(room)) > before;
}

async function bytesReceived(room: Room): Promise<number> {
  const tracks = [...room.remoteParticipants.values()].flatMap((who) => [...who.trackPublications.values()] as RemoteTrackPublication[]);
  const reports = await Promise.all(tracks.map((publication) => publication.track?.getRTCStatsReport()));
  let bytes = 0;
  for (const report of reports) {
    report?.forEach((entry: { type: string; bytesReceived?: number }) => {
      if (entry.type === 'inbound-rtp') bytes += entry.bytesReceived ?? 0;
    });
  }
  return bytes;
}
