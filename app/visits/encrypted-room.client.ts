import { ExternalE2EEKeyProvider, LogLevel, Room, VideoPresets, setLogLevel } from 'livekit-client';
import E2EEWorker from 'livekit-client/e2ee-worker?worker';

// What goes wrong is said on the page; the library's own log would put names of rooms and identities into the console.
setLogLevel(LogLevel.silent);

/** So long the library tries to take up the same session again (a net that drops for half a minute); then we enter anew. */
const resumeForMs = 45_000;

/**
 * A room that sends nothing unencrypted, sized for a school laptop (`mediaKey` is base64 of 32 random bytes): 360 lines at most, a smaller layer beside it, and layers nobody looks
 * at are not sent. `close` ends its worker.
 */
export async function encryptedRoom(mediaKey: string): Promise<{ room: Room; close: () => void }> {
  const worker = new E2EEWorker();
  const keyProvider = new ExternalE2EEKeyProvider();
  const room = new Room({
    encryption: { keyProvider, worker },
    adaptiveStream: true,
    dynacast: true,
    disconnectOnPageLeave: true,
    reconnectPolicy: { nextRetryDelayInMs: ({ elapsedMs, retryCount }) => (elapsedMs > resumeForMs ? null : Math.min(3000, 300 * 2 ** retryCount)) },
    videoCaptureDefaults: { resolution: VideoPresets.h360.resolution, facingMode: 'user' },
    audioCaptureDefaults: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    publishDefaults: { videoEncoding: VideoPresets.h360.encoding, videoSimulcastLayers: [VideoPresets.h180], videoCodec: 'vp8' },
  });
  const bytes = Uint8Array.from(atob(mediaKey), (letter) => letter.charCodeAt(0));
  await keyProvider.setKey(bytes.buffer);
  await room.setE2EEEnabled(true);
  return { room, close: () => worker.terminate() };
}
