import { createHash, randomUUID } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import { refusalIn } from '../refusals.server.ts';
import { testDatabase } from '../test-database.ts';
import { addStudent, consentToAll, refer, studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
let p: TestPartnership;
let other: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
let sibling: Awaited<ReturnType<typeof studentInCare>>;
let elsewhere: Awaited<ReturnType<typeof addStudent>>;
let appointmentId: string;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  await t.owner`update engagement set caseload_limit = 20`;
  other = await testPartnership(t, 'Stone Ridge');
  s = await studentInCare(t, p);
  sibling = await studentInCare(t, p, 'Lucia');
  elsewhere = await addStudent(t, other, 'Wren', 'Abbott');
  appointmentId = await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, s, '2026-12-01T14:05:00Z'));
});

/** What came of it: the promise that refused, `not theirs` (a policy or a grant), or how many rows it touched. */
const outcome = (actor: Actor, ...statements: SQL[]) =>
  asActor(t.app, actor, 'test', async (tx) => {
    let touched = 0;
    for (const statement of statements) touched = (await tx.execute(statement)).count;
    return touched;
  }).catch((error: unknown) => {
    const refusal = refusalIn(error)?.promise;
    if (refusal) return refusal;
    if (String((error as Error).cause).match(/permission denied|row-level security/)) return 'not theirs';
    throw error;
  });

const hash = (text: string) => createHash('sha256').update(text).digest();
const newLink = (kind: 'invitation' | 'visit' | 'sign_in', personId: string, to: { request?: string; appointment?: string; part?: string }, token: string = randomUUID()) => sql`
  insert into link (partnership_id, id, kind, token_sha256, person_id, part, consent_request_id, appointment_id, expires_at)
  values (${p.id.partnership}, gen_random_uuid(), ${kind}, ${hash(token)}, ${personId}, ${to.part ?? null}, ${to.request ?? null}, ${to.appointment ?? null},
    clock_now() + ${kind === 'sign_in' ? '5 minutes' : '14 days'}::interval)`;
const heldLink = async (kind: 'invitation' | 'visit', personId: string, to: { request?: string; appointment?: string; part?: string }): Promise<Actor> => {
  const token = randomUUID();
  await asActor(t.app, p.job, 'test', (tx) => tx.execute(newLink(kind, personId, to, token)));
  return { kind: 'link', link: kind, tokenSha256: hash(token) };
};
const door = (actor: Actor) => asActor(t.app, actor, 'test', async () => 'in').catch((error: unknown) => refusalIn(error)?.promise);

describe('a link', () => {
  test('of one child lets nobody in whose access to that child has ended, though they still have another one', async () => {
    await t.owner`insert into guardianship (partnership_id, student_id, guardian_id, relationship, access_right, during, confirmed_at, confirmed_by)
      values (${p.id.partnership}, ${s.id.student}, ${sibling.id.guardian}, 'aunt_uncle', true, '[2026-08-24,)', clock_now(), ${p.id.frontOfficeMembership})`;
    const requestId = randomUUID();
    await t.owner`insert into consent_request (partnership_id, id, referral_id, student_id, guardian_id, school_id, language, asked_by, ends_on, state, sent_at)
      values (${p.id.partnership}, ${requestId}, ${s.referralId}, ${s.id.student}, ${sibling.id.guardian}, ${p.id.school}, 'es', ${p.id.counselor}, '2027-06-12', 'sent', clock_now())`;
    const links = [await heldLink('invitation', sibling.id.guardian, { request: requestId }), await heldLink('visit', sibling.id.guardian, { appointment: appointmentId, part: 'guardian' })];
    const own = await heldLink('invitation', sibling.id.guardian, { request: sibling.requestId });
    for (const link of links) expect(await door(link)).toBe('in');
    await t.owner`update guardianship set access_right = false, during = '[2026-08-24,2026-11-24)' where student_id = ${s.id.student} and guardian_id = ${sibling.id.guardian}`;
    for (const link of links) expect(await door(link)).toBe('a_guardian_acts_while_confirmed');
    expect(await door(own)).toBe('in');
    expect(await asActor(t.app, sibling.guardian, 'test', (tx) => tx.execute(sql`select id from consent_request where id = ${requestId}`))).toHaveLength(0);
    expect(await asActor(t.app, sibling.guardian, 'test', (tx) => tx.execute(sql`select id from consent_request where id = ${sibling.requestId}`))).toHaveLength(1);
  });

  test('is made only by those who send that kind, and only for whom it is meant', async () => {
    const visitor = await heldLink('visit', s.id.student, { appointment: appointmentId, part: 'student' });
    for (const actor of [visitor, sibling.guardian, p.frontOffice, p.otherCounselor, p.therapist]) {
      expect(await outcome(actor, newLink('invitation', s.id.guardian, { request: s.requestId }))).toBe('not theirs');
      expect(await outcome(actor, newLink('sign_in', s.id.guardian, {}))).toBe('not theirs');
    }
    expect(await outcome(p.counselor, newLink('invitation', sibling.id.guardian, { request: s.requestId }))).toBe('not theirs');
    expect(await outcome(p.counselor, newLink('invitation', s.id.guardian, { request: s.requestId }))).toBe(1);
    expect(await outcome(s.guardian, newLink('invitation', s.id.guardian, { request: s.requestId }))).toBe(1);
  });

  test('stays what it was made as', async () => {
    for (const change of [sql`token_sha256 = ${hash('mine')}`, sql`person_id = ${sibling.id.guardian}`, sql`expires_at = expires_at + interval '1 year'`, sql`consent_request_id = null`]) {
      expect(await outcome(p.counselor, sql`update link set ${change} where kind = 'invitation'`)).toBe('not theirs');
    }
    expect(await outcome(p.counselor, sql`update link set revoked_at = clock_now() where consent_request_id = ${s.requestId}`)).toBeGreaterThan(0);
  });

  test('that asks a family is seen by nobody who may not see that they are asked', async () => {
    const seen = async (actor: Actor) => (await asActor(t.app, actor, 'test', (tx) => tx.execute(sql`select id from link where kind = 'invitation'`))).length;
    for (const actor of [p.frontOffice, p.otherCounselor]) expect(await seen(actor)).toBe(0);
    expect(await seen(p.counselor)).toBeGreaterThan(0);
  });
});

describe('a consent', () => {
  let asked: Awaited<ReturnType<typeof addStudent>>;
  let aunt: Actor;
  let auntId: string;
  let referralId: string;
  const request = async (guardianId: string) => {
    const id = randomUUID();
    await asActor(t.app, p.counselor, 'test', async (tx) => {
      await tx.execute(sql`insert into consent_request (partnership_id, id, referral_id, student_id, guardian_id, school_id, language, asked_by, ends_on)
        values (${p.id.partnership}, ${id}, ${referralId}, ${asked.id.student}, ${guardianId}, ${p.id.school}, 'es', ${p.id.counselor}, '2027-06-12')`);
      await tx.execute(sql`insert into consent_request_agency values (${p.id.partnership}, ${id}, ${p.id.agency})`);
      await tx.execute(sql`update consent_request set state = 'sent', sent_at = clock_now() where id = ${id}`);
    });
    return id;
  };
  const sign = (requestId: string, signer: string, capacity = 'guardian') => sql`
    insert into consent_signature (partnership_id, id, request_id, student_id, signer_id, capacity, language, text_sealed, text_sha256, signed_name_sealed, hmac)
    values (${p.id.partnership}, gen_random_uuid(), ${requestId}, ${asked.id.student}, ${signer}, ${capacity}, 'es', ${hash('t')}, ${hash('t')}, ${hash('n')}, ${hash('h')})`;
  const answer = (requestId: string, signedIn: string, agency = p.id.agency) => sql`
    insert into consent (partnership_id, request_id, signature_id, student_id, purpose, document_id, agency_id, school_id, answer, during)
    select partnership_id, ${requestId}, (select id from consent_signature where request_id = ${signedIn}), ${asked.id.student}, purpose, id, ${agency}, ${p.id.school}, true, tstzrange(clock_now(), '2027-06-12T04:00:00Z')
    from consent_document where purpose = 'service'`;

  beforeAll(async () => {
    asked = await addStudent(t, p, 'Noor', 'Khan');
    const second = await addStudent(t, p, 'Omar', 'Khan');
    auntId = second.id.guardian;
    aunt = second.guardian;
    await t.owner`insert into guardianship (partnership_id, student_id, guardian_id, relationship, access_right, during, confirmed_at, confirmed_by)
      values (${p.id.partnership}, ${asked.id.student}, ${auntId}, 'aunt_uncle', true, '[2026-08-24,)', clock_now(), ${p.id.frontOfficeMembership})`;
    referralId = await refer(t, p, asked.id.student);
  });

  test('is signed by the guardian who was asked and acts, by nobody for them', async () => {
    const requestId = await request(asked.id.guardian);
    for (const actor of [aunt, p.job]) expect(await outcome(actor, sign(requestId, asked.id.guardian))).not.toBe(1);
    expect(await outcome(aunt, sign(requestId, asked.id.guardian))).toBe('only_who_may_decide_signs');
    expect(await outcome(asked.guardian, sign(requestId, asked.id.guardian, 'minor'))).toBe('only_who_may_decide_signs');
    expect(await outcome(asked.guardian, sign(requestId, asked.id.guardian), answer(requestId, requestId))).toBe(1);
    await asActor(t.app, asked.guardian, 'test', (tx) => tx.execute(sql`update consent_request set state = 'signed', answered_at = clock_now() where id = ${requestId}`));
    await t.owner`insert into consent_request_agency values (${p.id.partnership}, ${requestId}, ${p.id.school})`;
    // Afterwards no agency is added to what was signed, not even by the signer.
    expect(await outcome(p.counselor, sql`insert into consent_request_agency values (${p.id.partnership}, ${requestId}, ${p.id.otherSchool})`)).toBe('a_signature_answers_an_open_request');
    expect(await outcome(asked.guardian, answer(requestId, requestId, p.id.school))).toBe('a_signature_answers_an_open_request');
    // A signature that was forged before lends itself to no other request.
    const auntsRequest = await request(auntId);
    expect(await outcome(aunt, answer(auntsRequest, requestId))).not.toBe(1);
  });

  test('is taken back by who gave it, or by the coordinator, not by another guardian', async () => {
    const withdraw = (by: SQL) => sql`update consent set withdrawn_at = clock_now(), withdrawn_by = ${by} where student_id = ${asked.id.student} and purpose = 'service'`;
    expect(await outcome(aunt, withdraw(sql`ctx_person()`))).toBe(0);
    expect(await outcome(asked.guardian, withdraw(sql`${p.id.counselor}::uuid`))).toBe('a_withdrawal_names_who');
    expect(await outcome(asked.guardian, withdraw(sql`ctx_person()`))).toBe(1);
  });

  test('and what one guardian signed is not shown to another', async () => {
    const seen = async (actor: Actor, table: string) => (await asActor(t.app, actor, 'test', (tx) => tx.execute(sql`select id from ${sql.identifier(table)} where student_id = ${asked.id.student}`))).length;
    for (const table of ['consent', 'consent_signature']) {
      expect([table, await seen(aunt, table)]).toEqual([table, 0]);
      expect([table, await seen(asked.guardian, table)]).toEqual([table, 1]);
    }
  });
});

describe('what is booked', () => {
  const take2 = (actor: Actor, start: string, who = s) => asActor(t.app, actor, 'test', (tx) => take(tx, p, who, start));

  test('stays taken until the visit itself is over or given up', async () => {
    for (const actor of [p.therapist, p.coordinator, p.counselor]) {
      expect(await outcome(actor, sql`update occupancy set released_at = clock_now() where appointment_id = ${appointmentId} and kind = 'therapist'`)).toBe('an_appointment_takes_all_it_needs');
    }
    await expect(take2(p.coordinator, '2026-12-01T14:05:00Z', sibling)).rejects.toThrow();
  });

  test('cannot be moved away from what it takes', async () => {
    for (const change of [sql`during = tstzrange('2026-12-02T14:05:00Z', '2026-12-02T14:55:00Z')`, sql`agency_id = ${p.id.school}`, sql`school_id = ${p.id.otherSchool}`, sql`state_code = 'TX'`]) {
      expect(await outcome(p.coordinator, sql`update appointment set ${change} where id = ${appointmentId}`)).toBe('not theirs');
    }
  });

  test('begins as a hold or a booking, never as a visit that was', async () => {
    for (const state of ['completed', 'in_progress', 'not_held']) {
      expect(await outcome(p.therapist, sql`insert into appointment (partnership_id, id, episode_id, therapist_id, agency_id, school_id, place, room_id, during, zone, state_code, state, ended_because)
        values (${p.id.partnership}, gen_random_uuid(), ${s.episodeId}, ${p.id.therapist}, ${p.id.agency}, ${p.id.school}, 'school', ${p.id.room}, tstzrange('2026-11-23T14:05:00Z', '2026-11-23T14:55:00Z'),
          'America/New_York', 'OH', ${state}, ${state === 'not_held' ? 'other' : null})`)).toBe('an_appointment_moves_on');
    }
  });

  test('takes nobody whom it does not concern', async () => {
    const visitor = await heldLink('visit', s.id.student, { appointment: appointmentId, part: 'student' });
    const occupy = (kind: string, id: string, blocked = sql`during`) => sql`insert into occupancy (partnership_id, appointment_id, kind, resource_id, during, blocked)
      select partnership_id, id, ${kind}, ${id}, during, ${blocked} from appointment where id = ${appointmentId}`;
    await asActor(t.app, s.guardian, 'test', (tx) => tx.execute(sql`insert into sits_in (partnership_id, student_id, guardian_id, place) values (${p.id.partnership}, ${s.id.student}, ${s.id.guardian}, 'school')`));
    for (const actor of [visitor, s.guardian, p.frontOffice]) expect(await outcome(actor, occupy('guardian', s.id.guardian))).toBe('not theirs');
    expect(await outcome(p.coordinator, occupy('guardian', other.id.therapist))).toBe('a_guardian_who_sits_in_has_access');
    expect(await outcome(p.coordinator, occupy('interpreter', other.id.therapist))).toBe('an_interpreter_speaks_the_language');
    expect(await outcome(p.coordinator, occupy('guardian', s.id.guardian, sql`tstzrange('2026-11-25T00:00:00Z', '2027-11-25T00:00:00Z')`))).toBe('occupancy_follows_its_appointment');
    expect(await outcome(p.coordinator, occupy('guardian', s.id.guardian))).toBe(1);
    for (const actor of [visitor, s.guardian]) expect(await outcome(actor, sql`update occupancy set released_at = clock_now() where appointment_id = ${appointmentId} and released_at is null`)).toBe(0);
    for (const actor of [visitor, s.guardian, p.frontOffice]) {
      expect(await outcome(actor, sql`insert into appointment_student values (${p.id.partnership}, ${appointmentId}, ${sibling.id.student})`)).toBe('not theirs');
    }
    expect(await outcome(p.coordinator, sql`insert into appointment_student values (${p.id.partnership}, ${appointmentId}, ${sibling.id.student})`)).toBe('an_appointment_takes_all_it_needs');
    await asActor(t.app, s.guardian, 'test', (tx) => tx.execute(sql`delete from sits_in where student_id = ${s.id.student}`));
  });

  test('is cancelled by a guardian for their own child only', async () => {
    const theirs = await take2(p.coordinator, '2026-12-03T14:05:00Z', sibling);
    expect(await outcome(s.guardian, sql`update appointment set ended_by = ctx_person()`)).toBe(1);
    const [row] = await t.owner`select ended_by from appointment where id = ${theirs}`;
    expect(row!.ended_by).toBeNull();
  });
});

describe('a guardianship', () => {
  test('passes to no other person, so that nobody known elsewhere becomes visible here', async () => {
    expect(await outcome(p.counselor, sql`update guardianship set guardian_id = ${elsewhere.id.guardian} where id = ${s.id.guardianship}`)).toBe('a_guardianship_stays_whose_it_is');
    expect(await outcome(p.counselor, sql`update guardianship set student_id = ${sibling.id.student} where id = ${s.id.guardianship}`)).toBe('a_guardianship_stays_whose_it_is');
    expect(await outcome(p.counselor, sql`update guardianship set relationship = 'parent' where id = ${s.id.guardianship}`)).toBe(1);
  });
});

describe('a referral', () => {
  test('is moved by a guardian only as their answer moves it, and its content not at all', async () => {
    const asked = await addStudent(t, p, 'Ada', 'Reyes');
    const referralId = await refer(t, p, asked.id.student);
    await consentToAll(t, p, asked, referralId);
    const to = (state: string) => sql`update referral set state = ${state}, owner_id = ${p.id.coordinator} where id = ${referralId}`;
    expect(await outcome(asked.guardian, to('offered'))).toBe('a_family_answers_and_no_more');
    expect(await outcome(asked.guardian, sql`update referral set state = 'closed', outcome = 'finished', owner_id = null, next_action_on = null where id = ${referralId}`)).toBe('a_family_answers_and_no_more');
    expect(await outcome(asked.guardian, sql`update referral set urgency = 'routine' where id = ${referralId}`)).toBe('a_family_answers_and_no_more');
    expect(await outcome(p.counselor, sql`update referral set why_sealed = ${hash('x')} where id = ${referralId}`)).toBe('not theirs');
    expect(await outcome(p.counselor, sql`update referral set since = clock_now() where id = ${referralId}`)).toBe('not theirs');
    expect(await outcome(asked.guardian, to('awaiting_consent'))).toBe(1);
  });
});

describe('the front office', () => {
  test('learns from no table that a student was referred', async () => {
    await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`insert into disclosure (partnership_id, id, student_id, from_organisation_id, to_organisation_id, what, purpose, basis, hmac)
      values (${p.id.partnership}, gen_random_uuid(), ${s.id.student}, ${p.id.school}, ${p.id.agency}, 'referral', 'begin_care', 'release', ${hash('h')})`));
    await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`insert into data_key (partnership_id, id, student_id, regime, key_version, wrapped) values (${p.id.partnership}, gen_random_uuid(), ${s.id.student}, 'clinical', 1, ${hash('k')})`));
    await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`insert into data_key (partnership_id, id, student_id, regime, key_version, wrapped) values (${p.id.partnership}, gen_random_uuid(), ${sibling.id.student}, 'clinical', 1, ${hash('k')})`));
    const seen = async (actor: Actor, table: string) => (await asActor(t.app, actor, 'test', (tx) => tx.execute(sql`select id from ${sql.identifier(table)}`))).length;
    const visitor = await heldLink('visit', sibling.id.student, { appointment: await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, sibling, '2026-12-04T14:05:00Z')), part: 'student' });
    for (const actor of [p.frontOffice, p.otherCounselor, visitor, sibling.guardian]) for (const table of ['disclosure', 'data_key', 'outbox']) expect([table, await seen(actor, table)]).toEqual([table, 0]);
    expect(await seen(p.counselor, 'disclosure')).toBe(1);
    expect(await seen(p.counselor, 'data_key')).toBe(0);
    expect(await seen(p.therapist, 'data_key')).toBe(2);
  });
});
