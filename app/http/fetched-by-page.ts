/**
 * The header by which a request says that a page made it by itself: nobody opened or sent anything. Pages put it on what they ask now and then; the
 * server puts it on requests for a page's mere data, so that it holds in browsers that do not say what a request is for (`Sec-Fetch-Dest`).
 */
export const fetchedHeader = 'hallway-fetched';

/** Whether a path asks for the data of a page that is open already. */
export function isPageData(path: string): boolean {
  return path.endsWith('.data');
}
