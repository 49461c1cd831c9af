import { useEffect, useRef, type FocusEvent, type RefObject } from 'react';

/**
 * Keeps the keyboard where it was when what had it is drawn anew as something else (a door that was a link and now is none): the browser would begin at the top
 * of the page again. `find` says what has it now. Whoever presses anywhere else has left.
 */
export function useKeptFocus(frame: RefObject<HTMLElement | null>, find: () => HTMLElement | null) {
  const inside = useRef(false);
  useEffect(() => {
    if (inside.current && document.activeElement === document.body) find()?.focus({ preventScroll: true });
  });
  useEffect(() => {
    const leave = (event: PointerEvent) => {
      if (!frame.current?.contains(event.target as Node)) inside.current = false;
    };
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, [frame]);
  return {
    onFocus: () => void (inside.current = true),
    onBlur: (event: FocusEvent) => {
      if (event.relatedTarget !== null && !frame.current?.contains(event.relatedTarget)) inside.current = false;
    },
  };
}
