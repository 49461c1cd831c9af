import { createHash } from 'node:crypto';
import { eq, sql, type SQL } from 'drizzle-orm';
import { endedSession } from '../../db/tables/sign-in.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import type { AuthDb } from './account.server.ts';
import { cookieText } from './cookies.server.ts';
import { rightsChanged } from './session-changes.server.ts';

type SignInContext = Pick<HallwayContext, 'authDb' | 'config'>;

/** Why a session ended that its browser still believed in: nobody used it (on a shared device), another sign-in ended it, the access itself ended. */
export type EndedWhy = (typeof endedSession.$inferSelect)['why'];

/**
 * Ends sessions at once, and keeps for a day why, so that whoever comes back with their cookie is told. Open event streams ask again.
 *
 * @param which a condition on `auth.session`
 * @returns how many have ended
 */
export async function endSessions({ authDb }: { authDb: AuthDb }, which: SQL, why: EndedWhy): Promise<number> {
  await authDb.execute(sql`delete from auth.ended_session where ended_at < now() - interval '1 day'`);
  const ended = await authDb.execute(sql`
    with gone as (delete from auth.session where ${which} returning token)
    insert into auth.ended_session (token_sha256, why) select sha256(convert_to(token, 'UTF8')), ${why} from gone on conflict do nothing returning 1`);
  if (ended.length > 0) rightsChanged();
  return ended.length;
}

/** Why the session of this browser's cookie ended; null when it has none, or ended it itself. */
export async function whyEnded(request: Request, { authDb, config }: SignInContext): Promise<EndedWhy | null> {
  const [token] = cookieText(request, config, 'session').split('.');
  if (!token) return null;
  const hash = createHash('sha256').update(token).digest();
  const [row] = await authDb.select({ why: endedSession.why }).from(endedSession).where(eq(endedSession.tokenSha256, hash));
  return row?.why ?? null;
}
