import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { askedDocuments, shownSha256 } from '../../app/consent/asked-documents.server.ts';
import { namesFor } from '../../app/consent/invitation.server.ts';
import { asInvited } from '../../app/consent/open-invitation.server.ts';
import { publishDocuments } from '../../app/consent/publish-documents.server.ts';
import { signConsent } from '../../app/consent/sign-consent.server.ts';
import { endEmergency } from '../../app/emergency/end-emergency.server.ts';
import { openEmergency } from '../../app/emergency/open-emergency.server.ts';
import { reviewEmergency } from '../../app/emergency/review-emergency.server.ts';
import type { HallwayContext } from '../../app/http/load-context.ts';
import { browserRequest } from '../../app/http/test-context.server.ts';
import { askForSignInLink } from '../../app/identity/ask-for-sign-in-link.server.ts';
import { linkToken, type LinkKind } from '../../app/identity/link-token.server.ts';
import { makeLink } from '../../app/identity/links.server.ts';
import { promiseMessage } from '../../app/messages/promise-message.server.ts';
import { askFamily } from '../../app/referrals/ask-family.server.ts';
import { bringForward } from '../../app/referrals/bring-forward.server.ts';
import { moveReferral } from '../../app/referrals/move-referral.server.ts';
import { referralForm } from '../../app/referrals/referral-form.ts';
import { referStudent } from '../../app/referrals/refer-student.server.ts';
import { triageReferral } from '../../app/referrals/triage-referral.server.ts';
import { acknowledgeSafetyEvent, resolveSafetyEvent } from '../../app/safety/answer-safety-event.server.ts';
import { raiseForStudent } from '../../app/safety/raise-for-student.server.ts';
import { raiseSafetyEvent } from '../../app/safety/raise-safety-event.server.ts';
import { safetyQuestions } from '../../app/safety/safety-questions.ts';
import { openText } from '../../app/sealed/sealed-text.server.ts';
import { mediaKeyPlace, openVisit } from '../../app/visits/open-visit.server.ts';
import { answerStartGate } from '../../app/visits/start-gate.server.ts';
import { bookedVisit, nineOClock } from '../../app/visits/test-visit.server.ts';
import { asActor } from '../as-actor.server.ts';
import type { TestDatabase } from '../test-database.ts';
import { addStudent, type TestPartnership } from '../test-partnership.ts';

/** What people write that must never be readable in the database, each as somebody would write it. */
export const words = {
  why: 'since her brother died she sits in the dark',
  whyToo: 'Llora en el baño antes de matemáticas 🌧',
  tried: 'lunch group with Mr. Okafor, twice, she left',
  signedName: 'Rosa Elena de la Vega y Montes',
  askedAddress: 'someone.else@quiet-house.example',
  safetySeen: 'she showed her wrists to a classmate',
  safetyDone: 'drove her to Riverside emergency at four',
  present: 'her uncle Anselmo sits in the corner',
  where: 'the blue trailer behind 88 Quarry Lane',
  adult: 'Ms. Petrakis two doors down',
  callBack: '614 555 0188',
  presentLater: 'the uncle has left, a cousin came',
  whereLater: 'now in the parked van by the creek',
  adultLater: 'the cousin, Dariusz, drives',
  callBackLater: '614 555 0176',
  safetyAgain: 'a note in her locker said goodbye',
  safetyAgainDone: 'grandmother came, she sleeps there tonight',
  emergencyWhy: 'he texted our Jordan from the quarry bridge',
  emergencyFound: 'Jordan had shown the text to nobody else',
};

type Serving = { context(): HallwayContext };

/** A student is referred, the family asked, and the guardian signs. Returns what opens something, and a line of the signed text as it was filled in. */
export async function referAndSign(t: TestDatabase, p: TestPartnership, serving: Serving): Promise<string[]> {
  const { config } = serving.context();
  const lena = await addStudent(t, p, 'Lena', 'Voss');
  await asActor(t.app, p.coordinator, 'test', publishDocuments);
  const form = referralForm.parse({
    student: lena.id.student, key: randomUUID(), safety: Object.fromEntries(safetyQuestions.map((question) => [question, 'no'])), concern: 'grief',
    why: `${words.why}. ${words.whyToo}`, tried: words.tried, urgency: 'soon', language: 'es', place: 'school', reach: 'email',
  });
  const referred = must(await asActor(t.app, p.counselor, 'test', (tx) => referStudent(tx, form)));
  must(await asActor(t.app, p.counselor, 'test', (tx) => triageReferral(tx, referred.referralId, { key: randomUUID(), urgency: 'soon' })));
  must(await asActor(t.app, p.counselor, 'test', (tx) => askFamily(tx, config, { key: randomUUID(), referralId: referred.referralId, guardianIds: [lena.id.guardian] })));
  const [link] = await t.owner`select id from link where person_id = ${lena.id.guardian}`;
  const token = linkToken(config.key, 'invitation', String(link?.['id']));
  const frozen: string[] = [];
  const signed = await asInvited(t.app, token, 'consent.sign', async (tx, invitation) => {
    const documents = await askedDocuments(tx, 'es', namesFor(invitation, 'es'));
    frozen.push(...lineWith('Lena', documents.map(({ body }) => body).join('\n')));
    const shown = shownSha256(documents);
    const yes = { service: 'yes', telehealth: 'yes', release_to_agency: 'yes', release_to_school: 'yes' } as const;
    return signConsent(tx, invitation, { ...yes, name: words.signedName, understood: 'on', shown, language: 'es' }, { move: moveReferral, bringForward });
  });
  must(signed.ok ? signed.value : signed);
  must(await askForSignInLink(browserRequest('/'), serving.context(), words.askedAddress));
  return [...openers(token), ...frozen];
}

/** A visit is prepared twice over, with a danger seen and dealt with before it. Returns what opens something. */
export async function prepareVisit(t: TestDatabase, p: TestPartnership, serving: Serving, superuser: postgres.Sql): Promise<string[]> {
  const { config } = serving.context();
  const v = await bookedVisit(t, p, 'Mateo', 'Ibarra');
  const eventId = await asActor(t.app, p.counselor, 'test', (tx) =>
    raiseSafetyEvent(tx, { studentId: v.id.student, schoolId: p.id.school, referralId: null, report: { signals: [], words: words.safetySeen } }));
  must(await asActor(t.app, p.counselor, 'test', (tx) => resolveSafetyEvent(tx, eventId, words.safetyDone)));
  const again = must(await asActor(t.app, p.frontOffice, 'test', (tx) => raiseForStudent(tx, v.id.student, { signals: ['self_harm'], words: words.safetyAgain })));
  must(await asActor(t.app, p.counselor, 'test', (tx) => acknowledgeSafetyEvent(tx, again.eventId)));
  must(await asActor(t.app, p.counselor, 'test', (tx) => resolveSafetyEvent(tx, again.eventId, words.safetyAgainDone)));
  const mateo = { givenName: 'Mateo', familyName: 'Ibarra', birthDate: '2014-03-02' };
  const { accessId } = must(await openEmergency(t.app, p.otherCounselor, config.origin, { key: randomUUID(), ...mateo, threat: 'self_harm', parties: ['police'], reason: words.emergencyWhy }));
  must(await asActor(t.app, p.otherCounselor, 'test', (tx) => endEmergency(tx, accessId)));
  must(await reviewEmergency(t.app, p.privacyOfficer, accessId, { outcome: 'appropriate', words: words.emergencyFound }));
  const opening: string[] = [];
  for (const [personId, part] of [[v.id.guardian, 'guardian'], [v.id.student, 'student']] as const) {
    await asActor(t.app, p.job, 'test', async (tx) => {
      const kind: LinkKind = 'visit';
      const { id, url } = await makeLink(tx, config, { kind, personId, part, appointmentId: v.appointmentId, beginsAt: '2026-11-24T13:50:00Z', expiresAt: '2026-11-24T15:25:00Z' });
      const params = { url, startsAt: '2026-11-24T14:05:00Z', minutes: 50, zone: 'America/New_York', studentGivenName: 'Mateo' };
      await promiseMessage(tx, { to: v.id.guardian, about: v.id.student, template: 'visit-link', params, dedupeKey: id });
      opening.push(...openers(linkToken(config.key, kind, id)));
    });
  }
  await t.moveClockTo(nineOClock);
  const visit = { id: String(await asActor(t.app, p.job, 'test', (tx) => openVisit(tx, v.appointmentId))), studentId: v.id.student };
  await asActor(t.app, p.therapist, 'test', async (tx) => {
    const { present, where, adult, callBack, presentLater, whereLater, adultLater, callBackLater } = words;
    await answerStartGate(tx, visit, { present, where, state: 'OH', adult, callBack });
    await answerStartGate(tx, visit, { present: presentLater, where: whereLater, state: 'OH', adult: adultLater, callBack: callBackLater });
    const [row] = await superuser`select media_key_sealed from visit where id = ${visit.id}`;
    opening.push((await openText(tx, mediaKeyPlace(visit), row?.['media_key_sealed'] as Buffer)) ?? '');
  });
  return opening;
}

/** The first stretch of a text that says a name, with some words on either side: as it reads in no published text, which has a brace there. */
function lineWith(name: string, text: string): string[] {
  const found = new RegExp(`[^\\n{}]{0,20}${name}[^\\n{}]{5,20}`, 'u').exec(text)?.[0];
  if (!found) throw new Error('no consent text names the student');
  return [found];
}

/** A token as it stands in an address, and the bytes it is made of. */
const openers = (token: string): string[] => [token, Buffer.from(token, 'base64url').toString('hex')];

function must<A extends { ok: boolean }>(answer: A): Extract<A, { ok: true }> {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer as Extract<A, { ok: true }>;
}
