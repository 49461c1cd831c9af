import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { refusalIn } from '../../db/refusals.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStudent, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { acknowledgeSafetyEvent, resolveSafetyEvent } from '../safety/answer-safety-event.server.ts';
import { openSafetyEvents } from '../safety/open-safety-events.server.ts';
import { raiseSafetyEvent } from '../safety/raise-safety-event.server.ts';
import { readSafetyEvent } from '../safety/safety-event.server.ts';
import { safetyQuestions, type SafetyAnswers } from '../safety/safety-questions.ts';
import { whoIsTold } from '../safety/who-is-told.server.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { closeReferral } from './close-referral.server.ts';
import { moveReferral } from './move-referral.server.ts';
import { listReferrals } from './referral-list.server.ts';
import { readReferral } from './referral-record.server.ts';
import type { NewReferral } from './referral-form.ts';
import { referStudent } from './refer-student.server.ts';
import { movesFrom, ownerPartOf, turnOf, type ReferralState } from './states.ts';
import { triageReferral } from './triage-referral.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
let other: TestPartnership;
beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  other = await testPartnership(t, 'Birch');
});

const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> => asActor(t.app, actor, 'test', work);
const safe = Object.fromEntries(safetyQuestions.map((question) => [question, 'no'])) as SafetyAnswers;
const wanted = (student: string, given: Partial<NewReferral> = {}): NewReferral => ({
  student, key: randomUUID(), safety: safe, concern: 'worries', why: 'Stomach aches before school, six absences', tried: 'Morning check-ins', urgency: 'soon', language: 'es', place: 'school', reach: 'email', askedFor: ['woman'], ...given,
});
const referred = async (given: Partial<NewReferral> = {}, family = 'Ibarra') => {
  const { id } = await addStudent(t, p, 'Mateo', family);
  const answer = await as(p.counselor, (tx) => referStudent(tx, wanted(id.student, given)));
  if (!answer.ok) throw new Error(answer.reason);
  return { student: id.student, ...answer };
};
const cancelNothing = () => Promise.resolve();

describe('referring', () => {
  test('a counselor refers a student of their school; what they wrote is sealed, and they read it again', async () => {
    const { referralId, safetyEventId } = await referred({}, 'Sol');
    expect(safetyEventId).toBeNull();
    const [row] = await t.owner`select state, owner_id, next_action_on::text as due, why_sealed from referral where id = ${referralId}`;
    expect(row).toMatchObject({ state: 'received', owner_id: p.id.counselor, due: '2026-11-25' });
    expect(Buffer.from(row!.why_sealed as Buffer).includes('Stomach')).toBe(false);
    const read = await as(p.counselor, (tx) => readReferral(tx, referralId, 'counselor'));
    expect(read).toMatchObject({ wrote: { why: 'Stomach aches before school, six absences', tried: 'Morning check-ins', safety: safe }, askedFor: ['woman'], steps: [{ to: 'received', byMe: true }] });
    const seen = await as(p.job, (tx) => tx.execute(sql`select action from audit_entry where student_id = ${read!.student.id} order by at, id`));
    expect(seen.map(({ action }) => action).toSorted()).toEqual(['referral.made', 'referral.read']);
  });

  test('the same form twice at the same moment is one referral', async () => {
    const { id } = await addStudent(t, p, 'Ana', 'Luz');
    const form = wanted(id.student);
    const answers = await Promise.all([1, 2, 3].map(() => as(p.counselor, (tx) => referStudent(tx, form))));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await t.owner`select id from referral where student_id = ${id.student}`).toHaveLength(1);
  });

  test('a second open referral is refused and names the one there is; after it is closed another may come', async () => {
    const { student, referralId } = await referred({}, 'Mar');
    expect(await as(p.counselor, (tx) => referStudent(tx, wanted(student)))).toEqual({ ok: false, reason: 'already-referred', referralId });
    expect(await as(p.counselor, (tx) => closeReferral(tx, { referralId, outcome: 'withdrawn' }, cancelNothing))).toEqual({ ok: true });
    expect(await as(p.counselor, (tx) => referStudent(tx, wanted(student)))).toMatchObject({ ok: true });
  });

  test('a counselor of another school has no such student; their own they do refer', async () => {
    const { id } = await addStudent(t, p, 'Lea', 'Roth');
    expect(await as(p.otherCounselor, (tx) => referStudent(tx, wanted(id.student)))).toEqual({ ok: false, reason: 'not-found' });
    expect(await as(p.counselor, (tx) => referStudent(tx, wanted(id.student)))).toMatchObject({ ok: true });
  });

  test('a front office writes no referral, even past every page', async () => {
    const { id } = await addStudent(t, p, 'Kai', 'Berg');
    await expect(as(p.frontOffice, (tx) => referStudent(tx, wanted(id.student)))).rejects.toThrow();
    expect(await t.owner`select id from referral where student_id = ${id.student}`).toHaveLength(0);
  });
});

describe('who sees a referral', () => {
  test('the school and the partnership’s list; not another school, front office, a therapist without care, another partnership', async () => {
    const { referralId } = await referred({}, 'Vega');
    const sees = async (actor: Actor) => (await as(actor, (tx) => tx.execute(sql`select id from referral where id = ${referralId}`))).length === 1;
    for (const actor of [p.counselor, p.coordinator, p.privacyOfficer]) expect(await sees(actor)).toBe(true);
    for (const actor of [p.otherCounselor, p.frontOffice, p.therapist, other.counselor, other.coordinator]) expect(await sees(actor)).toBe(false);
    expect(await as(p.otherCounselor, (tx) => readReferral(tx, referralId, 'counselor'))).toBeNull();
  });

  test('check 2: a coordinator sees codes and no words', async () => {
    const { referralId } = await referred({}, 'Cruz');
    expect(await as(p.coordinator, (tx) => readReferral(tx, referralId, 'coordinator'))).toMatchObject({ wrote: null, concern: 'worries', urgency: 'soon' });
  });

  test('the list of each holds their own, and what waits for them comes first', async () => {
    const { referralId } = await referred({}, 'Zorn');
    await as(p.counselor, (tx) => triageReferral(tx, referralId, { key: randomUUID(), urgency: 'soon' }));
    await as(p.counselor, (tx) => moveReferral(tx, { referralId, to: 'awaiting_consent', reason: 'asked' }));
    const mine = await as(p.counselor, listReferrals);
    expect(mine.find(({ id }) => id === referralId)).toMatchObject({ needs: false, state: 'awaiting_consent', owner: 'Tom Brandt' });
    expect(mine.findIndex(({ needs }) => !needs)).toBeGreaterThan(mine.findLastIndex(({ needs }) => needs));
    expect((await as(p.otherCounselor, listReferrals)).map(({ id }) => id)).not.toContain(referralId);
    expect((await as(p.coordinator, listReferrals)).map(({ id }) => id)).toContain(referralId);
  });
});

describe('the chart', () => {
  test('code and database know the same moves, and the same turns', async () => {
    const moves = await t.owner<{ from_state: ReferralState; to_state: ReferralState }[]>`select from_state, to_state from reference.referral_move`;
    const states = await t.owner<{ code: ReferralState; turn: string }[]>`select code, turn from reference.referral_state`;
    for (const { code, turn } of states) {
      expect(moves.filter((move) => move.from_state === code).map((move) => move.to_state).toSorted()).toEqual([...movesFrom(code)].toSorted());
      expect(turnOf(code)).toBe(turn);
    }
  });

  test('each move has an owner of the right kind and a date, and is kept with who and why', async () => {
    const { referralId } = await referred({}, 'Paz');
    await as(p.counselor, (tx) => triageReferral(tx, referralId, { key: randomUUID(), urgency: 'soon' }));
    await as(p.counselor, (tx) => moveReferral(tx, { referralId, to: 'awaiting_consent', reason: 'asked' }));
    await as(p.job, (tx) => moveReferral(tx, { referralId, to: 'waiting', reason: 'signed' }));
    const [row] = await t.owner`select state, owner_id, next_action_on::text as due from referral where id = ${referralId}`;
    expect(row).toMatchObject({ state: 'waiting', owner_id: p.id.coordinator, due: '2026-12-08' });
    expect(ownerPartOf('waiting')).toBe('coordinator');
    const steps = await t.owner`select to_state, by_role, reason from referral_step where referral_id = ${referralId} order by at, id`;
    expect(steps.map((step) => [step.to_state, step.by_role, step.reason])).toEqual(expect.arrayContaining([['received', 'counselor', null], ['awaiting_consent', 'counselor', 'asked'], ['waiting', 'job', 'signed']]));
  });

  test('a move that no longer fits is refused, also when two make it at once', async () => {
    const { referralId } = await referred({}, 'Rey');
    expect(await as(p.counselor, (tx) => moveReferral(tx, { referralId, to: 'waiting' }))).toEqual({ ok: false, reason: 'moved-on' });
    const both = await Promise.all([1, 2].map(() => as(p.counselor, (tx) => moveReferral(tx, { referralId, to: 'triaged' }))));
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(await as(p.otherCounselor, (tx) => moveReferral(tx, { referralId, to: 'awaiting_consent' }))).toEqual({ ok: false, reason: 'not-found' });
  });

  test('a partnership’s own limit and a higher urgency move the date', async () => {
    await t.owner`insert into referral_limit values (${p.id.partnership}, 'triaged', 5)`;
    const slow = await referred({}, 'Lima');
    await as(p.counselor, (tx) => triageReferral(tx, slow.referralId, { key: randomUUID(), urgency: 'routine' }));
    const fast = await referred({}, 'Lago');
    await as(p.counselor, (tx) => triageReferral(tx, fast.referralId, { key: randomUUID(), urgency: 'very_urgent' }));
    const due = async (id: string) => (await t.owner`select next_action_on::text as due from referral where id = ${id}`)[0]!.due as string;
    expect(await due(slow.referralId)).toBe('2026-11-30');
    expect(await due(fast.referralId)).toBe('2026-11-26');
  });

  test('back with the family it is due today, as nobody has asked them anew', async () => {
    const { referralId } = await referred({}, 'Faro');
    await as(p.counselor, (tx) => triageReferral(tx, referralId, { key: randomUUID(), urgency: 'soon' }));
    await as(p.counselor, (tx) => moveReferral(tx, { referralId, to: 'awaiting_consent', reason: 'asked' }));
    await as(p.job, (tx) => moveReferral(tx, { referralId, to: 'waiting', reason: 'signed' }));
    await as(p.job, (tx) => moveReferral(tx, { referralId, to: 'awaiting_consent', reason: 'consent_withdrawn' }));
    const [row] = await t.owner`select owner_id, next_action_on::text as due from referral where id = ${referralId}`;
    expect(row).toMatchObject({ owner_id: p.id.counselor, due: '2026-11-24' });
    expect((await as(p.counselor, listReferrals)).find(({ id }) => id === referralId)).toMatchObject({ needs: true });
  });

  test('none rests unowned, whoever writes it', async () => {
    const { referralId } = await referred({}, 'Nube');
    const raw = as(p.counselor, (tx) => tx.execute(sql`update referral set owner_id = null where id = ${referralId}`));
    expect(await raw.catch((error: unknown) => refusalIn(error)?.promise)).toBe('no_referral_rests_unowned');
  });
});

describe('danger', () => {
  const danger: SafetyAnswers = { ...safe, plan: 'yes' };

  test('a danger answer opens a safety event with the referral, and it says what was seen', async () => {
    const { referralId, safetyEventId, student } = await referred({ safety: danger }, 'Rio');
    expect(safetyEventId).not.toBeNull();
    const event = await as(p.counselor, (tx) => readSafetyEvent(tx, safetyEventId!));
    expect(event).toMatchObject({ state: 'raised', referralId, report: { signals: ['plan'], words: '' }, student: { id: student }, raised: { by: 'Tom Brandt' } });
    const [row] = await t.owner`select state from referral where id = ${referralId}`;
    expect(row!.state).toBe('received');
  });

  test('what was not known is asked again at triage; a yes then opens the crisis path too, and earlier answers stay', async () => {
    const { referralId } = await referred({ safety: { ...safe, suicide_thoughts: 'unknown', plan: 'unknown' } }, 'Ola');
    const triaged = await as(p.counselor, (tx) => triageReferral(tx, referralId, { key: randomUUID(), urgency: 'very_urgent', safety: { ...safe, suicide_thoughts: 'yes', plan: undefined, death_wish: 'yes' } }));
    expect(triaged).toMatchObject({ ok: true, safetyEventId: expect.any(String) });
    const read = await as(p.counselor, (tx) => readReferral(tx, referralId, 'counselor'));
    expect(read!.wrote!.safety).toEqual({ ...safe, suicide_thoughts: 'yes', plan: 'unknown' });
  });

  test('raised, taken on by one, resolved with what was done', async () => {
    const { safetyEventId } = await referred({ safety: danger }, 'Roca');
    const id = safetyEventId!;
    const both = await Promise.all([p.counselor, p.coordinator].map((actor) => as(actor, (tx) => acknowledgeSafetyEvent(tx, id))));
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(await as(p.counselor, (tx) => resolveSafetyEvent(tx, id, 'Stayed; called 988 at 9:20; mother came'))).toEqual({ ok: true });
    expect(await as(p.coordinator, (tx) => readSafetyEvent(tx, id))).toMatchObject({ state: 'resolved', done: 'Stayed; called 988 at 9:20; mother came' });
    expect(await as(p.counselor, (tx) => resolveSafetyEvent(tx, id, 'again'))).toEqual({ ok: false, reason: 'already-answered' });
    expect((await as(p.counselor, openSafetyEvents)).map((event) => event.id)).not.toContain(id);
  });

  test('a front office raises one and reads none; another school neither sees nor answers it', async () => {
    const { id } = await addStudent(t, p, 'Noa', 'Feld');
    const event = await as(p.frontOffice, (tx) => raiseSafetyEvent(tx, { studentId: id.student, schoolId: p.id.school, referralId: null, report: { signals: [], words: 'Crying in the hall' } }));
    expect(await as(p.frontOffice, (tx) => readSafetyEvent(tx, event))).toBeNull();
    expect(await as(p.otherCounselor, (tx) => readSafetyEvent(tx, event))).toBeNull();
    expect(await as(p.otherCounselor, (tx) => acknowledgeSafetyEvent(tx, event))).toEqual({ ok: false, reason: 'not-found' });
    expect(await as(p.counselor, (tx) => readSafetyEvent(tx, event))).toMatchObject({ report: { words: 'Crying in the hall' }, raised: { by: 'Joan Tran' } });
    expect((await as(p.counselor, openSafetyEvents)).map((one) => one.id)).toContain(event);
  });

  test('told are the school’s counselors and the coordinators, nobody else', async () => {
    const { id } = await addStudent(t, p, 'Uma', 'Sand');
    const told = await as(p.counselor, (tx) => whoIsTold(tx, { studentId: id.student, schoolId: p.id.school }));
    expect(told).toEqual([{ name: 'Tom Brandt', role: 'counselor' }, { name: 'Renee Whitfield', role: 'coordinator' }]);
  });
});
