import postgres from 'postgres';

/**
 * A refusal that people understand: the name of the promise the database kept (a constraint, or what a gate names),
 * which the catalogues explain under `refusal.<promise>`. `detail` is ours to branch on, never to show.
 */
export interface Refusal {
  promise: string;
  detail: string;
}

/** SQLSTATEs of broken constraints: foreign key, unique, check, exclusion; and of named refusals (`refuse()`). */
const named = new Set(['23503', '23505', '23514', '23P01', 'HW000']);

/** The refusal inside an error of PostgreSQL, also when Drizzle has wrapped it; undefined when it is a surprise. */
export function refusalIn(error: unknown): Refusal | undefined {
  let at: unknown = error;
  while (at instanceof Error) {
    if (at instanceof postgres.PostgresError) {
      if (!named.has(at.code) || !at.constraint_name) return undefined;
      // PostgreSQL's own detail names keys of rows that the person may not see.
      return { promise: at.constraint_name, detail: at.code === 'HW000' ? (at.detail ?? '') : '' };
    }
    at = at.cause;
  }
  return undefined;
}

/**
 * Runs one transaction's work and turns the refusals it expects into values; anything else is a surprise and throws.
 *
 * @param reasons promise → the reason the caller answers with, for example `{ nobody_in_two_places: 'taken' }`
 */
export async function refusing<T, R extends string>(
  reasons: Record<string, R>,
  work: () => Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; reason: R; detail: string }> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const refusal = refusalIn(error);
    const reason = refusal && reasons[refusal.promise];
    if (!reason) throw error;
    return { ok: false, reason, detail: refusal.detail };
  }
}
