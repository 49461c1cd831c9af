import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { beforeEntering, type PassAnswer, type RoomSnapshot } from './room-snapshot.ts';
import { videoConnection, type VideoConnection } from './video-connection.client.ts';

const nowhere = { subscribe: () => () => undefined, getSnapshot: () => beforeEntering };

/** Enters the visit's room when the component appears, and lets go of everything when it goes. */
export function useVideoRoom(askForPass: () => Promise<PassAnswer>): { snapshot: RoomSnapshot; connection: VideoConnection | null } {
  const ask = useRef(askForPass);
  useEffect(() => {
    ask.current = askForPass;
  }, [askForPass]);
  const [connection, setConnection] = useState<VideoConnection | null>(null);
  useEffect(() => {
    const mine = videoConnection(() => ask.current());
    setConnection(mine);
    void mine.enter();
    return () => void mine.stop();
  }, []);
  const { subscribe, getSnapshot } = connection ?? nowhere;
  return { snapshot: useSyncExternalStore(subscribe, getSnapshot), connection };
}
