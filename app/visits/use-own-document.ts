import { useEffect } from 'react';

/**
 * Whether a camera may be used belongs to the document that was loaded, not to the address a script moved on to. Where a link led here
 * without loading a document, this page loads itself once.
 */
export function useOwnDocument(): void {
  useEffect(() => {
    const [loaded] = performance.getEntriesByType('navigation');
    if (!loaded) return;
    const mine = /^\/(visits?|kiosk)(\/|$)/;
    if (!mine.test(new URL(loaded.name).pathname) && mine.test(window.location.pathname)) window.location.reload();
  }, []);
}
