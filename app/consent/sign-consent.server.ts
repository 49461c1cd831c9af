import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { contextOf, nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { rowHmac } from '../audit/seal.server.ts';
import { dateText } from '../i18n/moment-text.ts';
import { textFor } from '../i18n/text.server.ts';
import { heldKeys } from '../sealed/held-keys.server.ts';
import { sealText } from '../sealed/sealed-text.server.ts';
import { askedDocuments, shownSha256, type AskedDocument } from './asked-documents.server.ts';
import { namesFor, type Invitation } from './invitation.server.ts';
import type { BringForward, MoveReferral } from './move-along.ts';
import { missingFrom, purposes, type Answers } from './purposes.ts';
import { answersIn, type SignForm } from './sign-form.ts';
import type { SignRefusal } from './sign-refusal.ts';
import { signatureFormat } from './signature-format.ts';
import { signedText } from './signed-text.ts';
import { momentInWords, signedWords } from './signed-words.server.ts';

export type Signed = { ok: true; begins: boolean } | { ok: false; reason: SignRefusal };

/**
 * The guardian signs: the exact text is frozen and sealed, each purpose is answered for each agency, and the referral goes on when nothing
 * that is needed is missing; otherwise it stays with the counselor, whose turn it is today. One transaction; sent twice, it is signed once.
 *
 * Keeps what E-SIGN and FERPA 99.30(d) ask of a signature: who (link, guardianship), the explicit act, and these words at that time.
 *
 * @param after `moveReferral` and `bringForward` of `app/referrals`
 */
export async function signConsent(tx: Tx, invitation: Invitation, form: SignForm, after: { move: MoveReferral; bringForward: BringForward }): Promise<Signed> {
  const [referral] = await tx.execute<{ state: string }>(sql`select state from referral where partnership_id = ctx_partnership() and id = ${invitation.referralId}::uuid for update`);
  const [request] = await tx.execute<{ state: string }>(sql`select state from consent_request where partnership_id = ctx_partnership() and id = ${invitation.requestId}::uuid for update`);
  const answers = answersIn(form);
  const begins = missingFrom(answers).length === 0;
  if (request?.state === 'signed') return { ok: true, begins };
  if (!referral || referral.state === 'closed') return { ok: false, reason: 'closed' };
  if (request?.state !== 'sent' && request?.state !== 'viewed') return { ok: false, reason: 'answered' };
  if (!invitation.guardian.mayDecide) return { ok: false, reason: 'may-not-decide' };
  const documents = await askedDocuments(tx, form.language, namesFor(invitation, form.language));
  if (shownSha256(documents) !== form.shown) return { ok: false, reason: 'text-changed' };

  await writeSignature(tx, invitation, form, documents, answers);
  await tx.execute(sql`update consent_request set state = 'signed', language = ${form.language}, viewed_at = coalesce(viewed_at, clock_now()), answered_at = clock_now()
    where partnership_id = ctx_partnership() and id = ${invitation.requestId}::uuid`);
  if (!begins) await after.bringForward(tx, invitation.referralId);
  else if (referral.state === 'awaiting_consent') await after.move(tx, { referralId: invitation.referralId, to: 'waiting', reason: 'signed' });
  return { ok: true, begins };
}

async function writeSignature(tx: Tx, invitation: Invitation, form: SignForm, documents: readonly AskedDocument[], answers: Answers): Promise<void> {
  const { partnershipId } = await contextOf(tx);
  const signedAt = (await nowOf(tx)).toString({ smallestUnit: 'microsecond' });
  const id = randomUUID();
  const text = signedText({
    documents, answers, student: invitation.studentFullName, school: invitation.school.name, agencies: invitation.agencies.map(({ name }) => name), guardian: invitation.guardian.fullName,
    signedName: form.name, statement: textFor(form.language, 'consent')(`sign.understood.${invitation.guardian.relationship}`, { student: invitation.student }),
    signedAt, signedAtWords: momentInWords(signedAt, invitation.zone, form.language), until: dateText(invitation.lastDay, form.language),
  }, signedWords(form.language));
  const textSha256 = createHash('sha256').update(text, 'utf8').digest();
  const place = { studentId: invitation.studentId, regime: 'school', table: 'consent_signature', rowId: id } as const;
  const sealed = await sealText(tx, { ...place, column: 'text_sealed' }, text);
  const name = await sealText(tx, { ...place, column: 'signed_name_sealed' }, form.name);
  const row = {
    partnership_id: partnershipId, id, request_id: invitation.requestId, student_id: invitation.studentId, signer_id: invitation.guardian.personId, capacity: 'guardian',
    guardianship_id: invitation.guardian.guardianshipId, language: form.language, text_sha256: textSha256, signed_at: signedAt, answers,
  };
  await tx.execute(sql`
    insert into consent_signature (partnership_id, id, request_id, student_id, signer_id, capacity, guardianship_id, language, text_sealed, text_sha256, signed_name_sealed, signed_at, hmac)
    values (${row.partnership_id}, ${id}, ${row.request_id}, ${row.student_id}, ${row.signer_id}, ${row.capacity}, ${row.guardianship_id}, ${row.language}, ${sealed}, ${textSha256}, ${name},
      ${signedAt}::timestamptz, ${rowHmac(heldKeys().audit, signatureFormat, row)})`);
  for (const document of documents) await writeAnswer(tx, invitation, { signatureId: id, signedAt, document, yes: answers[document.purpose] });
  await record(tx, {
    action: 'consent.signed', studentId: invitation.studentId, subject: { kind: 'consent-request', id: invitation.requestId },
    body: {
      signatureId: id, language: form.language, sha256: textSha256.toString('hex'), versions: Object.fromEntries(documents.map(({ purpose, version }) => [purpose, version])),
      answers: Object.fromEntries(purposes.map((purpose) => [purpose, answers[purpose]])),
    },
  });
}

/** One row for each agency that the request names, in force from the signature until the day ends at the school. */
async function writeAnswer(tx: Tx, invitation: Invitation, answer: { signatureId: string; signedAt: string; document: AskedDocument; yes: boolean }): Promise<void> {
  await tx.execute(sql`
    insert into consent (partnership_id, id, request_id, signature_id, student_id, purpose, document_id, agency_id, school_id, answer, during)
    select r.partnership_id, gen_random_uuid(), r.id, ${answer.signatureId}::uuid, r.student_id, ${answer.document.purpose}, ${answer.document.documentId}::uuid, a.agency_id, r.school_id, ${answer.yes},
      tstzrange(${answer.signedAt}::timestamptz, r.ends_on::timestamp at time zone ${invitation.zone})
    from consent_request r join consent_request_agency a on a.partnership_id = r.partnership_id and a.request_id = r.id
    where r.partnership_id = ctx_partnership() and r.id = ${invitation.requestId}::uuid`);
}
