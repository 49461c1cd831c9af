/**
 * What may be written down about an error that nobody expected.
 *
 * `message` is there only for the language's own mistakes in our code (a missing function, an unknown name): these name code, not people.
 * A database error's message carries a query's values, a parser's a piece of its input: both stay out. While developing, with nobody's data but
 * made-up people's, other messages are written too, a query's still not.
 */
export type Surprise = { name: string; message?: string; code?: string; constraint?: string; frames: string[]; cause?: Surprise };

const speaksOfCodeOnly = new Set(['TypeError', 'ReferenceError']);

/** Describes an error for the log: its class, its short codes, its stack frames, and the same of what caused it (five deep at most). */
export function describeSurprise(error: unknown, dev = false, depth = 5): Surprise {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const { code, constraint_name: constraint } = error as { code?: unknown; constraint_name?: unknown };
  return {
    name: error.name,
    ...((speaksOfCodeOnly.has(error.name) || (dev && !('query' in error))) && { message: error.message }),
    ...(isWord(code) && { code }),
    ...(isWord(constraint) && { constraint }),
    frames: (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 12).map((line) => line.trim()),
    ...(error.cause !== undefined && depth > 1 && { cause: describeSurprise(error.cause, dev, depth - 1) }),
  };
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.-]{1,63}$/.test(value);
}
