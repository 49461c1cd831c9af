import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';

/** How an open hallway is told: whether the line is there, and how often what it shows has changed since it was opened. */
export type HallwayStream = { readonly lost: boolean; readonly changes: number };

/**
 * Loads the page's data again when the server says that the hallway stands differently from what is shown. The browser comes back by itself after a lost
 * connection, and is then told how it stands now. On `gone` (the right to see it ended) the page is loaded anew and says what it now may.
 */
export function useHallwayStream(address: string, shownMark: string): HallwayStream {
  const { revalidate } = useRevalidator();
  const [stream, setStream] = useState<HallwayStream>({ lost: false, changes: 0 });
  const shown = useRef(shownMark);
  useEffect(() => void (shown.current = shownMark), [shownMark]);
  useEffect(() => {
    const source = new EventSource(address);
    source.addEventListener('open', () => setStream((was) => (was.lost ? { ...was, lost: false } : was)));
    source.addEventListener('error', () => setStream((was) => (was.lost ? was : { ...was, lost: true })));
    source.addEventListener('mark', (event: MessageEvent<string>) => {
      if (JSON.parse(event.data) === shown.current) return;
      setStream((was) => ({ lost: false, changes: was.changes + 1 }));
      revalidate();
    });
    source.addEventListener('gone', () => {
      source.close();
      window.location.reload();
    });
    return () => source.close();
  }, [address, revalidate]);
  return stream;
}
