/** What a file begins with so that a spreadsheet reads it as UTF-8. */
export const byteOrderMark = '\uFEFF';

/** Signs with which a spreadsheet takes a cell for a formula, and those that some read past or take for them. */
const beginsFormula = /^[\s\u00a0\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/**
 * One line of a CSV file (RFC 4180): every cell in quotes, CRLF at its end. Security check 21: a cell that a spreadsheet would calculate (names come from
 * rosters, and anybody may call themselves `=HYPERLINK(…)`) begins with an apostrophe, which makes it text.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${(beginsFormula.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}
