import { useEffect } from 'react';

/** Loads the page anew when the day that it shows is over: its stream and its doors are the new day's then. */
export function useNewDay(isOver: boolean): void {
  useEffect(() => {
    if (isOver) window.location.reload();
  }, [isOver]);
}
