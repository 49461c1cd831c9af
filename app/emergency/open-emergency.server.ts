import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { disclose } from '../audit/disclose.server.ts';
import { record } from '../audit/record.server.ts';
import { once, type KeyReused } from '../messages/once.server.ts';
import { promiseMessage } from '../messages/promise-message.server.ts';
import { KeyDestroyed } from '../sealed/data-key.server.ts';
import { sealText } from '../sealed/sealed-text.server.ts';
import type { EmergencyAsked } from './emergency-form.ts';

/** `sees-anyway` names the student, whose page is open to them; `is-open` the access that runs; `not-found` says nothing of why. */
export type Opened = { ok: true; accessId: string } | { ok: false; reason: 'not-found' | 'not-theirs' } | KeyReused | { ok: false; reason: 'sees-anyway'; studentId: string } | { ok: false; reason: 'is-open'; accessId: string };

/**
 * Opens a student to somebody who may not see them, for an hour: access, reason, entry in the trail, line in the accounting of disclosures, review and
 * notices in one transaction. The database refuses the commit when one of them is missing (`gate.an_emergency_is_opened_whole`), and shows nothing of
 * the student before it. A name that leads to nobody here leaves an entry without the name.
 */
export async function openEmergency(db: Database, actor: Actor, origin: string, { key, ...asked }: EmergencyAsked): Promise<Opened> {
  const done = await refusing({ an_emergency_is_for_who_may_not_see: 'sees-anyway', one_emergency_at_a_time: 'is-open', an_emergency_is_opened_by_who_may: 'not-theirs' }, () =>
    asActor(db, actor, 'emergency.open', async (tx) => {
      const answer = await once(tx, { key, action: 'emergency.open', body: asked }, (inner) => openOne(inner, origin, asked));
      if (!answer.ok && answer.reason === 'not-found') await record(tx, { action: 'emergency.not-found' });
      return answer;
    }));
  if (done.ok) return done.value;
  if (done.reason === 'sees-anyway') return { ok: false, reason: done.reason, studentId: done.detail };
  return done.reason === 'is-open' ? { ok: false, reason: done.reason, accessId: done.detail } : { ok: false, reason: done.reason };
}

async function openOne(tx: Tx, origin: string, { givenName, familyName, birthDate, threat, parties, reason }: Omit<EmergencyAsked, 'key'>): Promise<{ ok: true; accessId: string } | { ok: false; reason: 'not-found' }> {
  const accessId = randomUUID();
  const [gate] = await tx.execute<{ opened: string | null }>(sql`select gate.open_emergency(${accessId}::uuid, ${givenName}, ${familyName}, ${birthDate}::date, ${threat}, ${sql.param(parties)}::text[]) as opened`);
  if (!gate?.opened) return { ok: false, reason: 'not-found' };
  const [access] = await tx.execute<{ studentId: string; schoolId: string; organisationId: string; openedBy: string; endsAt: string }>(sql`
    select student_id as "studentId", school_id as "schoolId", organisation_id as "organisationId", opened_by as "openedBy", to_json(ends_at) #>> '{}' as "endsAt"
    from emergency_access where partnership_id = ctx_partnership() and id = ${accessId}`);
  if (!access) throw new Error('An emergency access was opened and is not there.');
  const { studentId } = access;
  const sealed = await sealText(tx, { studentId, regime: 'school', table: 'emergency_access', column: 'reason_sealed', rowId: accessId }, reason).catch((error: unknown) => {
    if (error instanceof KeyDestroyed) return null;
    throw error;
  });
  // The record was erased: there is nothing left to open.
  if (sealed === null) return { ok: false, reason: 'not-found' };
  await tx.execute(sql`update emergency_access set reason_sealed = ${sealed} where partnership_id = ctx_partnership() and id = ${accessId}`);
  if (access.schoolId !== access.organisationId) {
    await disclose(tx, { studentId, fromOrganisationId: access.schoolId, toOrganisationId: access.organisationId, toPersonId: access.openedBy, what: 'student', purpose: 'emergency', basis: { kind: 'emergency' } });
  }
  await record(tx, { action: 'emergency.opened', studentId, subject: { kind: 'emergency-access', id: accessId }, body: { threat, parties, endsAt: access.endsAt } });
  for (const personId of await reviewersNow(tx)) {
    await promiseMessage(tx, { to: personId, template: 'emergency-review', params: { url: `${origin}/emergency/reviews/${accessId}` }, dedupeKey: `emergency:${accessId}:${personId}` });
  }
  return { ok: true, accessId };
}

/** Everybody who reviews such access today, but not who acts. */
async function reviewersNow(tx: Tx): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select distinct m.person_id as id from membership m join partnership pa on pa.id = m.partnership_id
    where m.partnership_id = ctx_partnership() and m.role in ('coordinator', 'privacy_officer') and m.ended_at is null and m.during @> (clock_now() at time zone pa.zone)::date
      and m.person_id <> ctx_person() order by 1`);
  return rows.map(({ id }) => id);
}
