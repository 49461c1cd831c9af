import { sql } from 'drizzle-orm';
import { contextOf } from '../../db/as-actor.server.ts';
import type { Database } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { secretSha256 } from './cookies.server.ts';
import { tokenSha256 } from './link-token.server.ts';

/** What a sign-in link would do: let in; or it was used, its ten minutes are over, it was asked for in another browser, or there is none such. */
export type SignInLinkState = 'good' | 'spent' | 'ended' | 'elsewhere' | 'unknown';

/** Looks at a sign-in link and changes nothing: mail scanners open pages too. `askedSecret` is the cookie of the browser that asked. */
export async function lookAtSignInLink(db: Database, token: string, askedSecret: string | null): Promise<SignInLinkState> {
  const hash = tokenSha256(token);
  if (!hash) return 'unknown';
  const device = askedSecret === null ? null : secretSha256(askedSecret);
  const [row] = await db.execute<{ state: SignInLinkState }>(sql`select gate.sign_in_link_state(${hash}, ${device}) as state`);
  return row?.state ?? 'unknown';
}

const reasons = {
  a_link_is_known: 'unknown',
  a_link_is_not_revoked: 'ended',
  a_link_is_spent_once: 'spent',
  a_link_ends_in_time: 'ended',
  a_link_stays_with_its_browser: 'elsewhere',
  a_guardian_acts_while_confirmed: 'ended',
} as const;

/**
 * Uses up a sign-in link: of two who press at once exactly one gets in. The answer is the guardian, the partnership in which they asked, and their address.
 */
export async function spendSignInLink(db: Database, token: string, askedSecret: string | null): Promise<
  { ok: true; personId: string; partnershipId: string; address: string | null } | { ok: false; reason: Exclude<SignInLinkState, 'good'> }
> {
  const hash = tokenSha256(token);
  if (!hash) return { ok: false, reason: 'unknown' };
  const device = askedSecret === null ? null : secretSha256(askedSecret);
  // The gate checks the link, spends it and states the context, as `asActor` has it done for the other kinds.
  const entered = await refusing(reasons, () => db.transaction(async (tx) => {
    await tx.execute(sql`select gate.enter_by_sign_in_link(${hash}, ${device}, 'sign in')`);
    const [own] = await tx.execute<{ email: string | null }>(sql`select email from person where id = ctx_person()`);
    return { ...(await contextOf(tx)), address: own?.email ?? null };
  }));
  if (!entered.ok) return { ok: false, reason: entered.reason };
  const { personId, partnershipId, address } = entered.value;
  if (!personId) throw new Error('a sign-in link has a person');
  return { ok: true, personId, partnershipId, address };
}
