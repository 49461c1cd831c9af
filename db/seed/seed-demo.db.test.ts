import { beforeAll, describe, expect, test } from 'vitest';
import { corridorStates, outcomes } from '../../app/referrals/states.ts';
import { testDatabase, type TestDatabase } from '../test-database.ts';
import { seedDemo } from './seed-demo.server.ts';
import { whatHappened } from './what-happened.ts';

const seed = (t: TestDatabase) =>
  seedDemo({ ownerUrl: t.url('hallway_owner'), appUrl: t.url('hallway_app'), key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2), origin: 'http://localhost:5080' });

// A demo begun in the summer holidays, and one begun on a Sunday on which the clocks change.
const t = await testDatabase();
const sunday = await testDatabase();

beforeAll(async () => {
  await t.moveClockTo('2027-07-14T18:00:00Z');
  await seed(t);
  await sunday.moveClockTo('2026-11-01T15:00:00Z');
  await seed(sunday);
}, 400_000);

const one = async (query: Promise<readonly Record<string, unknown>[]>) => (await query)[0];

describe('who is in it', () => {
  test('one district with an elementary, a middle and a high school, and two agencies', async () => {
    const rows = await t.owner`select kind, count(*)::int n, bool_and(kind <> 'school' or (zone is not null and state is not null)) complete from organisation group by kind order by kind`;
    expect(rows.map((row) => ({ ...row }))).toEqual([{ kind: 'agency', n: 2, complete: true }, { kind: 'district', n: 1, complete: true }, { kind: 'school', n: 3, complete: true }]);
  });

  test('300 students, all made up, and every one of them with a guardian but the two whom nobody has named yet', async () => {
    expect(await one(t.owner`
      select (select count(*)::int from student) students, (select count(*)::int from person where not made_up) real,
        (select count(*)::int from student s where not exists (select from guardianship g where g.student_id = s.id)) alone,
        (select count(distinct given_name || ' ' || family_name)::int from person) names, (select count(*)::int from person) people, gate.demo_is_on() as demo`))
      .toMatchObject({ students: 300, real: 0, alone: 2, demo: true });
    expect(await one(t.owner`select count(*)::int n from (select from person group by given_name, family_name having count(*) > 1) twice`)).toEqual({ n: 0 });
  });

  test('their age goes with their grade', async () => {
    const rows = await t.owner`
      select min(age) least, max(age) most from (select extract(year from age(clock_now(), s.birth_date)) - case s.grade when 'K' then 0 else s.grade::int end as age from student s) a`;
    expect(Number(rows[0]?.['least'])).toBeGreaterThanOrEqual(5);
    expect(Number(rows[0]?.['most'])).toBeLessThanOrEqual(6);
  });

  test('separated parents, grandparents with custody, homes that speak Spanish and Vietnamese', async () => {
    expect(await one(t.owner`
      select count(*) filter (where court_order and not decision_right and not access_right)::int > 5 as shut_out, count(*) filter (where relationship = 'grandparent' and court_order and decision_right)::int > 3 as grandparents,
        count(*) filter (where language = 'es')::int > 15 as spanish, count(*) filter (where language = 'vi')::int > 5 as vietnamese, count(*) filter (where confirmed_at is null)::int > 50 as proposed
      from guardianship`)).toEqual({ shut_out: true, grandparents: true, spanish: true, vietnamese: true, proposed: true });
    const [both] = await t.owner`select count(*)::int n from guardianship a join guardianship b on b.student_id = a.student_id and a.access_right and b.confirmed_at is not null and not b.access_right`;
    expect(both?.['n']).toBeGreaterThan(3);
  });

  test('twelve therapists: five languages, several specialisms, two states, one in another zone, one engaged twice', async () => {
    expect(await one(t.owner`
      select (select count(distinct therapist_id)::int from engagement) therapists, (select count(distinct language)::int from therapist_language) languages, (select count(distinct concern)::int from therapist_concern) concerns,
        (select count(distinct state)::int from license) states, (select count(distinct therapist_id)::int from therapist_hours where zone <> 'America/New_York') elsewhere,
        (select count(*)::int from (select from engagement where during @> clock_now()::date group by therapist_id having count(distinct agency_id) = 2) twice) twice, (select count(distinct caseload_limit)::int from engagement) limits`))
      .toMatchObject({ therapists: 12, languages: 5, concerns: 10, states: 2, elsewhere: 1, twice: 1 });
    const ends = await t.owner`select p.family_name, upper(l.during) - clock_now()::date as days from license l join person p on p.id = l.therapist_id where upper(l.during) < clock_now()::date + 60 order by 2`;
    expect(ends.map((row) => row['family_name'])).toEqual(['Karim', 'Osei']);
  });

  test('a counselor and a front office at each school, a coordinator, a privacy officer, an administrator at each agency', async () => {
    const rows = await t.owner`select m.role, count(*)::int n, count(distinct m.organisation_id)::int at from membership m where m.role not in ('staff', 'therapist') group by m.role order by m.role`;
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { role: 'agency_administrator', n: 2, at: 2 }, { role: 'coordinator', n: 1, at: 1 }, { role: 'counselor', n: 3, at: 3 }, { role: 'front_office', n: 3, at: 3 }, { role: 'privacy_officer', n: 1, at: 1 },
    ]);
  });
});

describe('what happened in it', () => {
  test('a referral stands at every door, and one has left by every way out', async () => {
    const states = (await t.owner`select distinct state from referral`).map((row) => row['state']);
    expect(states.sort()).toEqual([...corridorStates, 'closed'].sort());
    expect((await t.owner`select distinct outcome from referral where outcome is not null`).map((row) => row['outcome']).sort()).toEqual([...outcomes].sort());
  });

  test('every way back was gone once', async () => {
    const steps = (await t.owner`select distinct from_state || ' ' || to_state as step from referral_step`).map((row) => row['step']);
    expect(steps).toEqual(expect.arrayContaining(['offered waiting', 'waiting awaiting_consent', 'scheduled accepted']));
    expect((await t.owner`select distinct state from offer`).map((row) => row['state']).sort()).toEqual(['accepted', 'declined', 'expired', 'open']);
    expect((await t.owner`select distinct state from appointment`).map((row) => row['state']).sort()).toEqual(['booked', 'cancelled', 'completed', 'not_held']);
    expect((await t.owner`select distinct state from safety_event`).map((row) => row['state']).sort()).toEqual(['acknowledged', 'raised', 'resolved']);
    expect((await t.owner`select distinct state from consent_request`).map((row) => row['state'])).toEqual(expect.arrayContaining(['sent', 'viewed', 'signed', 'withdrawn', 'declined', 'superseded']));
  });

  test('one emergency access was reviewed, and one waits for it', async () => {
    expect((await t.owner`select outcome, reason_sealed is not null as said from emergency_access order by opened_at`).map((row) => ({ ...row }))).toEqual([{ outcome: 'appropriate', said: true }, { outcome: null, said: true }]);
  });

  test('one mail came back, and is shown to staff', async () => {
    expect(await one(t.owner`select p.given_name || ' ' || p.family_name as who, m.last_error from outbox m join person p on p.id = m.person_id where m.state = 'dead'`)).toEqual({ who: 'Alice Barnes', last_error: 'refused' });
  });

  test('whom journeys and pictures know stands where they look for them', async () => {
    const rows = await t.owner`select p.given_name || ' ' || p.family_name as who, r.state from referral r join person p on p.id = r.student_id`;
    expect(Object.fromEntries(rows.map((row) => [row['who'], row['state']]))).toMatchObject({
      'Luis Barrera': 'scheduled', 'Jonah Price': 'waiting', 'Amira Said': 'waiting', 'Maya Robinson': 'accepted', 'Wren Abbott': 'waiting', 'Destiny Cole': 'awaiting_consent', 'Omar Diaz': 'received',
    });
    expect(await one(t.owner`
      select (select count(*)::int from referral r join person p on p.id = r.student_id where p.family_name = 'Stone') referrals,
        (select count(*)::int from offer o join person p on p.id = o.therapist_id where o.state = 'open' and p.family_name in ('Haddad', 'Whitaker')) offers`)).toEqual({ referrals: 0, offers: 0 });
  });

  test('nothing is told of tomorrow but what is booked and due', async () => {
    for (const demo of [t, sunday]) {
      expect(await one(demo.owner`
        select (select count(*)::int from referral_step where at > clock_now()) steps, (select count(*)::int from audit_entry where at > clock_timestamp()) entries,
          (select count(*)::int from appointment where state = 'booked' and lower(during) < clock_now()) missed, (select count(*)::int from appointment where state = 'completed' and upper(during) > clock_now()) early,
          (select count(*)::int from offer where state = 'open' and answer_by <= clock_now()) silent`)).toEqual({ steps: 0, entries: 0, missed: 0, early: 0, silent: 0 });
    }
  });
});

test('it is the same every time, whatever day it is begun on', async () => {
  expect(await whatHappened(sunday.owner)).toEqual(await whatHappened(t.owner));
});

test('the clock is where it was before', async () => {
  expect(await one(t.owner`select (clock_now() at time zone 'America/New_York')::date::text as day`)).toEqual({ day: '2027-07-14' });
  expect(await one(sunday.owner`select (clock_now() at time zone 'America/New_York')::date::text as day`)).toEqual({ day: '2026-11-01' });
});

test('a demo takes nobody who is not made up', async () => {
  await expect(t.owner`insert into person (given_name, family_name) values ('Real', 'Person')`).rejects.toMatchObject({ constraint_name: 'a_demo_holds_only_made_up_people' });
});
