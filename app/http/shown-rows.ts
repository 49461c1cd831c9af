/** Rows that a long list shows at first, and so many more each time somebody asks for more. */
export const ROWS_AT_ONCE = 50;
const MOST_ROWS = 500;

/** How many rows the address asks for with `?show=`; whatever else stands there is the first fifty. */
export function rowsToShow(asked: URLSearchParams): number {
  const wanted = Number(asked.get('show') ?? ROWS_AT_ONCE);
  return Number.isInteger(wanted) && wanted >= ROWS_AT_ONCE ? Math.min(wanted, MOST_ROWS) : ROWS_AT_ONCE;
}

/** How many rows there are to show next; null when no list shows more than there is already. */
export function nextRows(shown: number): number | null {
  return shown >= MOST_ROWS ? null : Math.min(shown + ROWS_AT_ONCE, MOST_ROWS);
}

/** The same address, showing more; null when no list shows more than there is already. */
export function moreRows(asked: URLSearchParams, shown: number): string | null {
  const rows = nextRows(shown);
  if (rows === null) return null;
  const wanted = new URLSearchParams(asked);
  wanted.set('show', String(rows));
  return `?${wanted.toString()}`;
}
