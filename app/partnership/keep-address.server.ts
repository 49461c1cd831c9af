import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { asActor, nowOf, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { record } from '../audit/record.server.ts';
import { promiseMessage } from '../messages/promise-message.server.ts';

/** Somebody whose address can be changed, as the list of people knows them. */
export type Addressee = { personId: string; name: string; email: string | null; organisation: string };

/** Whose current role this is; null when there is none such, or none that the acting one looks after: an agency's administrator has therapists of their own agency alone. */
export async function addresseeOf(tx: Tx, membershipId: string): Promise<Addressee | null> {
  const [row] = await tx.execute<Addressee>(sql`
    select p.id "personId", p.given_name || ' ' || p.family_name as name, p.email, o.name organisation
    from membership m join person p on p.id = m.person_id join organisation o on o.partnership_id = m.partnership_id and o.id = m.organisation_id join partnership pa on pa.id = m.partnership_id
    where m.partnership_id = ctx_partnership() and m.id = ${membershipId}::uuid and m.ended_at is null and m.during @> (clock_now() at time zone pa.zone)::date
      and (ctx_role() <> 'agency_administrator' or gate.is_own_therapist(m.id))`);
  return row ?? null;
}

/**
 * Changes the address that somebody who works here is written to; whoever signs in with a password does so with the new one from then on, in the same
 * transaction. The links that were sent to the old address end (the database's doing), and the old address is told: it may be the only one that they still
 * read. Refused: a role that is not there (`not-found`), an address that somebody else signs in with (`address-taken`), and a person whom another
 * partnership knows too (`elsewhere`): their address is theirs alone to change. So it is for an agency's administrator with whoever works, or has worked, elsewhere here as well.
 */
export async function keepAddress(db: Database, actor: Actor, membershipId: string, email: string): Promise<{ ok: true } | { ok: false; reason: 'not-found' | 'address-taken' | 'elsewhere' }> {
  const refusals = { an_address_signs_in_one_person: 'address-taken', a_person_is_changed_by_who_may: 'elsewhere' } as const;
  const done = await refusing(refusals, () => asActor(db, actor, 'staff.change', async (tx) => {
    const known = await addresseeOf(tx, membershipId);
    if (!known) return false;
    const { count } = await tx.execute(sql`update person set email = ${email} where id = ${known.personId}::uuid`);
    if (count === 0) return false;
    await tellOldAddress(tx, actor, known, email);
    await record(tx, { action: 'staff.changed', subject: { kind: 'membership', id: membershipId }, body: { address: true } });
    return true;
  }));
  if (!done.ok) return { ok: false, reason: done.reason };
  return done.value ? { ok: true } : { ok: false, reason: 'not-found' };
}

/** Nothing when they changed it themselves, when there was none, or when it is the same one. */
async function tellOldAddress(tx: Tx, actor: Actor, { personId, email: old }: Addressee, email: string): Promise<void> {
  if (old === null || old.toLowerCase() === email.toLowerCase() || (actor.kind === 'member' && actor.personId === personId)) return;
  const [partnership] = await tx.execute<{ zone: string }>(sql`select zone from partnership where id = ctx_partnership()`);
  if (!partnership) return;
  await promiseMessage(tx, { to: personId, template: 'address-changed', params: { sentTo: old, at: (await nowOf(tx)).toString(), zone: partnership.zone }, dedupeKey: `address-changed ${randomUUID()}` });
}
