import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { refusalIn } from '../../db/refusals.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStudent, beginCare, refer, take, testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { testServing } from '../http/test-context.server.ts';
import { dateText } from '../i18n/moment-text.ts';
import { textFor } from '../i18n/text.server.ts';
import { makeLink, revokeLinks } from '../identity/links.server.ts';
import { bringForward } from '../referrals/bring-forward.server.ts';
import { closeReferral } from '../referrals/close-referral.server.ts';
import { moveReferral } from '../referrals/move-referral.server.ts';
import { cancelBookedVisits } from '../scheduling/cancel-booked-visits.server.ts';
import { askGuardian } from './ask-guardian.server.ts';
import { askToTalk } from './ask-to-talk.server.ts';
import { askedDocuments, shownSha256 } from './asked-documents.server.ts';
import { consentsOf } from './consents-of.server.ts';
import { declineConsent } from './decline-consent.server.ts';
import { namesFor } from './invitation.server.ts';
import { asInvited, noteViewed } from './open-invitation.server.ts';
import { ownRequestLink } from './own-request-link.server.ts';
import { publishDocuments } from './publish-documents.server.ts';
import { purposes, type Purpose } from './purposes.ts';
import { releaseInForce } from './release-in-force.server.ts';
import { signConsent } from './sign-consent.server.ts';
import type { SignForm } from './sign-form.ts';
import { signedCopy } from './signed-copy.server.ts';
import { signedText } from './signed-text.ts';
import { momentInWords, signedWords } from './signed-words.server.ts';
import { tellAgency } from './tell-agency.server.ts';
import { withdrawConsent } from './withdraw-consent.server.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const p = await testPartnership(t);
const { config } = (await testServing(t)).context();
await asActor(t.app, p.job, 'test', (tx) => publishDocuments(tx));

let n = 0;
/** A student whose guardian was asked and holds the link's token. */
async function asked() {
  n += 1;
  const s = await addStudent(t, p, `Mateo${n}`, `Ibarra${n}`);
  const referralId = await refer(t, p, s.id.student);
  const request = await asActor(t.app, p.counselor, 'test', (tx) => askGuardian(tx, config, { referralId, guardianId: s.id.guardian }));
  if (!request.ok) throw new Error(request.reason);
  const { url } = await asActor(t.app, p.counselor, 'test', (tx) =>
    makeLink(tx, config, { kind: 'invitation', personId: s.id.guardian, consentRequestId: request.requestId, expiresAt: '2026-12-08T13:00:00Z' }));
  return { ...s, referralId, requestId: request.requestId, token: url.split('/').at(-1) ?? '' };
}

const yesToAll: Record<Purpose, 'yes' | 'no'> = { service: 'yes', telehealth: 'yes', release_to_agency: 'yes', release_to_school: 'yes' };
const after = { move: moveReferral, bringForward };

async function formFor(token: string, answers: Partial<Record<Purpose, 'yes' | 'no'>> = {}): Promise<SignForm> {
  const shown = await invited(token, async (tx, invitation) => shownSha256(await askedDocuments(tx, 'es', namesFor(invitation, 'es'))));
  return { ...yesToAll, ...answers, name: 'Rosa Ibarra Méndez', understood: 'on', shown, language: 'es' };
}

async function invited<T>(token: string, work: Parameters<typeof asInvited<T>>[3]): Promise<T> {
  const opened = await asInvited(t.app, token, 'test', work);
  if (!opened.ok) throw new Error(opened.reason);
  return opened.value;
}

const sign = async (token: string, answers?: Partial<Record<Purpose, 'yes' | 'no'>>) => {
  const form = await formFor(token, answers);
  return invited(token, (tx, invitation) => signConsent(tx, invitation, form, after));
};
const inForce = async (studentId: string, purpose: Purpose) =>
  (await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute<{ held: boolean }>(sql`select gate.consent_in_force(${studentId}::uuid, ${purpose}, ${p.id.agency}::uuid, clock_now()) as held`)))[0]?.held;
const stateOf = async (referralId: string) => (await t.owner<{ state: string; next: string; outcome: string | null }[]>`select state, next_action_on::text as next, outcome from referral where id = ${referralId}`)[0];

describe('a link', () => {
  test('opens the request of its guardian; only the first look changes something', async () => {
    const s = await asked();
    const look = () => invited(s.token, async (tx, invitation) => { await noteViewed(tx, invitation); return invitation; });
    expect(await look()).toMatchObject({ state: 'sent', student: 'Mateo1', counselor: 'Tom Brandt', school: { name: 'Alder Creek Middle' }, lastDay: '2027-06-11' });
    const [first] = await t.owner`select state, viewed_at::text as at from consent_request where id = ${s.requestId}`;
    await t.moveClockTo('2026-11-24T13:05:00Z');
    expect(await look()).toMatchObject({ state: 'viewed' });
    expect(await t.owner`select state, viewed_at::text as at from consent_request where id = ${s.requestId}`).toMatchObject([{ ...first, state: 'viewed' }]);
    await t.moveClockTo(tuesdayMorning);
  });

  test('that is unknown, revoked or run out opens nothing and says which', async () => {
    const s = await asked();
    const open = () => asInvited(t.app, s.token, 'test', async () => 'opened');
    expect(await asInvited(t.app, 'A'.repeat(43), 'test', async () => 'opened')).toMatchObject({ ok: false, reason: 'unknown' });
    expect(await asInvited(t.app, 'too short', 'test', async () => 'opened')).toMatchObject({ ok: false, reason: 'unknown' });
    expect(await open()).toMatchObject({ ok: true });
    await t.moveClockTo('2026-12-08T13:00:00Z');
    expect(await open()).toMatchObject({ ok: false, reason: 'expired' });
    await t.moveClockTo(tuesdayMorning);
    await asActor(t.app, p.counselor, 'test', (tx) => revokeLinks(tx, { consentRequestId: s.requestId }));
    expect(await open()).toMatchObject({ ok: false, reason: 'revoked' });
  });

  test('ends with the guardianship', async () => {
    const s = await asked();
    await t.owner`update guardianship set during = '[2026-08-24,2026-11-24)' where id = ${s.id.guardianship}`;
    expect(await asInvited(t.app, s.token, 'test', async () => 'opened')).toMatchObject({ ok: false, reason: 'guardianship-ended' });
  });
});

test('a signed-in guardian comes to their own request, also when the link in the mail has run out, and to nobody else’s', async () => {
  const s = await asked();
  const other = await asked();
  const link = (requestId: string) => asActor(t.app, s.guardian, 'test', (tx) => ownRequestLink(tx, config, requestId));
  expect(await link(s.requestId)).toMatch(/\/i\/[\w-]{43}$/);
  expect(await link(other.requestId)).toBeNull();
  await t.moveClockTo('2027-01-11T13:00:00Z');
  const anew = (await link(s.requestId))?.split('/').at(-1) ?? '';
  expect(await asInvited(t.app, s.token, 'test', async () => 'opened')).toMatchObject({ ok: false, reason: 'expired' });
  expect(await invited(anew, async (_tx, { requestId }) => requestId)).toBe(s.requestId);
  await t.moveClockTo(tuesdayMorning);
});

describe('signing', () => {
  test('check 5: lets care begin and a visit be booked; before, the database refuses', async () => {
    const s = await asked();
    expect(await inForce(s.id.student, 'service')).toBe(false);
    expect(await sign(s.token)).toEqual({ ok: true, begins: true });
    for (const purpose of purposes) expect(await inForce(s.id.student, purpose)).toBe(true);
    expect(await stateOf(s.referralId)).toMatchObject({ state: 'waiting' });
    const care = await beginCare(t, p, s.referralId);
    await expect(asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, { ...s, ...care }, '2026-12-01T14:05:00Z'))).resolves.toBeTypeOf('string');
  });

  test('without it no visit is booked', async () => {
    const s = await asked();
    await sign(s.token);
    const care = await beginCare(t, p, s.referralId);
    await t.owner`update consent set withdrawn_at = clock_now(), withdrawn_by = ${s.id.guardian} where request_id = ${s.requestId} and purpose = 'telehealth'`;
    const refused = await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, { ...s, ...care }, '2026-12-02T14:05:00Z')).then(() => undefined, refusalIn);
    expect(refused?.promise).toBe('no_visit_without_consent');
    await t.owner`update engagement set caseload_count = 0 where partnership_id = ${p.id.partnership}`;
  });

  test('twice at once is one signature', async () => {
    const s = await asked();
    const form = await formFor(s.token);
    const both = await Promise.all([1, 2].map(() => invited(s.token, (tx, invitation) => signConsent(tx, invitation, form, after))));
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await t.owner`select count(*)::int as n from consent_signature where request_id = ${s.requestId}`).toMatchObject([{ n: 1 }]);
    expect(await t.owner`select count(*)::int as n from consent where request_id = ${s.requestId}`).toMatchObject([{ n: 4 }]);
    expect(await t.owner`select count(*)::int as n from audit_entry where action = 'consent.signed' and body ->> 'subjectId' = ${s.requestId}`).toMatchObject([{ n: 1 }]);
  });

  test('a no to what is needed leaves it with the counselor, today; a no to the rest does not', async () => {
    const s = await asked();
    expect(await sign(s.token, { telehealth: 'no' })).toEqual({ ok: true, begins: false });
    expect(await stateOf(s.referralId)).toMatchObject({ state: 'awaiting_consent', next: '2026-11-24' });
    expect(await inForce(s.id.student, 'telehealth')).toBe(false);
    const other = await asked();
    expect(await sign(other.token, { release_to_school: 'no' })).toEqual({ ok: true, begins: true });
    expect(await stateOf(other.referralId)).toMatchObject({ state: 'waiting' });
  });

  test('is refused when the words on the screen are not those that would be signed', async () => {
    const s = await asked();
    const form = { ...await formFor(s.token), language: 'en' as const };
    expect(await invited(s.token, (tx, invitation) => signConsent(tx, invitation, form, after))).toEqual({ ok: false, reason: 'text-changed' });
    expect(await t.owner`select count(*)::int as n from consent_signature where request_id = ${s.requestId}`).toMatchObject([{ n: 0 }]);
  });

  test('nobody signs for another family, and a guardian who may only see does not sign', async () => {
    const s = await asked();
    const stranger = await asked();
    const form = await formFor(s.token);
    const invitation = await invited(s.token, async (_tx, opened) => opened);
    expect(await invited(stranger.token, (tx) => signConsent(tx, invitation, form, after))).toMatchObject({ ok: false });
    await t.owner`update guardianship set decision_right = false where id = ${s.id.guardianship}`;
    expect(await invited(s.token, (tx, opened) => signConsent(tx, opened, form, after))).toEqual({ ok: false, reason: 'may-not-decide' });
    expect(await t.owner`select count(*)::int as n from consent_signature where request_id = ${s.requestId}`).toMatchObject([{ n: 0 }]);
  });
});

describe('what was signed', () => {
  test('is the text from the published documents, names and answers, byte for byte, and opens as it was', async () => {
    const s = await asked();
    await sign(s.token, { release_to_school: 'no' });
    const { copy, again } = await invited(s.token, async (tx, invitation) => {
      const [row] = await tx.execute<{ at: string }>(sql`select to_json(signed_at at time zone 'UTC') #>> '{}' as at from consent_signature where request_id = ${invitation.requestId}`);
      const signedAt = Temporal.Instant.from(`${row?.at}Z`).toString({ smallestUnit: 'microsecond' });
      const documents = await askedDocuments(tx, 'es', namesFor(invitation, 'es'));
      return {
        copy: await signedCopy(tx, invitation.requestId),
        again: signedText({
          documents, answers: { service: true, telehealth: true, release_to_agency: true, release_to_school: false }, student: invitation.studentFullName, school: 'Alder Creek Middle', agencies: ['Harbor Street'],
          guardian: invitation.guardian.fullName, signedName: 'Rosa Ibarra Méndez', statement: textFor('es', 'consent')('sign.understood.mother', { student: invitation.student }),
          signedAt, signedAtWords: momentInWords(signedAt, 'America/New_York', 'es'), until: dateText('2027-06-11', 'es'),
        }, signedWords('es')),
      };
    });
    expect(copy?.text).toBe(again);
    expect(copy).toMatchObject({ language: 'es', whole: true });
    expect(copy?.text).toContain('Rosa Ibarra Méndez');
  });

  test('does not change when a newer version is published', async () => {
    const s = await asked();
    await sign(s.token);
    const before = await invited(s.token, (tx, { requestId }) => signedCopy(tx, requestId));
    const words = (title: string) => Object.fromEntries(purposes.map((purpose) => [purpose, { title, summary: title, body: title }])) as Parameters<typeof publishDocuments>[2] extends Readonly<Record<string, infer D>> | undefined ? D : never;
    await asActor(t.app, p.job, 'test', (tx) => publishDocuments(tx, 2, { en: words('New'), es: words('Nuevo') }));
    expect(await invited(s.token, (tx, { requestId }) => signedCopy(tx, requestId))).toEqual(before);
  });

  test('cannot be changed by the app, and a change behind its back shows', async () => {
    const s = await asked();
    await sign(s.token);
    const change = (statement: ReturnType<typeof sql>) => asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(statement)).then(() => 'changed', () => 'refused');
    expect(await change(sql`update consent_signature set language = 'en'`)).toBe('refused');
    expect(await change(sql`delete from consent_signature`)).toBe('refused');
    expect(await change(sql`update consent set answer = not answer`)).toBe('refused');
    expect(await change(sql`update consent_text set body = ''`)).toBe('refused');
    await t.owner.begin(async (owner) => {
      await owner`alter table consent disable trigger only_ends`;
      await owner`update consent set answer = false where request_id = ${s.requestId} and purpose = 'release_to_school'`;
      await owner`alter table consent enable trigger only_ends`;
    });
    expect(await invited(s.token, (tx, { requestId }) => signedCopy(tx, requestId))).toMatchObject({ whole: false });
  });

  test('is not there in the clear', async () => {
    const s = await asked();
    await sign(s.token);
    const [row] = await t.owner<{ text: string; name: string }[]>`select encode(text_sealed, 'escape') as text, encode(signed_name_sealed, 'escape') as name from consent_signature where request_id = ${s.requestId}`;
    expect(`${row?.text}${row?.name}`).not.toMatch(/Rosa|terapeuta/);
  });
});

describe('after it', () => {
  test('withdrawing ends it at once: visits are cancelled and the referral waits for the family', async () => {
    const s = await asked();
    await sign(s.token);
    const care = await beginCare(t, p, s.referralId);
    const appointmentId = await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, { ...s, ...care }, '2026-12-03T14:05:00Z'));
    const withdrawn = await invited(s.token, (tx, invitation) => withdrawConsent(tx, invitation, 'service', { move: moveReferral, cancelVisits: cancelBookedVisits }));
    expect(withdrawn).toEqual({ ok: true, stops: true });
    expect(await inForce(s.id.student, 'service')).toBe(false);
    expect(await inForce(s.id.student, 'telehealth')).toBe(true);
    expect(await stateOf(s.referralId)).toMatchObject({ state: 'awaiting_consent' });
    expect(await t.owner`select state, ended_because as because, ended_by as by from appointment where id = ${appointmentId}`).toMatchObject([{ state: 'cancelled', because: 'consent_withdrawn', by: s.id.guardian }]);
    const again = await invited(s.token, (tx, invitation) => withdrawConsent(tx, invitation, 'service', { move: moveReferral, cancelVisits: cancelBookedVisits }));
    expect(again).toEqual({ ok: false, reason: 'not-in-force' });
  });

  test('withdrawing what is not needed leaves the support as it is', async () => {
    const s = await asked();
    await sign(s.token);
    expect(await invited(s.token, (tx, invitation) => withdrawConsent(tx, invitation, 'release_to_school', { move: moveReferral, cancelVisits: cancelBookedVisits }))).toEqual({ ok: true, stops: false });
    expect(await stateOf(s.referralId)).toMatchObject({ state: 'waiting' });
    expect(await inForce(s.id.student, 'release_to_school')).toBe(false);
  });

  test('declining closes the referral once; what was declined is not signed', async () => {
    const s = await asked();
    const decline = () => invited(s.token, (tx, invitation) => declineConsent(tx, invitation, { bringForward, close: (inner, closing) => closeReferral(inner, closing, (within, id) => cancelBookedVisits(within, id, 'family_asked')) }));
    const form = await formFor(s.token);
    expect(await decline()).toEqual({ ok: true });
    expect(await decline()).toEqual({ ok: true });
    expect(await stateOf(s.referralId)).toMatchObject({ state: 'closed', outcome: 'declined_by_family' });
    expect(await invited(s.token, (tx, invitation) => signConsent(tx, invitation, form, after))).toEqual({ ok: false, reason: 'closed' });
  });

  test('wishing to talk first makes it the counselor’s turn today and leaves the request open', async () => {
    const s = await asked();
    await t.owner`update referral set next_action_on = '2026-12-10' where id = ${s.referralId}`;
    await invited(s.token, (tx, invitation) => askToTalk(tx, invitation, bringForward));
    expect(await stateOf(s.referralId)).toMatchObject({ state: 'awaiting_consent', next: '2026-11-24' });
    const [newest] = await asActor(t.app, p.counselor, 'test', (tx) => consentsOf(tx, s.id.student));
    expect(newest).toMatchObject({ state: 'sent', wantsToTalkAt: expect.any(String), answers: [] });
    expect(await sign(s.token)).toEqual({ ok: true, begins: true });
  });

  test('the school sees per purpose what is in force, by whom, in which language, until when', async () => {
    const s = await asked();
    await sign(s.token, { release_to_school: 'no' });
    const [newest] = await asActor(t.app, p.counselor, 'test', (tx) => consentsOf(tx, s.id.student));
    expect(newest).toMatchObject({ state: 'signed', language: 'es', lastDay: '2027-06-11', guardian: { relationship: 'mother' }, agencies: ['Harbor Street'] });
    expect(newest?.answers.map(({ purpose, yes, inForce: holds }) => [purpose, yes, holds])).toEqual([['service', true, true], ['telehealth', true, true], ['release_to_agency', true, true], ['release_to_school', false, false]]);
    expect(await asActor(t.app, p.otherCounselor, 'test', (tx) => consentsOf(tx, s.id.student))).toEqual([]);
  });
});

describe('telling the agency', () => {
  test('is written down with the release that allows it', async () => {
    const s = await asked();
    await sign(s.token);
    await t.owner`update engagement set caseload_count = 0 where partnership_id = ${p.id.partnership}`;
    const { episodeId } = await beginCare(t, p, s.referralId);
    const care = { referralId: s.referralId, studentId: s.id.student, agencyId: p.id.agency, episodeId };
    await asActor(t.app, p.therapist, 'test', (tx) => tellAgency(tx, care));
    const release = await asActor(t.app, p.coordinator, 'test', (tx) => releaseInForce(tx, s.id.student, 'release_to_agency', p.id.agency));
    const told = await t.owner`select what, basis, consent_id, from_organisation_id as school, to_organisation_id as agency, to_person_id as who from disclosure where student_id = ${s.id.student} order by what`;
    expect(told).toMatchObject(['referral', 'student'].map((what) => ({ what, basis: 'release', consent_id: release?.consentId, school: p.id.school, agency: p.id.agency, who: p.id.therapist })));
    await t.owner`update consent set withdrawn_at = clock_now(), withdrawn_by = ${s.id.guardian} where student_id = ${s.id.student} and purpose = 'release_to_agency'`;
    expect((await asActor(t.app, p.therapist, 'test', (tx) => tellAgency(tx, care)).then(() => undefined, refusalIn))?.promise).toBe('a_release_names_the_agency');
  });
});
