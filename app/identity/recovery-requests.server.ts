import { sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { HallwayContext, WorkerContext } from '../http/load-context.ts';
import { openAsked, recoveryQueue, sealAsked } from './sealed-ask.server.ts';
import { forgetOldTries, tryOnce, type TooManyTries } from './tries.server.ts';

/** Bound to no browser: the second person decides, not who asked. */
const noDevice = Buffer.alloc(32);

/**
 * Somebody who works here says that they cannot sign in. The answer and the work are the same whether Hallway knows the address or not (check 10): one
 * job, whose worker looks it up. Refused only when one network address asks often; an address that was asked for a few times is left alone silently.
 */
export async function askForRecovery(context: Pick<HallwayContext, 'authDb' | 'config' | 'clientAddress' | 'boss'>, address: string): Promise<{ ok: true } | TooManyTries> {
  const counted = await tryOnce(context, 'ask-from', context.clientAddress);
  if (!counted.ok) return counted;
  const within = await tryOnce(context, 'recover-address', address.toLowerCase());
  await context.boss.send(recoveryQueue, { box: sealAsked(context.config, { address: within.ok ? address : null, deviceSha256: noDevice }, recoveryQueue) });
  return { ok: true };
}

/** Begins to look after the queue of those who cannot sign in. */
export async function startRecoveryRequests(context: WorkerContext): Promise<void> {
  await context.boss.work<{ box: string }>(recoveryQueue, { pollingIntervalSeconds: 1 }, async (jobs) => {
    for (const job of jobs) await noteRecovery(context, openAsked(context.config, job.data.box, recoveryQueue).address);
    await forgetOldTries(context);
  });
}

/** Puts the request before those who may change staff, in every partnership where somebody with this address works now. Once, while one is open. */
export async function noteRecovery({ db }: Pick<HallwayContext, 'db'>, address: string | null): Promise<void> {
  if (address === null) return;
  const partnerships = await db.execute<{ id: string }>(sql`select gate.partnerships_with_work() as id`);
  for (const { id: partnershipId } of partnerships) {
    await asActor(db, { kind: 'job', partnershipId }, 'ask for recovery', async (tx) => {
      await tx.execute(sql`delete from recovery_request where partnership_id = ctx_partnership() and answer is null and asked_at <= clock_now() - interval '7 days'`);
      const asked = await tx.execute<{ id: string; personId: string }>(sql`
        insert into recovery_request (partnership_id, person_id)
        select distinct ctx_partnership(), p.id from person p join membership m on m.partnership_id = ctx_partnership() and m.person_id = p.id
          join reference.role r on r.code = m.role and r.grants_work join partnership pa on pa.id = m.partnership_id
        where lower(p.email) = lower(${address}) and m.ended_at is null and m.during @> (clock_now() at time zone pa.zone)::date
        on conflict (partnership_id, person_id) where answer is null do nothing returning id, person_id as "personId"`);
      for (const { id, personId } of asked) await record(tx, { action: 'recovery.asked', subject: { kind: 'recovery-request', id }, body: { personId } });
    });
  }
}

/** Somebody who waits for a second person: where they work, and since when (ISO instant). `addressIsMine`: the acting one changed their address in the last 30 days. */
export type Recovery = { id: string; personId: string; addressIsMine: boolean; membershipId: string; name: string; email: string | null; places: string; askedAt: string };

/** Everyone who waits, the longest first; with `id` that one alone. */
export async function openRecoveries(tx: Tx, id?: string): Promise<Recovery[]> {
  return [...await tx.execute<Recovery>(sql`
    select q.id, p.id as "personId", (array_agg(m.id order by m.created_at))[1] as "membershipId", p.given_name || ' ' || p.family_name as name, p.email,
      gate.address_is_mine(p.id) as "addressIsMine",
      string_agg(distinct o.name, ', ') as places, to_json(q.asked_at) #>> '{}' as "askedAt"
    from recovery_request q join person p on p.id = q.person_id
      join membership m on m.partnership_id = q.partnership_id and m.person_id = p.id join partnership pa on pa.id = q.partnership_id
      join reference.role r on r.code = m.role and r.grants_work
      join organisation o on o.partnership_id = m.partnership_id and o.id = m.organisation_id
    where q.partnership_id = ctx_partnership() and q.answer is null and q.asked_at > clock_now() - interval '7 days'
      and m.ended_at is null and m.during @> (clock_now() at time zone pa.zone)::date
      ${id === undefined ? sql`` : sql`and q.id = ${id}::uuid`}
    group by q.id, q.asked_at, p.id order by q.asked_at`)];
}
