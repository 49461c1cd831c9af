/** A sentence that ends in an abbreviation ends with its full stop: "at 3 p.m.", never "p.m..". Three dots in a row stay. */
export function oneFullStop(text: string): string {
  return text.replace(/(\p{L}\.)\.(?!\.)/gu, '$1');
}
