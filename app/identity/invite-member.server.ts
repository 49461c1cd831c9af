import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { Config } from '../http/config.server.ts';
import { promiseMessage } from '../messages/promise-message.server.ts';
import { makeLink, revokeLinks } from './links.server.ts';

/** How long an invitation to set up a sign-in works. */
const invitationDays = 7;

/**
 * Invites somebody with a membership of the acting partnership to set up how they sign in: a mail in their own language with a link that works for
 * days, until they have accepted. An earlier invitation to the same membership ends. Whether they have a way in already, the caller has asked.
 *
 * Refused as `no-address` when nothing is known to write to, `not-found` when there is no such membership.
 *
 * @param again they had a way in, and lost it: the mail then says that somebody confirmed who they are
 */
export async function inviteMember(tx: Tx, config: Pick<Config, 'origin' | 'key'>, membershipId: string, again = false): Promise<{ ok: true; url: string } | { ok: false; reason: 'no-address' | 'not-found' }> {
  const [invited] = await tx.execute<{ personId: string; email: string | null; zone: string }>(sql`
    select p.id as "personId", p.email, pa.zone from membership m join person p on p.id = m.person_id join partnership pa on pa.id = m.partnership_id
    where m.partnership_id = ctx_partnership() and m.id = ${membershipId}::uuid`);
  if (!invited) return { ok: false, reason: 'not-found' };
  if (!invited.email) return { ok: false, reason: 'no-address' };
  const until = (await nowOf(tx)).add({ hours: invitationDays * 24 });
  await revokeLinks(tx, { membershipId });
  const { id, url } = await makeLink(tx, config, { kind: 'invitation', personId: invited.personId, membershipId, expiresAt: until.toString() }, randomUUID());
  await promiseMessage(tx, {
    to: invited.personId,
    template: 'staff-invitation',
    params: { url, validUntil: until.toString(), zone: invited.zone, again },
    notAfter: until,
    dedupeKey: `staff-invitation ${id}`,
  });
  await record(tx, { action: 'staff.invited', subject: { kind: 'membership', id: membershipId } });
  return { ok: true, url };
}

/** The invitation to this membership works no longer, if there was one that did. False when there is no such membership. */
export async function withdrawInvitation(tx: Tx, membershipId: string): Promise<boolean> {
  const known = await tx.execute(sql`select from membership where partnership_id = ctx_partnership() and id = ${membershipId}::uuid`);
  if (known.count === 0) return false;
  if ((await revokeLinks(tx, { membershipId })) > 0) await record(tx, { action: 'staff.invitation-withdrawn', subject: { kind: 'membership', id: membershipId } });
  return true;
}

/** An open invitation: until when it works, or worked (ISO instant). */
export type Invitation = { until: string; isOver: boolean };

/** The open invitation to each membership. Memberships without one, or with an accepted one, are not there. */
export async function invitationsTo(tx: Tx): Promise<Map<string, Invitation>> {
  const rows = await tx.execute<Invitation & { membershipId: string }>(sql`
    select distinct on (membership_id) membership_id as "membershipId", to_json(expires_at) #>> '{}' as until, expires_at <= clock_now() as "isOver"
    from link where partnership_id = ctx_partnership() and membership_id is not null and spent_at is null and revoked_at is null
    order by membership_id, made_at desc`);
  return new Map(rows.map(({ membershipId, ...rest }) => [membershipId, rest]));
}
