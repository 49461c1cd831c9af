/** A content line of iCalendar (RFC 5545, 3.1): `NAME;PARAMETER=value:value`. Names are in capitals; a value is as written, still escaped. */
export type ContentLine = { readonly name: string; readonly parameters: Readonly<Record<string, string>>; readonly value: string };

/** The content lines of a text: folds undone (a line that begins with a space or a tab goes on), blank lines and lines without a colon left out. */
export function contentLines(text: string): ContentLine[] {
  const found: ContentLine[] = [];
  let pending: string[] = [];
  const finish = () => {
    const line = pending.length > 0 ? lineOf(pending.join('')) : null;
    if (line) found.push(line);
    pending = [];
  };
  for (const raw of text.split(/\r\n|\n|\r/)) {
    if ((raw.startsWith(' ') || raw.startsWith('\t')) && pending.length > 0) pending.push(raw.slice(1));
    else {
      finish();
      if (raw.trim() !== '') pending = [raw];
    }
  }
  finish();
  return found;
}

/** Splits at the first colon outside quotes; a quote that never closes counts as a letter. */
function lineOf(raw: string): ContentLine | null {
  const colon = endOf(raw, 0, ':');
  if (colon < 0) return null;
  const [name = '', ...rest] = partsOf(raw.slice(0, colon), ';');
  const parameters: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const part of rest) {
    const equals = part.indexOf('=');
    if (equals > 0) parameters[part.slice(0, equals).trim().toUpperCase()] = unquoted(part.slice(equals + 1).trim());
  }
  return { name: name.trim().toUpperCase(), parameters, value: raw.slice(colon + 1) };
}

function endOf(text: string, from: number, mark: string): number {
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    else if (!quoted && text[at] === mark) return at;
  }
  return quoted ? text.indexOf(mark, from) : -1;
}

function partsOf(text: string, mark: string): string[] {
  const parts: string[] = [];
  for (let from = 0; ;) {
    const end = endOf(text, from, mark);
    if (end < 0) return [...parts, text.slice(from)];
    parts.push(text.slice(from, end));
    from = end + 1;
  }
}

const unquoted = (value: string) => (value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value);

/** A text value as people read it: `\n`, `\,`, `\;` and `\\` undone. */
export function plainText(value: string): string {
  return value.replace(/\\([nN,;\\:"])/g, (_, letter: string) => (letter === 'n' || letter === 'N' ? '\n' : letter));
}
