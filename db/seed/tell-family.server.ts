import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { askedDocuments, shownSha256 } from '../../app/consent/asked-documents.server.ts';
import { askToTalk } from '../../app/consent/ask-to-talk.server.ts';
import { declineConsent } from '../../app/consent/decline-consent.server.ts';
import { invitationOfLink, namesFor, type Invitation } from '../../app/consent/invitation.server.ts';
import { noteViewed } from '../../app/consent/open-invitation.server.ts';
import { purposes } from '../../app/consent/purposes.ts';
import { signConsent } from '../../app/consent/sign-consent.server.ts';
import { withdrawConsent } from '../../app/consent/withdraw-consent.server.ts';
import { FALLBACK_LANGUAGE, isLanguage } from '../../app/i18n/languages.ts';
import { deliverMessage } from '../../app/messages/deliver-message.server.ts';
import { askFamily as askTheFamily } from '../../app/referrals/ask-family.server.ts';
import { bringForward } from '../../app/referrals/bring-forward.server.ts';
import { closeReferral } from '../../app/referrals/close-referral.server.ts';
import { moveReferral } from '../../app/referrals/move-referral.server.ts';
import { cancelBookedVisits } from '../../app/scheduling/cancel-booked-visits.server.ts';
import { decideInterpreter } from '../../app/interpreters/interpreter-need.server.ts';
import { keepHomePlace } from '../../app/scheduling/home-times.server.ts';
import { keepSittingIn } from '../../app/scheduling/sitting-in.server.ts';
import { keepGuardianWindows } from '../../app/scheduling/keep-guardian-windows.server.ts';
import { asActor } from '../as-actor.server.ts';
import type { Tx } from '../connect.server.ts';
import { demoZone } from './demo-calendar.ts';
import { minute } from './minute.ts';
import { namedFamilies } from './named-families.ts';
import { left, must, type Telling } from './telling.ts';

export async function askFamily(telling: Telling, guardian?: string): Promise<void> {
  const { db, cast, config, student } = telling;
  await asActor(db, cast.of('counselor', student.schoolId), 'consent.send', async (tx) =>
    must(await askTheFamily(tx, config, { key: randomUUID(), referralId: left(telling, 'referralId'), guardianIds: [guardianOf(telling, guardian)] })));
}

/** The guardian's mailbox says that it is none: the message is given up and shown to staff. */
export async function mailComesBack({ db, partnershipId, ...telling }: Telling): Promise<void> {
  const guardianId = guardianOf({ db, partnershipId, ...telling });
  const [message] = await asActor(db, { kind: 'job', partnershipId }, 'demo', (tx) => tx.execute<{ id: string }>(sql`
    select id from outbox where partnership_id = ctx_partnership() and person_id = ${guardianId} and state = 'promised' order by promised_at desc limit 1`));
  if (!message) throw new Error('nothing was sent that could come back');
  const noSuchMailbox = { send: () => Promise.reject(Object.assign(new Error('550 no such mailbox'), { code: 'EENVELOPE', responseCode: 550 })), close: () => {} };
  await deliverMessage(db, noSuchMailbox, 'hallway@example.org', { partnershipId, id: message.id });
}

export async function sign(telling: Telling, guardian?: string): Promise<void> {
  await asInvited(telling, guardian, 'consent.sign', async (tx, invitation) => {
    const spoken = namedFamilies[telling.student.name]?.find(({ given, family }) => `${given} ${family}` === invitation.guardian.fullName)?.language;
    const language = isLanguage(spoken) ? spoken : FALLBACK_LANGUAGE;
    const shown = shownSha256(await askedDocuments(tx, language, namesFor(invitation, language)));
    must(await signConsent(tx, invitation, { service: 'yes', telehealth: 'yes', release_to_agency: 'yes', release_to_school: 'yes', name: invitation.guardian.fullName, understood: 'on', shown, language }, { move: moveReferral, bringForward }));
  });
}

export async function talkFirst(telling: Telling): Promise<void> {
  await asInvited(telling, undefined, 'consent.read', (tx, invitation) => askToTalk(tx, invitation, bringForward));
}

export async function declineAsFamily(telling: Telling): Promise<void> {
  const close = (tx: Tx, closing: { referralId: string; outcome: 'declined_by_family' }) => closeReferral(tx, closing, (inner, referralId) => cancelBookedVisits(inner, referralId, 'family_asked'));
  await asInvited(telling, undefined, 'consent.decline', async (tx, invitation) => void must(await declineConsent(tx, invitation, { bringForward, close })));
}

/** All of it, one after the other. */
export async function withdraw(telling: Telling): Promise<void> {
  await asInvited(telling, undefined, 'consent.withdraw', async (tx, invitation) => {
    for (const purpose of purposes) must(await withdrawConsent(tx, invitation, purpose, { move: moveReferral, cancelVisits: cancelBookedVisits }));
  });
}

export async function sayWhereHomeIs(telling: Telling, [from, until]: [string, string]): Promise<void> {
  const { db, cast, student } = telling;
  await asActor(db, cast.of('counselor', student.schoolId), 'guardian-window.change', async (tx) => {
    await keepHomePlace(tx, student.studentId, 'OH', demoZone);
    await keepGuardianWindows(tx, student.studentId, guardianOf(telling), demoZone, [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: minute(from), endMinute: minute(until) })));
  });
}

/** The counselor decides that visits take an interpreter. */
export async function needInterpreter(telling: Telling, language: string): Promise<void> {
  const { db, cast, student } = telling;
  await asActor(db, cast.of('counselor', student.schoolId), 'interpreter.decide', (tx) => decideInterpreter(tx, left(telling, 'referralId'), student.studentId, language));
}

/** A guardian says, signed in, that they want to be there at school. */
export async function sitIn(telling: Telling, guardian?: string): Promise<void> {
  const { db, partnershipId, student } = telling;
  const guardianId = guardianOf(telling, guardian);
  await asActor(db, { kind: 'guardian', personId: guardianId, partnershipId }, 'guardian-window.change', (tx) => keepSittingIn(tx, student.studentId, guardianId, ['school']));
}

/** As the guardian who holds the newest invitation that was sent to them, which they have read. */
async function asInvited(telling: Telling, guardian: string | undefined, purpose: string, work: (tx: Tx, invitation: Invitation) => Promise<void>): Promise<void> {
  const { db, partnershipId, student } = telling;
  const [link] = await asActor(db, { kind: 'job', partnershipId }, 'demo', (tx) => tx.execute<{ token: Buffer }>(sql`
    select l.token_sha256 token from link l join consent_request r on r.partnership_id = l.partnership_id and r.id = l.consent_request_id
    where r.partnership_id = ctx_partnership() and r.referral_id = ${left(telling, 'referralId')} and l.kind = 'invitation' and l.person_id = ${guardianOf(telling, guardian)} order by r.sent_at desc limit 1`));
  if (!link) throw new Error(`nobody was asked for ${student.name}`);
  await asActor(db, { kind: 'link', link: 'invitation', tokenSha256: link.token }, purpose, async (tx) => {
    const invitation = await invitationOfLink(tx);
    if (!invitation) throw new Error('an invitation opens a request');
    await noteViewed(tx, invitation);
    await work(tx, invitation);
  });
}

/** The named guardian, else the first who decides. */
function guardianOf({ cast, student }: Telling, name?: string): string {
  const decides = namedFamilies[student.name]?.find((guardian) => guardian.decides);
  const who = name ?? (decides && `${decides.given} ${decides.family}`);
  if (who === undefined) throw new Error(`nobody may decide for ${student.name}`);
  return cast.guardian(student.name, who).guardianId;
}
