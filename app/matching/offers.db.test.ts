import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { refusalIn } from '../../db/refusals.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStudent, consentToAll, refer, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { acceptOffer, declineOffer } from './answer-offer.server.ts';
import { endExpiredOffers, takeOfferBack } from './end-offer.server.ts';
import { makeOffer } from './make-offer.server.ts';
import { matchStudent } from './match-student.server.ts';
import { offersToMe } from './offers.server.ts';
import { standingOffer } from './open-offer.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
const nothing = async () => undefined;
const makeUrl = (offerId: string) => `http://localhost/offers/${offerId}`;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  await asActor(t.app, p.job, 'test', async (tx) => {
    await tx.execute(sql`insert into therapist_language values (${p.id.partnership}, ${p.id.therapist}, 'es')`);
    await tx.execute(sql`insert into therapist_concern values (${p.id.partnership}, ${p.id.therapist}, 'worries', 3)`);
  });
});

async function waiting(given: string, family: string, agencies?: readonly string[]) {
  const student = await addStudent(t, p, given, family);
  const referralId = await refer(t, p, student.id.student);
  await consentToAll(t, p, student, referralId, agencies);
  return { ...student, referralId };
}
const offer = (referralId: string) => makeOffer(t.app, p.coordinator, { referralId, engagementId: p.id.engagement, makeUrl });
const stateOf = async (referralId: string) => (await t.owner`select state from referral where id = ${referralId}`)[0]!.state as string;

describe('an offer', () => {
  test('ranks, is made once, shows no name, and is answered once', async () => {
    const s = await waiting('Mateo', 'Ibarra');
    const found = await asActor(t.app, p.coordinator, 'test', (tx) => matchStudent(tx, s.referralId));
    expect(found).toMatchObject({ ok: true, match: { ranking: { ranked: [{ engagementId: p.id.engagement }], excluded: [] } } });
    const answers = await Promise.all([offer(s.referralId), offer(s.referralId)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await stateOf(s.referralId)).toBe('offered');
    const [mine] = await asActor(t.app, p.therapist, 'test', offersToMe);
    expect(JSON.stringify(mine)).not.toContain('Ibarra');
    expect(await asActor(t.app, p.therapist, 'test', (tx) => tx.execute(sql`select from student`))).toHaveLength(0);
    const taken = await Promise.all([acceptOffer(t.app, p.therapist, mine!.id, nothing), acceptOffer(t.app, p.therapist, mine!.id, nothing)]);
    expect(taken.map((answer) => (answer.ok ? 'taken' : answer.reason)).sort()).toEqual(['offer-answered', 'taken']);
    expect(await asActor(t.app, p.therapist, 'test', (tx) => tx.execute(sql`select from student`))).toHaveLength(1);
    expect(await stateOf(s.referralId)).toBe('accepted');
  });

  test('that is declined, taken back or left lying lets the student wait again', async () => {
    const s = await waiting('Maya', 'Robinson');
    const first = await offer(s.referralId);
    expect(first.ok && (await declineOffer(t.app, p.therapist, first.offerId, 'no_time')).ok).toBe(true);
    expect(await stateOf(s.referralId)).toBe('waiting');
    expect(await asActor(t.app, p.coordinator, 'test', (tx) => matchStudent(tx, s.referralId))).toMatchObject({ match: { ranking: { excluded: [{ because: { rule: 'declined' } }] } } });
    expect(await offer(s.referralId)).toEqual({ ok: false, reason: 'no-longer-fits' });

    const other = await waiting('Jonah', 'Price');
    expect((await offer(other.referralId)).ok).toBe(true);
    expect(await takeOfferBack(t.app, p.coordinator, other.referralId)).toEqual({ ok: true });
    expect(await stateOf(other.referralId)).toBe('waiting');

    const again = await offer(other.referralId);
    await t.moveClockTo('2026-11-27T13:00:00Z');
    expect(again.ok && (await acceptOffer(t.app, p.therapist, again.offerId, nothing))).toMatchObject({ reason: 'offer-ended' });
    await asActor(t.app, p.job, 'test', endExpiredOffers);
    expect(await stateOf(other.referralId)).toBe('waiting');
    await t.moveClockTo(tuesdayMorning);
  });

  test('of the last place is accepted by one of two', async () => {
    await t.owner`update engagement set caseload_limit = 2 where id = ${p.id.engagement}`;
    const two = [await waiting('Omar', 'Diaz'), await waiting('Sofia', 'Lund')];
    const offers = await Promise.all(two.map((s) => offer(s.referralId)));
    const taken = await Promise.all(offers.map((made) => (made.ok ? acceptOffer(t.app, p.therapist, made.offerId, nothing) : made)));
    expect(taken.map((answer) => (answer.ok ? 'taken' : answer.reason)).sort()).toEqual(['caseload-full', 'taken']);
    expect(await Promise.all(two.map((s) => stateOf(s.referralId)))).toEqual(expect.arrayContaining(['accepted', 'offered']));
  });

  test('is made by a coordinator alone, and answered by its therapist alone', async () => {
    await t.owner`update engagement set caseload_limit = 9 where id = ${p.id.engagement}`;
    const s = await waiting('Theo', 'Barnes');
    await expect(makeOffer(t.app, p.frontOffice, { referralId: s.referralId, engagementId: p.id.engagement, makeUrl })).resolves.toEqual({ ok: false, reason: 'not-found' });
    const made = await offer(s.referralId);
    expect(made.ok && (await acceptOffer(t.app, p.coordinator, made.offerId, nothing))).toMatchObject({ reason: 'not-found' });
  });
});

describe('a therapist whom two agencies engage', () => {
  const [maple, engagementId] = [randomUUID(), randomUUID()];

  test('stands in the list twice, each agency with its own caseload, and is asked by the one that the offer names', async () => {
    await asActor(t.app, p.job, 'test', async (tx) => {
      await tx.execute(sql`insert into organisation (partnership_id, id, kind, name) values (${p.id.partnership}, ${maple}, 'agency', 'Maple Street')`);
      await tx.execute(sql`select gate.add_membership(gen_random_uuid(), ${p.id.therapist}::uuid, ${maple}::uuid, 'therapist', '[2026-08-01,)'::daterange)`);
      await tx.execute(sql`select gate.engage(${engagementId}::uuid, ${p.id.therapist}::uuid, ${maple}::uuid, '[2026-08-01,)'::daterange, '{school,home}'::text[], '[5,20)'::int4range, 3)`);
    });
    const s = await waiting('Iris', 'Moreau', [p.id.agency, maple]);
    const ranking = async () => {
      const found = await asActor(t.app, p.coordinator, 'test', (tx) => matchStudent(tx, s.referralId));
      if (!found?.ok) throw new Error('no match');
      const agencyOf = (id: string) => found.match.candidates[id]?.agency;
      return { fit: found.match.ranking.ranked.map((one) => agencyOf(one.engagementId)).sort(), out: found.match.ranking.excluded.map((one) => [agencyOf(one.engagementId), one.because.rule]) };
    };
    expect(await ranking()).toEqual({ fit: ['Harbor Street', 'Maple Street'], out: [] });
    await t.owner`update engagement set caseload_limit = caseload_count where id = ${p.id.engagement}`;
    expect(await ranking()).toEqual({ fit: ['Maple Street'], out: [['Harbor Street', 'caseload-full']] });
    expect(await offer(s.referralId)).toEqual({ ok: false, reason: 'no-longer-fits' });
    expect(await makeOffer(t.app, p.coordinator, { referralId: s.referralId, engagementId: randomUUID(), makeUrl })).toEqual({ ok: false, reason: 'not-found' });
    const made = await makeOffer(t.app, p.coordinator, { referralId: s.referralId, engagementId, makeUrl });
    const [mine] = await asActor(t.app, p.therapist, 'test', offersToMe);
    expect([made.ok && made.offerId, mine?.agency]).toEqual([mine?.id, 'Maple Street']);
    expect(await asActor(t.app, p.coordinator, 'test', (tx) => standingOffer(tx, s.referralId))).toMatchObject({ therapist: 'Nadia Haddad', agency: 'Maple Street' });
  });

  test('is offered a student by that agency alone which the family’s release names; the coordinator is told before, and the database refuses too', async () => {
    await t.owner`update engagement set caseload_limit = 20`;
    const s = await waiting('Pia', 'Moreau');
    const ranking = async () => {
      const found = await asActor(t.app, p.coordinator, 'test', (tx) => matchStudent(tx, s.referralId));
      if (!found?.ok) throw new Error('no match');
      return { fit: found.match.ranking.ranked.map((one) => one.engagementId), out: found.match.ranking.excluded.map((one) => [one.engagementId, one.because.rule]), help: found.match.ranking.wouldHelpMost };
    };
    expect(await ranking()).toEqual({ fit: [p.id.engagement], out: [[engagementId, 'not-released']], help: null });
    expect(await makeOffer(t.app, p.coordinator, { referralId: s.referralId, engagementId, makeUrl })).toEqual({ ok: false, reason: 'not-released' });
    const raw = (engagement: string) => asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`
      insert into offer (partnership_id, referral_id, therapist_id, engagement_id, school_id, answer_by, made_by, age_years, concern, urgency, language, place, score)
      values (ctx_partnership(), ${s.referralId}, ${p.id.therapist}, ${engagement}, ${p.id.school}, clock_now() + interval '3 days', ctx_person(), 12, 'worries', 'soon', 'es', 'school', '[]')`)).then(() => 'made', (error: unknown) => refusalIn(error)?.promise);
    expect(await raw(engagementId)).toBe('a_release_names_the_agency');
    await t.owner`insert into consent_request_agency select partnership_id, request_id, ${maple} from consent where student_id = ${s.id.student} limit 1`;
    await t.owner`alter table consent disable trigger user`;
    await t.owner`insert into consent (partnership_id, request_id, signature_id, student_id, purpose, document_id, agency_id, school_id, answer, during)
      select partnership_id, request_id, signature_id, student_id, purpose, document_id, ${maple}, school_id, answer, during from consent where student_id = ${s.id.student}`;
    await t.owner`alter table consent enable trigger user`;
    expect((await ranking()).fit.toSorted()).toEqual([p.id.engagement, engagementId].toSorted());
    expect(await raw(engagementId)).toBe('made');
  });
});
