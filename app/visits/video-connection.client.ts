import { ConnectionState, DisconnectReason, ParticipantEvent, RoomEvent, isE2EESupported, type LocalVideoTrack, type Room } from 'livekit-client';
import { drawnRoom, redrawOn } from './drawn-room.client.ts';
import { encryptedRoom } from './encrypted-room.client.ts';
import { mediaFlows } from './media-flow.client.ts';
import { mediaProblem, type MediaKind } from './media-problem.ts';
import { beforeEntering, phaseAfterRefusal, retryAfterSeconds, type PassAnswer, type RoomPhase, type RoomSnapshot } from './room-snapshot.ts';

/**
 * One browser's place in one visit, as something React can subscribe to.
 *
 * It asks the server for a pass each time it enters, also after a reload or a fall of the video server (a token lives five minutes, so
 * none is kept), enters encrypted or not at all, publishes sound before pictures, and comes back by itself until it is told to stop.
 */
export function videoConnection(askForPass: () => Promise<PassAnswer>) {
  let snapshot = beforeEntering;
  let room: Room | null = null;
  let stopped = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  const show = (change: Partial<RoomSnapshot>): void => {
    snapshot = { ...snapshot, ...change };
    for (const listener of listeners) listener();
  };

  const over = (phase: RoomPhase, reason: string | null = null): void => {
    stopped = true;
    clearTimeout(retry);
    show({ ...beforeEntering, phase, reason });
  };

  async function enter(): Promise<void> {
    if (stopped) return;
    if (!isE2EESupported()) return over('refused', 'no-encryption');
    const answer = await askForPass().catch((): PassAnswer => ({ ok: false, reason: 'unreachable' }));
    if (stopped) return;
    if (!answer.ok) {
      if (answer.reason === 'unreachable' || answer.reason === 'video-down') return comeBackLater();
      return over(phaseAfterRefusal(answer.reason), answer.reason);
    }
    const fresh = await encryptedRoom(answer.mediaKey);
    if (stopped) return void fresh.close();
    room = fresh.room;
    listen(fresh.room);
    try {
      await fresh.room.connect(answer.url, answer.token, { maxRetries: 0, peerConnectionTimeout: 10_000, websocketTimeout: 5_000 });
    } catch {
      fresh.close();
      if (room === fresh.room) room = null;
      return stopped ? undefined : comeBackLater();
    }
    fresh.room.on(RoomEvent.Disconnected, (why) => {
      fresh.close();
      if (room === fresh.room) lost(why);
    });
    show({ phase: 'in', failedAttempts: 0, reason: null });
    draw(fresh.room);
    await publish(fresh.room);
  }

  function comeBackLater(): void {
    clearTimeout(retry);
    const { failedAttempts } = snapshot;
    show({ phase: snapshot.phase === 'entering' && failedAttempts === 0 ? 'entering' : 'away', failedAttempts: failedAttempts + 1 });
    retry = setTimeout(() => void enter(), retryAfterSeconds(failedAttempts + 1) * 1000);
  }

  /**
   * The connection ended. Only another device with our name ends it for good; every other loss (a fallen server, a room closed, being taken
   * out) is a reason to ask for a new pass: the server knows whether this browser may come back.
   */
  function lost(why: DisconnectReason | undefined): void {
    room = null;
    show({ others: [], self: beforeEntering.self, encrypted: false, soundBlocked: false });
    if (stopped) return;
    if (why === DisconnectReason.DUPLICATE_IDENTITY) return over('elsewhere');
    // The library hangs up when the page goes away. If the page comes back after all (or never went), so do we.
    if (why === DisconnectReason.CLIENT_INITIATED) return comeBackLater();
    show({ phase: 'away' });
    void enter();
  }

  /** While only signalling is broken: says so as soon as media stops too. */
  async function watchMedia(current: Room): Promise<void> {
    while (room === current && !stopped && current.state === ConnectionState.SignalReconnecting && snapshot.phase === 'in') {
      if (!(await mediaFlows(current)) && room === current && current.state === ConnectionState.SignalReconnecting) show({ phase: 'away' });
    }
  }

  function listen(current: Room): void {
    const redraw = () => draw(current);
    for (const event of redrawOn) current.on(event, redraw);
    current
      .on(RoomEvent.SignalReconnecting, () => void watchMedia(current))
      .on(RoomEvent.Reconnecting, () => show({ phase: 'away' }))
      .on(RoomEvent.Reconnected, () => show({ phase: 'in', failedAttempts: 0 }))
      .on(RoomEvent.EncryptionError, () => show({ unreadable: true }));
    current.localParticipant.on(ParticipantEvent.LocalTrackCpuConstrained, (track: LocalVideoTrack) => void track.prioritizePerformance());
  }

  function draw(current: Room): void {
    if (room !== current) return;
    show(drawnRoom(current));
  }

  async function publish(current: Room): Promise<void> {
    try {
      // One question for both where the browser allows it; what fails is then asked for one by one, to name the one at fault.
      await current.localParticipant.enableCameraAndMicrophone();
    } catch {
      await turn('microphone', true);
      await turn('camera', true);
    }
    draw(current);
  }

  async function turn(kind: MediaKind, on: boolean): Promise<void> {
    const current = room;
    if (!current) return;
    try {
      if (kind === 'camera') await current.localParticipant.setCameraEnabled(on);
      else await current.localParticipant.setMicrophoneEnabled(on);
      const { [kind]: _solved, ...problems } = snapshot.problems;
      show({ problems });
    } catch (error) {
      if (room === current) show({ problems: { ...snapshot.problems, [kind]: mediaProblem(error, window.isSecureContext) } });
    }
    draw(current);
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    enter,
    turn,
    /** To be called from a tap: that is what the browser waits for. */
    turnSoundOn: async () => {
      await room?.startAudio();
      if (room) draw(room);
    },
    /** Leaves by the person's own wish; the devices are let go of. */
    async leave(): Promise<void> {
      const current = room;
      over('left');
      await current?.disconnect(true);
    },
    /** Lets go of everything without a word, because the page goes away. */
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(retry);
      listeners.clear();
      await room?.disconnect(true);
    },
  };
}

export type VideoConnection = ReturnType<typeof videoConnection>;
