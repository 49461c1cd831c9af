import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EmergencyAsked } from '../../app/emergency/emergency-form.ts';
import { endEmergency } from '../../app/emergency/end-emergency.server.ts';
import { openEmergency } from '../../app/emergency/open-emergency.server.ts';
import { reviewEmergency } from '../../app/emergency/review-emergency.server.ts';
import { raiseForStudent } from '../../app/safety/raise-for-student.server.ts';
import { holdKeys } from '../../app/sealed/held-keys.server.ts';
import { makeSchoolKeys } from '../../app/sealed/make-school-keys.server.ts';
import { asActor, type Actor } from '../as-actor.server.ts';
import { refusalIn } from '../refusals.server.ts';
import { testDatabase } from '../test-database.ts';
import { outcomeOf } from '../test-outcome.ts';
import { addStudent, studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
holdKeys({ key: randomBytes(32), auditKey: randomBytes(32) });
let p: TestPartnership;
let other: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
/** Of the other school: sees nobody here. */
let glass: Actor;

const asked: Omit<EmergencyAsked, 'key'> = { givenName: 'Mateo', familyName: 'Ibarra', birthDate: '2014-03-02', threat: 'self_harm', parties: ['guardian', 'emergency_services'], reason: 'He wrote to a friend that this is the last day.' };
const opens = (who: Actor, change: Partial<typeof asked> = {}) => openEmergency(t.app, who, 'http://localhost', { key: randomUUID(), ...asked, ...change });
const hash = (text: string) => createHash('sha256').update(text).digest();
const sees = (who: Actor, purpose: string, studentId = s.id.student) => asActor(t.app, who, purpose, async (tx) => (await tx.execute(sql`select id from student where id = ${studentId}`)).length === 1);
const opened = async (who = glass) => {
  const answer = await opens(who);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.accessId;
};

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  await t.owner`update engagement set caseload_limit = 20`;
  other = await testPartnership(t, 'Stone Ridge');
  s = await studentInCare(t, p);
  await addStudent(t, other, 'Wren', 'Abbott');
  for (const each of [p, other]) await asActor(t.app, each.job, 'test', (tx) => makeSchoolKeys(tx));
  await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, s, '2026-12-01T14:05:00Z'));
  await asActor(t.app, p.counselor, 'test', (tx) => raiseForStudent(tx, s.id.student, { signals: ['plan'], words: '' }));
  await t.owner`insert into guardian_window (partnership_id, guardian_id, student_id, weekday, from_time, until_time, zone) values (${p.id.partnership}, ${s.id.guardian}, ${s.id.student}, 1, '17:00', '19:00', 'America/New_York')`;
  await t.owner`insert into data_key (partnership_id, student_id, regime, key_version, wrapped) values (${p.id.partnership}, ${s.id.student}, 'clinical', 1, ${hash('clinical')})`;
  glass = p.otherCounselor;
});

/** Each test begins with nothing open: the clock is two hours on. */
let hours = 0;
beforeEach(async () => {
  hours += 2;
  await t.moveClockTo(new Date(Date.parse(tuesdayMorning) + hours * 3_600_000).toISOString());
});

describe('an emergency access', () => {
  test('opens a student by exact name and birth date, and nobody for any other', async () => {
    expect(await sees(glass, 'emergency.read')).toBe(false);
    for (const change of [{ birthDate: '2014-03-03' }, { familyName: 'Ibarr' }, { givenName: '' }, { givenName: 'Wren', familyName: 'Abbott' }]) {
      expect(await opens(glass, change)).toEqual({ ok: false, reason: 'not-found' });
    }
    expect(await sees(glass, 'emergency.read')).toBe(false);
    expect(await opens(glass, { givenName: ' MATÉO ', familyName: 'íbarra' })).toMatchObject({ ok: true });
    expect(await sees(glass, 'emergency.read')).toBe(true);
    expect(await opens(other.otherCounselor, { givenName: 'Wren', familyName: 'Abbott' })).toMatchObject({ ok: true });
  });

  test('is for who answers for students and sees not all of them; whoever sees the student anyway is told so', async () => {
    for (const actor of [p.frontOffice, p.coordinator, p.privacyOfficer, s.guardian, p.job]) expect(await opens(actor)).toEqual({ ok: false, reason: 'not-theirs' });
    for (const actor of [p.counselor, p.therapist]) expect(await opens(actor)).toEqual({ ok: false, reason: 'sees-anyway', studentId: s.id.student });
    const stranger = await addStudent(t, p, 'Sol', 'Marín');
    await asActor(t.app, p.job, 'test', (tx) => makeSchoolKeys(tx));
    await t.owner`update engagement set during = '[2026-08-01,2026-11-01)' where id = ${p.id.engagement}`;
    expect(await opens(p.therapist, { givenName: 'Sol', familyName: 'Marin' })).toEqual({ ok: false, reason: 'not-theirs' });
    await t.owner`update engagement set during = '[2026-08-01,)' where id = ${p.id.engagement}`;
    expect(await opens(p.therapist, { givenName: 'Sol', familyName: 'Marin' })).toMatchObject({ ok: true });
    expect(await sees(p.therapist, 'emergency.read', stranger.id.student)).toBe(true);
  });

  test('ends by itself after an hour, and not before', async () => {
    await opened();
    const at = Date.parse(tuesdayMorning) + hours * 3_600_000;
    await t.moveClockTo(new Date(at + 59 * 60_000).toISOString());
    expect(await sees(glass, 'emergency.read')).toBe(true);
    await t.moveClockTo(new Date(at + 61 * 60_000).toISOString());
    expect(await sees(glass, 'emergency.read')).toBe(false);
  });

  test('ends at once when who opened it ends it, when a reviewer does, and with their role', async () => {
    for (const who of [glass, p.privacyOfficer]) {
      const id = await opened();
      expect(await asActor(t.app, p.counselor, 'test', (tx) => endEmergency(tx, id))).toEqual({ ok: false, reason: 'not-found' });
      expect(await sees(glass, 'emergency.read')).toBe(true);
      await asActor(t.app, who, 'test', (tx) => endEmergency(tx, id));
      expect(await sees(glass, 'emergency.read')).toBe(false);
    }
    const id = await opened();
    await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`select gate.end_membership_now(${p.id.otherCounselorMembership}::uuid)`));
    const [row] = await t.owner`select ended_at is not null and ended_at < ends_at as over, ended_by, upper(s.during) = ended_at as kept from emergency_access e join person_seen s on s.reason_id = e.id where e.id = ${id}`;
    expect(row).toEqual({ over: true, ended_by: null, kept: true });
    await t.owner`update membership set ended_at = null, during = '[2026-08-01,)' where id = ${p.id.otherCounselorMembership}`;
    expect(await sees(glass, 'emergency.read')).toBe(false);
    expect(await sees(p.counselor, 'emergency.read')).toBe(true);
  });

  test('belongs to one membership: nobody else of the school, and not the same person in another role', async () => {
    await opened();
    const both = randomUUID();
    await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`select gate.add_membership(${both}::uuid, ${p.id.otherCounselor}::uuid, ${p.id.agency}::uuid, 'therapist', '[2026-08-01,)'::daterange)`));
    expect(await sees({ kind: 'member', personId: p.id.otherCounselor, membershipId: both }, 'emergency.read')).toBe(false);
    expect(await sees(other.otherCounselor, 'emergency.read')).toBe(false);
    expect(await sees(glass, 'emergency.read')).toBe(true);
  });

  test('shows itself on the pages that are for it, and in no list, search or form', async () => {
    await opened();
    const seen: string[] = [];
    for (const purpose of ['emergency.read', 'safety-event.read', 'safety-event.raise', 'student.read', 'student.search', 'student.name', 'referral.create', 'safety-event.resolve', 'today.read', 'emergency.open', 'test']) if (await sees(glass, purpose)) seen.push(purpose);
    expect(seen).toEqual(['emergency.read', 'safety-event.read', 'safety-event.raise']);
  });
});

/** Opens as the app does, but for what is left out. */
const opensWithout = (left: 'reason' | 'entry' | 'disclosure' | 'notice' | 'nothing') => {
  const id = randomUUID();
  const body = sql`jsonb_build_object('action', 'emergency.opened', 'personId', ctx_person(), 'studentId', ${s.id.student}::text, 'subjectKind', 'emergency-access', 'subjectId', ${id}::text)`;
  const parts: Record<string, SQL> = {
    reason: sql`update emergency_access set reason_sealed = ${hash('reason')} where id = ${id}`,
    entry: sql`insert into audit_entry (partnership_id, id, body, hmac) values (${p.id.partnership}, gen_random_uuid(), ${body}, ${hash('h')})`,
    disclosure: sql`insert into disclosure (partnership_id, id, student_id, from_organisation_id, to_organisation_id, what, purpose, basis, by_person, hmac)
      values (${p.id.partnership}, gen_random_uuid(), ${s.id.student}, ${p.id.school}, ${p.id.otherSchool}, 'student', 'emergency', 'emergency', ctx_person(), ${hash('h')})`,
    notice: sql`insert into outbox (partnership_id, person_id, channel, template, sealed, dedupe_key)
      select ${p.id.partnership}, r, 'email', 'emergency-review', '\\x00', 'emergency:' || ${id}::text || ':' || r from unnest(array[${p.id.coordinator}, ${p.id.privacyOfficer}]::uuid[]) r`,
  };
  return outcomeOf(t, glass, opening(id), ...Object.entries(parts).filter(([part]) => part !== left).map(([, statement]) => statement));
};
const opening = (id: string) => sql`select gate.open_emergency(${id}::uuid, 'Mateo', 'Ibarra', '2014-03-02', 'medical', '{only_me}')`;

describe('opening it', () => {
  test('is refused without its reason, its entry in the trail, its line in the accounting, and a notice to each who reviews; with all it is opened and waits for review', async () => {
    expect(await opensWithout('reason')).toBe('an_emergency_has_a_reason');
    expect(await opensWithout('entry')).toBe('an_emergency_leaves_an_entry');
    expect(await opensWithout('disclosure')).toBe('an_emergency_is_accounted_for');
    expect(await opensWithout('notice')).toBe('an_emergency_gives_notice');
    const waiting = sql`select from emergency_access where outcome is null and opened_at = clock_now() - (clock_now() - opened_at) and ends_at > clock_now()`;
    expect(await outcomeOf(t, p.privacyOfficer, waiting)).toBe(0);
    expect(await opensWithout('nothing')).toBe(2);
    expect(await outcomeOf(t, p.privacyOfficer, waiting)).toBe(1);
    expect(await outcomeOf(t, other.privacyOfficer, waiting)).toBe(0);
  });

  test('shows nothing before it is committed: whoever rolls back has seen nothing', async () => {
    const read = async (what: SQL) => outcomeOf(t, glass, opening(randomUUID()), what).catch(() => 'rolled back');
    const seen = await asActor(t.app, glass, 'emergency.read', async (tx) => {
      await tx.execute(opening(randomUUID()));
      const [rows] = await tx.execute<Record<string, number>>(sql`select (select count(*)::int from student where id = ${s.id.student}) as student, (select count(*)::int from guardianship) as guardians, (select count(*)::int from safety_event) as events,
        (select count(*)::int from data_key where regime = 'school') as keys, (select count(*)::int from data_key where regime = 'clinical') as clinical`);
      throw Object.assign(new Error('back'), { rows });
    }).catch((error: unknown) => (error as { rows?: unknown }).rows);
    expect(seen).toEqual({ student: 0, guardians: 0, events: 0, keys: 1, clinical: 0 });
    expect(await read(sql`select`)).toBe('an_emergency_has_a_reason');
  });

  test('is for an hour at most, whatever writes it; and one at a time', async () => {
    const insert = (minutes: number) => t.owner.begin(async (sqlTx) => {
      await sqlTx`insert into emergency_access (partnership_id, id, student_id, school_id, opened_by, membership_id, organisation_id, ends_at, threat, parties, reason_sealed)
        values (${p.id.partnership}, gen_random_uuid(), ${s.id.student}, ${p.id.school}, ${p.id.otherCounselor}, ${p.id.otherCounselorMembership}, ${p.id.school}, clock_now() + make_interval(mins => ${minutes}), 'medical', '{only_me}', '\\x00')`;
      throw new Error('in');
    }).catch((error: unknown) => refusalIn(error)?.promise ?? (error as Error).message);
    expect(await insert(61)).toBe('an_emergency_lasts_an_hour_at_most');
    expect(await insert(60)).toBe('in');
    const id = await opened();
    expect(await insert(60)).toBe('one_emergency_at_a_time');
    expect(await opens(glass)).toEqual({ ok: false, reason: 'is-open', accessId: id });
    await asActor(t.app, glass, 'test', (tx) => endEmergency(tx, id));
    expect(await insert(60)).toBe('in');
  });

  test('is nobody’s to write by hand, to prolong, or to explain anew', async () => {
    const id = await opened();
    expect(await outcomeOf(t, glass, sql`insert into emergency_access (partnership_id, id) values (${p.id.partnership}, gen_random_uuid())`)).toBe('not theirs');
    for (const change of [sql`ends_at = ends_at + interval '1 hour'`, sql`opened_by = ${p.id.counselor}`, sql`threat = 'other'`]) expect(await outcomeOf(t, glass, sql`update emergency_access set ${change} where id = ${id}`)).toBe('not theirs');
    expect(await outcomeOf(t, glass, sql`update emergency_access set reason_sealed = ${hash('better')} where id = ${id}`)).toBe('an_emergency_stays_as_opened');
    expect(await outcomeOf(t, glass, sql`update emergency_access set ended_at = clock_now() - interval '1 second' where id = ${id}`)).toBe('an_emergency_ends_once');
    expect(await outcomeOf(t, glass, sql`update emergency_access set ended_at = clock_now(), ended_by = ${p.id.coordinator} where id = ${id}`)).toBe('nobody_acts_in_anothers_name');
    expect(await outcomeOf(t, p.counselor, sql`update emergency_access set ended_at = clock_now() where id = ${id}`)).toBe(0);
    expect(await outcomeOf(t, p.coordinator, sql`delete from emergency_access where id = ${id}`)).toBe('not theirs');
    expect(await outcomeOf(t, glass, sql`update emergency_access set ended_at = clock_now(), ended_by = ctx_person() where id = ${id}`)).toBe(1);
    expect(await outcomeOf(t, glass, sql`update emergency_access set ended_at = null, ended_by = null where id = ${id}`)).toBe('an_emergency_ends_once');
  });
});

describe('the review', () => {
  const review = (who: Actor, id: string) => reviewEmergency(t.app, who, id, { outcome: 'appropriate', words: 'The school called us at once.' });

  test('is given once, afterwards, by a coordinator or privacy officer who did not open it', async () => {
    const id = await opened();
    expect(await review(p.privacyOfficer, id)).toEqual({ ok: false, reason: 'still-open' });
    await asActor(t.app, glass, 'test', (tx) => endEmergency(tx, id));
    expect(await review(other.privacyOfficer, id)).toEqual({ ok: false, reason: 'not-found' });
    const office = randomUUID();
    await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`select gate.add_membership(${office}::uuid, ${p.id.otherCounselor}::uuid, ${p.id.district}::uuid, 'privacy_officer', '[2026-08-01,)'::daterange)`));
    expect(await review({ kind: 'member', personId: p.id.otherCounselor, membershipId: office }, id)).toEqual({ ok: false, reason: 'oneself' });
    await t.owner`update membership set ended_at = clock_now() where id = ${office}`;
    const by = (who: SQL) => sql`update emergency_access set outcome = 'appropriate', reviewed_at = clock_now(), reviewed_by = ${who} where id = ${id}`;
    expect(await outcomeOf(t, p.coordinator, by(sql`${p.id.privacyOfficer}::uuid`))).toBe('nobody_acts_in_anothers_name');
    expect(await outcomeOf(t, glass, by(sql`ctx_person()`))).toBe('nobody_acts_in_anothers_name');
    expect(await outcomeOf(t, p.counselor, by(sql`ctx_person()`))).toBe(0);
    expect(await review(p.privacyOfficer, id)).toEqual({ ok: true });
    expect(await review(p.coordinator, id)).toEqual({ ok: false, reason: 'already-reviewed' });
  });
});

interface Table {
  name: string;
  inserts: string[];
  updates: string[];
  deletes: boolean;
  reads: boolean;
}

describe('what it opens', () => {
  let tables: Table[];
  const may = (what: string) => t.owner.unsafe(`array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and has_column_privilege('hallway_app', c.oid, a.attnum, '${what}') order by a.attnum)`);
  beforeAll(async () => {
    tables = [...await t.owner<Table[]>`select c.relname as name, ${may('insert')} as inserts, ${may('update')} as updates, has_table_privilege('hallway_app', c.oid, 'delete') as deletes, has_table_privilege('hallway_app', c.oid, 'select') as reads
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`];
  });

  class Back extends Error {}
  /** What came of one statement that is taken back: rows, a promise, `not theirs`. */
  const tried = async (actor: Actor, purpose: string, statement: SQL): Promise<string | number> => {
    let touched: string | number = 0;
    await asActor(t.app, actor, purpose, async (tx) => {
      touched = (await tx.execute(statement)).count;
      throw new Back();
    }).catch((error: unknown) => {
      if (error instanceof Back) return;
      const cause = (error as Error).cause as { code?: string } | undefined;
      touched = refusalIn(error)?.promise ?? (/permission denied|row-level security/.test(String(cause)) ? 'not theirs' : `error ${cause?.code}`);
    });
    return touched;
  };

  /** Every way there is to write, tried on every table and on rows that are there; the table's and the way's name, and what came of it. */
  const writes = async (actor: Actor, purpose: string): Promise<Record<string, string | number>> => {
    const found: Record<string, string | number> = {};
    for (const { name, inserts, updates, deletes } of tables) {
      const table = sql.identifier(name);
      // Once all that is reached (a trigger's word for one row hides others), once what names the student or their guardian.
      const about = sql`to_jsonb(x)::text ~ ${`${s.id.student}|${s.id.guardian}`}`;
      for (const column of updates.slice(0, 1)) {
        found[`update ${name}`] = await tried(actor, purpose, sql`update ${table} x set ${sql.identifier(column)} = x.${sql.identifier(column)} where ${about}`);
        found[`update all ${name}`] = await tried(actor, purpose, sql`update ${table} set ${sql.identifier(column)} = ${sql.identifier(column)}`);
      }
      if (deletes) found[`delete ${name}`] = await tried(actor, purpose, sql`delete from ${table}`);
      const rows = inserts.length === 0 ? [] : await t.owner`select to_jsonb(x) as row from ${t.owner(name)} x order by to_jsonb(x)::text not like ${`%${s.id.student}%`}, to_jsonb(x)::text limit 3`;
      const columns = sql.join(inserts.map((column) => sql.identifier(column)), sql`, `);
      for (const { row } of rows as unknown as { row: unknown }[]) {
        found[`insert ${name}: ${createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 8)}`] = await tried(actor, purpose, sql`insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, ${JSON.stringify(row)}::jsonb)`);
      }
    }
    return found;
  };
  const differing = (one: Record<string, unknown>, two: Record<string, unknown>) => Object.keys(two).filter((what) => one[what] !== two[what]);

  test('is to be read: on no table may anything be written that could not be written before, save that the student is in danger', async () => {
    const before = await writes(glass, 'emergency.read');
    const id = await opened();
    for (const purpose of ['emergency.read', 'safety-event.raise']) expect(differing(before, await writes(glass, purpose)).filter((what) => !/emergency_access|idempotency|outbox|audit_entry|disclosure/.test(what))).toEqual([]);
    expect(tables.length).toBeGreaterThan(40);
    const known = differing(before, await writes(p.counselor, 'emergency.read')).map((what) => what.split(':')[0]);
    for (const what of ['update student', 'update person', 'update guardianship', 'update referral', 'update safety_event', 'update all occupancy', 'update consent_request', 'delete guardian_window', 'insert data_key', 'insert appointment_student', 'insert occupancy']) expect(known).toContain(what);
    const proposes = sql`insert into guardianship (partnership_id, student_id, guardian_id, relationship, during, language, channels) values (${p.id.partnership}, ${s.id.student}, ${p.id.frontOffice}, 'other', '[2026-08-24,)', 'en', '{}')`;
    expect([await tried(glass, 'emergency.read', proposes), await tried(p.counselor, 'emergency.read', proposes)]).toEqual(['not theirs', 1]);
    expect(await asActor(t.app, glass, 'safety-event.raise', (tx) => raiseForStudent(tx, s.id.student, { signals: [], words: 'On the bridge.' }))).toMatchObject({ ok: true });
    expect(await outcomeOf(t, glass, sql`select from safety_event`)).toBe(0);
    await asActor(t.app, glass, 'test', (tx) => endEmergency(tx, id));
    expect(await asActor(t.app, glass, 'safety-event.raise', (tx) => raiseForStudent(tx, s.id.student, { signals: [], words: 'Again.' }))).toEqual({ ok: false, reason: 'not-found' });
  });

  test('is who the student is, whom to call, what is known of the danger and the next appointment: no referral, no consent, no care, nothing clinical', async () => {
    const rows = async (actor: Actor, purpose = 'emergency.read') => Object.fromEntries(await Promise.all(tables.filter(({ reads }) => reads).map(async ({ name }) => [name, await tried(actor, purpose, sql`select from ${sql.identifier(name)}`)] as const)));
    const before = await rows(glass);
    await opened();
    expect(differing(before, await rows(glass)).filter((name) => name !== 'idempotency').sort()).toEqual(['appointment', 'appointment_student', 'data_key', 'emergency_access', 'enrolment', 'guardianship', 'occupancy', 'person', 'person_seen', 'safety_event', 'student']);
    expect(differing(before, await rows(p.counselor))).toEqual(expect.arrayContaining(['referral', 'consent', 'episode_of_care', 'disclosure', 'guardian_window']));
    expect(await asActor(t.app, glass, 'emergency.read', (tx) => tx.execute(sql`select regime from data_key`))).toEqual([{ regime: 'school' }]);
  });

  test('is said by these policies, and by no other', async () => {
    const said = await t.owner`select tablename || ' ' || lower(cmd) || case permissive when 'RESTRICTIVE' then ' never' else '' end as policy from pg_policies where coalesce(qual, '') || coalesce(with_check, '') ~ 'ctx_emergency|ctx_opening' order by 1`;
    expect(said.map(({ policy }) => String(policy))).toEqual([
      'appointment select', 'appointment_student delete never', 'appointment_student insert never', 'appointment_student update never', 'data_key select', 'data_key select', 'enrolment select', 'guardianship select',
      'occupancy delete never', 'occupancy insert never', 'occupancy update never', 'person select', 'person select', 'person_seen select', 'safety_event insert', 'safety_event select', 'student select',
    ]);
  });
});
