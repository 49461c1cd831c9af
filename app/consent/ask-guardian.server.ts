import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { revokeLinks } from '../identity/links.server.ts';
import { askableGuardians, type AskableGuardian } from './askable-guardians.server.ts';
import { invite, type AddressParts, type Invited } from './invite.server.ts';
import type { MoveReferral } from './move-along.ts';

export type Ask = AddressParts & {
  referralId: string;
  /** Whom to ask; the guardian who is easiest to reach if left out. */
  guardianshipId?: string;
};

/**
 * - `not-found`: no such referral, or not theirs.
 * - `moved-on`: the referral is not where a family is asked (not triaged yet, or already past consent).
 * - `no-guardian`: no confirmed guardian with the right to decide (or the one named has none): staff confirm one first.
 * - `already-asked`: this guardian has an open request; `askAgain` sends its link anew.
 * - `no-agency`: the partnership has no agency that could serve; `no-documents`: it has published no texts to sign.
 */
export type AskRefusal = 'not-found' | 'moved-on' | 'no-guardian' | 'already-asked' | 'no-agency' | 'no-documents';
export type Asked = ({ ok: true; requestId: string; guardian: AskableGuardian } & Invited) | { ok: false; reason: AskRefusal };

/**
 * Asks one guardian to decide: request, agencies, link, message and the referral's move commit together.
 *
 * The request names every agency of the partnership, as those serve the school today; another one needs a new signature. It holds until the
 * school year ends, or a year where no school year is known. An earlier request of the same guardian that was signed without letting support
 * begin is superseded.
 *
 * @param move `moveReferral` of `app/referrals`
 */
export async function askGuardian(tx: Tx, ask: Ask, move: MoveReferral): Promise<Asked> {
  const [referral] = await tx.execute<{ state: string; studentId: string; schoolId: string }>(sql`
    select state, student_id as "studentId", school_id as "schoolId" from referral where partnership_id = ctx_partnership() and id = ${ask.referralId}::uuid for update`);
  if (!referral) return { ok: false, reason: 'not-found' };
  if (referral.state !== 'triaged' && referral.state !== 'awaiting_consent') return { ok: false, reason: 'moved-on' };
  const guardians = await askableGuardians(tx, referral.studentId);
  const guardian = ask.guardianshipId === undefined ? guardians[0] : guardians.find(({ guardianshipId }) => guardianshipId === ask.guardianshipId);
  if (!guardian) return { ok: false, reason: 'no-guardian' };
  const missing = await whatIsMissing(tx, ask.referralId, guardian.personId);
  if (missing) return { ok: false, reason: missing };
  await supersedeSigned(tx, ask.referralId, guardian.personId);
  const requestId = await writeRequest(tx, { ...referral, referralId: ask.referralId }, guardian);
  if (referral.state === 'triaged') {
    const moved = await move(tx, { referralId: ask.referralId, to: 'awaiting_consent', reason: 'asked' });
    if (!moved.ok) throw new Error('a locked referral moved on');
  }
  await record(tx, { action: 'consent.sent', studentId: referral.studentId, subject: { kind: 'consent-request', id: requestId } });
  return { ok: true, requestId, guardian, ...await invite(tx, requestId, ask) };
}

async function whatIsMissing(tx: Tx, referralId: string, guardianId: string): Promise<AskRefusal | null> {
  const [there] = await tx.execute<{ open: boolean; agencies: boolean; documents: boolean }>(sql`
    select exists (select from consent_request r where r.partnership_id = ctx_partnership() and r.referral_id = ${referralId}::uuid and r.guardian_id = ${guardianId}::uuid and r.state in ('draft', 'sent', 'viewed')) as open,
      exists (select from organisation o where o.partnership_id = ctx_partnership() and o.kind = 'agency') as agencies,
      (select count(distinct d.purpose) = 4 from consent_document d join consent_text t on t.partnership_id = d.partnership_id and t.document_id = d.id where d.partnership_id = ctx_partnership()) as documents`);
  if (there?.open) return 'already-asked';
  if (!there?.agencies) return 'no-agency';
  return there.documents ? null : 'no-documents';
}

async function supersedeSigned(tx: Tx, referralId: string, guardianId: string): Promise<void> {
  const old = await tx.execute<{ id: string }>(sql`
    update consent_request set state = 'superseded'
    where partnership_id = ctx_partnership() and referral_id = ${referralId}::uuid and guardian_id = ${guardianId}::uuid and state = 'signed' returning id`);
  for (const { id } of old) await revokeLinks(tx, { consentRequestId: id });
}

async function writeRequest(tx: Tx, referral: { referralId: string; studentId: string; schoolId: string }, guardian: AskableGuardian): Promise<string> {
  const id = randomUUID();
  await tx.execute(sql`
    insert into consent_request (partnership_id, id, referral_id, student_id, guardian_id, school_id, language, asked_by, ends_on)
    select ctx_partnership(), ${id}, ${referral.referralId}::uuid, ${referral.studentId}::uuid, ${guardian.personId}::uuid, o.id, ${guardian.language}, ctx_person(),
      coalesce((select min(upper(y.during)) from school_year y where y.partnership_id = o.partnership_id and y.during @> day.today), (day.today + interval '1 year')::date)
    from organisation o join partnership pa on pa.id = o.partnership_id, lateral (select (clock_now() at time zone coalesce(o.zone, pa.zone))::date as today) day
    where o.partnership_id = ctx_partnership() and o.id = ${referral.schoolId}::uuid`);
  await tx.execute(sql`
    insert into consent_request_agency (partnership_id, request_id, agency_id)
    select partnership_id, ${id}, id from organisation where partnership_id = ctx_partnership() and kind = 'agency'`);
  await tx.execute(sql`update consent_request set state = 'sent', sent_at = clock_now() where partnership_id = ctx_partnership() and id = ${id}`);
  return id;
}
