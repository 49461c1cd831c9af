import { useEffect, useRef } from 'react';
import type { Picture } from './room-snapshot.ts';

/** Somebody's picture. It carries no sound (that plays beside it), so it is muted for the browser's sake. */
export function AttachedVideo({ of: picture, label, className }: { of: Picture; label: string; className: string }) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (!video) return;
    picture.attach(video);
    return () => void picture.detach(video);
  }, [picture]);
  return <video ref={element} className={className} aria-label={label} muted playsInline autoPlay />;
}

/** Somebody's voice: nothing to see. */
export function AttachedSound({ of: sound }: { of: Picture }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const audio = document.createElement('audio');
    place.current?.append(audio);
    sound.attach(audio);
    return () => {
      sound.detach(audio);
      audio.remove();
    };
  }, [sound]);
  return <div ref={place} hidden />;
}
