import { useEffect, useRef, type MouseEvent, type PointerEvent as Press, type RefObject } from 'react';
import type { Carrying } from './door-grid.ts';

/** So far a pointer moves before a press is a drag. */
const FAR_ENOUGH_PX = 6;

/**
 * Carries what is behind a door to another one with the mouse or a pen: a copy of the door follows the pointer, a door that takes it is marked while
 * the pointer is over it. A finger scrolls; for it there is the link to the same page. Nothing changes here: where it is put down is asked about.
 */
export function useDraggedDoor(grid: RefObject<HTMLDivElement | null>, { onDrag, onPutDown }: Carrying) {
  const end = useRef<() => void>(() => {});
  const dragged = useRef(false);
  useEffect(() => () => end.current(), []);
  const begin = (press: Press<HTMLDivElement>) => {
    const from = (press.target as Element).closest<HTMLElement>('[data-carries]');
    const carries = from?.dataset['carries'];
    if (!from || !carries || !onPutDown || press.button !== 0 || press.pointerType === 'touch') return;
    const start = { x: press.clientX, y: press.clientY };
    let copy: Element | null = null;
    let over: HTMLElement | null = null;
    dragged.current = false;
    const move = (event: PointerEvent) => {
      if (!copy) {
        if (Math.hypot(event.clientX - start.x, event.clientY - start.y) < FAR_ENOUGH_PX) return;
        dragged.current = true;
        copy = document.body.appendChild(from.querySelector('svg')!.cloneNode(true)) as Element;
        copy.classList.add('hw-copy');
        grid.current?.classList.add('is-carrying');
        from.classList.add('is-taken-up');
        onDrag?.(carries);
      }
      (copy as SVGElement).style.setProperty('translate', `${event.clientX}px ${event.clientY}px`);
      const there = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-takes]') ?? null;
      if (there !== over) {
        over?.classList.remove('is-over');
        there?.classList.add('is-over');
        over = there;
      }
    };
    const drop = (event: PointerEvent) => {
      const takes = copy ? document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-takes]')?.dataset['takes'] : undefined;
      end.current();
      if (takes !== undefined) onPutDown(carries, takes);
    };
    const letGo = (event: KeyboardEvent) => {
      if (event.key === 'Escape') end.current();
    };
    end.current = () => {
      document.removeEventListener('pointermove', move);
      document.removeEventListener('pointerup', drop);
      document.removeEventListener('pointercancel', end.current);
      document.removeEventListener('keydown', letGo);
      copy?.remove();
      over?.classList.remove('is-over');
      from.classList.remove('is-taken-up');
      grid.current?.classList.remove('is-carrying');
      if (copy) onDrag?.(null);
      end.current = () => {};
    };
    document.addEventListener('pointermove', move);
    document.addEventListener('pointerup', drop);
    document.addEventListener('pointercancel', end.current);
    document.addEventListener('keydown', letGo);
  };
  /** The click that ends a drag goes nowhere. */
  const afterDrag = (event: MouseEvent) => {
    if (!dragged.current) return;
    dragged.current = false;
    event.preventDefault();
    event.stopPropagation();
  };
  return { begin, afterDrag };
}
