import type postgres from 'postgres';

/** Where a phrase was found: `schema.table`. */
export type Found = { phrase: string; table: string };

/**
 * Looks for phrases in every row of every table of a database, whatever schema, as somebody would who has a dump of it: in the row's text, which shows
 * `jsonb`, arrays and ranges as well, and in the forms in which bytes are written there (hexadecimal, base64).
 *
 * @param superuser a role that bypasses row-level security
 */
export async function scanForPhrases(superuser: postgres.Sql, phrases: readonly string[]): Promise<Found[]> {
  const tables = await superuser<{ name: string }[]>`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`;
  const found: Found[] = [];
  for (const { name } of tables) {
    for (const phrase of phrases) {
      const [row] = await superuser.unsafe<{ hit: boolean }[]>(
        `select exists (select from ${name} t where lower(t::text) like any($1::text[])) as hit`, [formsOf(phrase).map((form) => `%${form.replaceAll(/[\\%_]/gu, '\\$&')}%`)],
      );
      if (row?.hit) found.push({ phrase, table: name });
    }
  }
  return found;
}

/** The phrase as it is, as hexadecimal, and as base64 at each of its three possible alignments (the middle of it, which does not depend on what stands around). */
function formsOf(phrase: string): string[] {
  const bytes = Buffer.from(phrase, 'utf8');
  const aligned = [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').replace(/=+$/u, '');
    return whole.slice(shift === 0 ? 0 : shift + 1, -3).toLowerCase();
  });
  return [phrase.toLowerCase(), bytes.toString('hex'), ...aligned];
}
