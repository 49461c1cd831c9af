import { useEffect, useRef } from 'react';
import { Picture } from '../ui/video-frame.tsx';
import type { Track } from './room-snapshot.ts';

/** Somebody's picture. It carries no sound; that plays beside it. */
export function AttachedPicture({ of: track, label, mirrored }: { of: Track; label: string; mirrored?: boolean }) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (!video) return;
    track.attach(video);
    return () => void track.detach(video);
  }, [track]);
  return <Picture videoRef={element} label={label} {...(mirrored && { mirrored })} />;
}

/** Somebody's voice: nothing to see. */
export function AttachedSound({ of: track }: { of: Track }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const audio = document.createElement('audio');
    place.current?.append(audio);
    track.attach(audio);
    return () => {
      track.detach(audio);
      audio.remove();
    };
  }, [track]);
  return <div ref={place} hidden />;
}
