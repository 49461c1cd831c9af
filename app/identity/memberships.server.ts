import { sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import type { Database } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import type { MemberRole } from './permissions.ts';

/** A membership to act under. */
export type MembershipChoice = { id: string; role: MemberRole; organisation: string; partnership: string };

/** The memberships that a person may act under today (by the calendar of each partnership), in any partnership. */
export async function membershipsOf(db: Database, personId: string): Promise<MembershipChoice[]> {
  const rows = await asActor(db, { kind: 'person', personId }, 'choose a membership', (tx) => tx.execute<MembershipChoice>(sql`
    select m.id, m.role, o.name as organisation, pa.name as partnership
    from membership m
      join reference.role r on r.code = m.role and r.grants_work
      join partnership pa on pa.id = m.partnership_id
      join organisation o on o.partnership_id = m.partnership_id and o.id = m.organisation_id
    where m.person_id = ctx_person() and m.ended_at is null and m.during @> (clock_now() at time zone pa.zone)::date
    order by pa.name, o.name, r.sort`));
  return [...rows];
}

/** The membership if the person may act under it now, else null; asked of the same gate that every request enters through. */
export async function mayActUnder(db: Database, personId: string, membershipId: string): Promise<MembershipChoice | null> {
  const mine = (await membershipsOf(db, personId)).find((one) => one.id === membershipId);
  if (!mine) return null;
  const entered = await refusing({ a_member_acts_under_a_current_membership: 'ended' }, () =>
    asActor(db, { kind: 'member', personId, membershipId }, 'choose a membership', async () => {}));
  return entered.ok ? mine : null;
}
