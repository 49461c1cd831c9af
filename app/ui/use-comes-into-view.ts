import { useEffect, useRef, type RefObject } from 'react';

/** Scrolls an element to where it is seen whenever what it answers becomes another; not for what stood there when the page came. Focus stays where it is. */
export function useComesIntoView(answers: string | null): RefObject<HTMLElement> {
  const element = useRef<HTMLElement>(null);
  const answered = useRef(answers);
  useEffect(() => {
    if (answers !== null && answers !== answered.current) element.current?.scrollIntoView({ block: 'nearest' });
    answered.current = answers;
  }, [answers]);
  return element;
}
