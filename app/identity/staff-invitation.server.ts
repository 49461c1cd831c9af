import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { record } from '../audit/record.server.ts';
import { linkRefusals, type LinkRefusal } from './links.server.ts';
import { tokenSha256 } from './link-token.server.ts';
import type { MemberRole } from './permissions.ts';

/** Whom an invitation is for, and as what. */
export type Invited = { personId: string; givenName: string; familyName: string; email: string; role: MemberRole; organisation: string };

type Unopened = { ok: false; reason: LinkRefusal };

/** Looks at an invitation and uses nothing up, however often; mail programs open pages too. */
export async function openStaffInvitation(db: Database, token: string): Promise<{ ok: true; invited: Invited } | Unopened> {
  const entered = await within(db, token, false, invitedOf);
  return entered.ok ? { ok: true, invited: entered.value } : entered;
}

/**
 * Accepts an invitation while `setUp` gives the person a way in: both, or neither (it throws `NotSetUp`). Of two who press at once one waits, and
 * then finds it used.
 */
export async function acceptStaffInvitation<T, R extends string>(db: Database, token: string, setUp: (invited: Invited) => Promise<{ ok: true; value: T } | { ok: false; reason: R }>): Promise<{ ok: true; value: T; invited: Invited } | { ok: false; reason: R | LinkRefusal }> {
  try {
    const entered = await within(db, token, true, async (tx) => {
      const invited = await invitedOf(tx);
      await record(tx, { action: 'staff.invitation-accepted' });
      const done = await setUp(invited);
      if (!done.ok) throw new NotSetUp(done.reason);
      return { value: done.value, invited };
    });
    return entered.ok ? { ok: true, ...entered.value } : entered;
  } catch (error) {
    if (error instanceof NotSetUp) return { ok: false, reason: error.reason as R };
    throw error;
  }
}

class NotSetUp extends Error {
  override readonly name = 'NotSetUp';
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

async function within<T>(db: Database, token: string, accept: boolean, work: (tx: Tx) => Promise<T>): Promise<{ ok: true; value: T } | Unopened> {
  const hash = tokenSha256(token);
  if (!hash) return { ok: false, reason: 'link-unknown' };
  // The gate checks the link and states the context, as `asActor` has it done for the other kinds.
  const entered = await refusing(linkRefusals, () => db.transaction(async (tx) => {
    await tx.execute(sql`select gate.enter_by_staff_invitation(${hash}, ${accept}, 'set up sign-in')`);
    return work(tx);
  }));
  return entered.ok ? entered : { ok: false, reason: entered.reason };
}

async function invitedOf(tx: Tx): Promise<Invited> {
  const [row] = await tx.execute<Invited>(sql`
    select p.id as "personId", p.given_name as "givenName", p.family_name as "familyName", coalesce(p.email, '') as email, m.role, o.name as organisation
    from membership m join person p on p.id = m.person_id join organisation o on o.partnership_id = m.partnership_id and o.id = m.organisation_id
    where m.partnership_id = ctx_partnership() and m.id = ctx_membership()`);
  if (!row) throw new Error('an invitation has its membership');
  return row;
}
