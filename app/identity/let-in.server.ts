import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { nowOf } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { Config } from '../http/config.server.ts';
import { closeAccount } from './account.server.ts';
import { endSessions } from './end-sessions.server.ts';
import { makeLink } from './links.server.ts';
import { rolesFor } from './permissions.ts';

/** How long the address from the terminal works. */
const letInHours = 24;

/** Whom the terminal lets in: the address opens their page once, until then (ISO instant). */
export type LetIn = { name: string; organisation: string; url: string; until: string };

/**
 * Lets somebody in who manages staff, on the word of whoever holds the database and its keys: for the day when all who could confirm them are locked
 * out. What a confirmed recovery does: every way in and every session of theirs ends, and an invitation to set up a sign-in anew is made. It is sent to
 * nobody; other invitations of theirs end. The trail has it in each partnership where they work.
 *
 * Refused as `unknown` when nobody with this address manages staff today, as `several` when more than one person does.
 *
 * @param owner the owner's own connection; the web process could not do this
 */
export async function letIn(owner: Database, config: Pick<Config, 'origin' | 'key'>, address: string): Promise<{ ok: true; letIn: LetIn } | { ok: false; reason: 'unknown' | 'several' }> {
  return owner.transaction(async (tx) => {
    const roles = await administratorsAt(tx, address);
    const [first] = roles;
    if (!first) return { ok: false, reason: 'unknown' };
    if (roles.some(({ personId }) => personId !== first.personId)) return { ok: false, reason: 'several' };
    const { personId } = first;
    await closeAccount(tx, personId);
    await endSessions({ authDb: tx }, sql`user_id = ${personId}::uuid`, 'access_ended');
    await tx.execute(sql`update link set revoked_at = clock_now() where person_id = ${personId}::uuid and membership_id is not null and spent_at is null and revoked_at is null`);
    await tx.execute(sql`delete from recovery_request where person_id = ${personId}::uuid and answer is null`);
    for (const partnershipId of new Set(roles.map((role) => role.partnershipId))) {
      if (partnershipId !== first.partnershipId) await note(tx, partnershipId, personId);
    }
    await note(tx, first.partnershipId, personId);
    const until = (await nowOf(tx)).add({ hours: letInHours }).toString();
    const { url } = await makeLink(tx, config, { kind: 'invitation', personId, membershipId: first.membershipId, expiresAt: until }, randomUUID());
    return { ok: true, letIn: { name: first.name, organisation: first.organisation, url, until } };
  });
}

/** Acts as the partnership's job from here on. */
async function note(tx: Tx, partnershipId: string, personId: string): Promise<void> {
  await tx.execute(sql`select gate.enter_as_job(${partnershipId}::uuid, 'staff.let-in')`);
  await record(tx, { action: 'staff.let-in', subject: { kind: 'person', id: personId } });
}

type Role = { partnershipId: string; membershipId: string; personId: string; name: string; organisation: string };

/** Where somebody with this address manages staff today, in every partnership; the role that began first comes first. */
async function administratorsAt(tx: Tx, address: string): Promise<Role[]> {
  return [...await tx.execute<Role>(sql`
    select m.partnership_id "partnershipId", m.id "membershipId", p.id "personId", p.given_name || ' ' || p.family_name as name, o.name organisation
    from person p join membership m on m.person_id = p.id join partnership pa on pa.id = m.partnership_id
      join organisation o on o.partnership_id = m.partnership_id and o.id = m.organisation_id
    where lower(p.email) = lower(${address.trim()}) and m.role = any(${sql.param([...rolesFor('staff.change')])}::text[])
      and m.ended_at is null and m.during @> (clock_now() at time zone pa.zone)::date
    order by lower(m.during), m.created_at, m.id`)];
}
