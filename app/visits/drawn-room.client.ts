import { ConnectionQuality, RoomEvent, Track, type Participant, type Room } from 'livekit-client';
import type { PersonInRoom, RoomSnapshot } from './room-snapshot.ts';

/** What the page shows of a room as it is now. Taken anew after each of `redrawOn`, so no ghost of an earlier connection stays. */
export function drawnRoom(room: Room): Pick<RoomSnapshot, 'others' | 'self' | 'encrypted' | 'soundBlocked' | 'quality'> {
  const people = [...room.remoteParticipants.values()];
  const { localParticipant } = room;
  const camera = localParticipant.getTrackPublication(Track.Source.Camera);
  return {
    others: people.map(personOf),
    self: {
      camera: camera?.videoTrack && !camera.isMuted ? camera.videoTrack : null,
      cameraOn: localParticipant.isCameraEnabled,
      micOn: localParticipant.isMicrophoneEnabled,
    },
    encrypted: room.isE2EEEnabled && [...people, localParticipant].filter((who) => who.trackPublications.size > 0).every((who) => who.isEncrypted),
    soundBlocked: !room.canPlaybackAudio,
    quality: qualities[localParticipant.connectionQuality],
  };
}

const qualities: Record<ConnectionQuality, RoomSnapshot['quality']> = {
  [ConnectionQuality.Excellent]: 'good',
  [ConnectionQuality.Good]: 'good',
  [ConnectionQuality.Poor]: 'weak',
  [ConnectionQuality.Lost]: 'lost',
  [ConnectionQuality.Unknown]: 'unknown',
};

export const redrawOn = [
  RoomEvent.ParticipantConnected,
  RoomEvent.ParticipantDisconnected,
  RoomEvent.TrackSubscribed,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.LocalTrackPublished,
  RoomEvent.LocalTrackUnpublished,
  RoomEvent.ActiveSpeakersChanged,
  RoomEvent.ConnectionQualityChanged,
  RoomEvent.ParticipantEncryptionStatusChanged,
  RoomEvent.AudioPlaybackStatusChanged,
] as const;

function personOf(who: Participant): PersonInRoom {
  const camera = who.getTrackPublication(Track.Source.Camera);
  const microphone = who.getTrackPublication(Track.Source.Microphone);
  return {
    identity: who.identity,
    camera: camera?.videoTrack && !camera.isMuted ? camera.videoTrack : null,
    sound: microphone?.audioTrack ?? null,
    micOn: microphone !== undefined && !microphone.isMuted,
    speaking: who.isSpeaking,
    shaky: who.connectionQuality === ConnectionQuality.Poor || who.connectionQuality === ConnectionQuality.Lost,
  };
}
