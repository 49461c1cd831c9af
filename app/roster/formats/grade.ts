const WORDS: Record<string, string> = { PR: 'PK', PS: 'PK', PK: 'PK', TK: 'TK', KG: 'K', K: 'K', IT: 'IT' };

/**
 * A grade as the school's lists print it. Files write the code of the Common Education Data Standards (`09`, `KG`, `PK`), or plain (`9`), or a
 * word of their own (`PS1`, `undergraduate`), which is kept. A list of grades counts by its first. Source: CEDS element 000100, Entry Grade Level.
 */
export function readGrade(text: string): string | null {
  const first = text.split(',')[0]?.trim() ?? '';
  if (first === '') return null;
  if (/^0?\d{1,2}$/.test(first)) return String(Number(first));
  return WORDS[first.toUpperCase()] ?? first;
}
