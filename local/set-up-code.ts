import postgres from 'postgres';
import { newSetUpCode, setUpCodeSha256 } from '../app/partnership/set-up-code.server.ts';

/**
 * A new code for the set-up page, while there is no partnership yet; the one of an earlier start is worth nothing from now on. Only its hash is kept, so it can
 * be read in the terminal and nowhere else.
 *
 * @returns null when this installation is set up.
 */
export async function replaceSetUpCode(ownerUrl: string): Promise<string | null> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  const code = newSetUpCode();
  try {
    return await sql.begin(async (tx) => {
      await tx`delete from set_up_code`;
      const made = await tx`insert into set_up_code (code_sha256) select ${setUpCodeSha256(code)} where not exists (select from partnership) returning one`;
      return made.length > 0 ? code : null;
    });
  } finally {
    await sql.end({ timeout: 2 });
  }
}
