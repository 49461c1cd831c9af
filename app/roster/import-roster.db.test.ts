import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { refusalIn } from '../../db/refusals.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { importRoster, type ImportOutcome } from './import-roster.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
const real = resolve(import.meta.dirname, '../../../shared/real');
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

let p: TestPartnership;
beforeEach(async () => {
  p = await testPartnership(t);
});

const orgs = ['sourcedId,name,type,parentSourcedId', 'd,Mill Creek,district,', 's,Alder Creek Middle,school,d'];
const users = [
  'sourcedId,enabledUser,givenName,familyName,email,phone,agentSourcedIds,grades,preferredGivenName,password',
  '1,true,Mateo,Ibarra,,,10,07,,planted-password',
  '2,true,Maya,Robinson,,,,08,Mae,',
  '10,true,Rosa,Ibarra,rosa@example.org,,1,,,',
  '20,true,Tom,Brandt,tom@example.org,,,,,',
];
const roles = [
  'sourcedId,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId',
  'r1,1,primary,student,2026-08-24,,s',
  'r2,2,primary,student,2026-08-24,,s',
  'r10,10,primary,parent,,,d',
  'r20,20,primary,counselor,2026-08-24,,s',
];
const classes = ['sourcedId,title,courseSourcedId,schoolSourcedId,termSourcedIds', 'k,Art,,s,', 'l,Band,,nowhere,'];
const enrollments = ['sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role', 'e1,k,s,1,student', 'e2,l,s,2,student', 'e3,k,s,99,student'];
const files = () => ({ orgs: [...orgs], users: [...users], roles: [...roles], classes: [...classes], enrollments: [...enrollments] });

/** Imports these files as the coordinator (or somebody else); the last line of each ends with a line end. */
async function bring(set: Partial<ReturnType<typeof files>>, options: { actor?: Actor; madeUp?: boolean; source?: string } = {}): Promise<ImportOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'hallway-import-test-'));
  folders.push(folder);
  for (const [name, lines] of Object.entries(set)) await writeFile(join(folder, `${name}.csv`), lines.map((line) => `${line}\r\n`).join(''));
  return importRoster(t.app, options.actor ?? p.coordinator, { path: folder, madeUp: options.madeUp ?? true, source: options.source ?? 'sis' });
}

const seen = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>, actor: Actor = p.coordinator) => asActor(t.app, actor, 'test', async (tx) => [...(await tx.execute<T>(query))]);

const remarks = async (outcome: ImportOutcome) => {
  const rows = await seen<{ text: string }>(sql`select concat_ws(' ', case when kept then 'kept' end, nullif(file, ''), line, reason, what) as text from roster_refusal where import_id = ${outcome.importId} order by n`);
  return rows.map((row) => row.text);
};

/** Where every row of what a roster writes lies: a row that is written again, be it with the same words, lies elsewhere afterwards. */
async function versions(): Promise<string[]> {
  const tables = ['organisation', 'person', 'student', 'school_year', 'term', 'enrolment', 'membership', 'guardianship', 'class', 'class_term', 'class_enrolment', 'roster_person'];
  const rows = await Promise.all(tables.map((table) => t.owner.unsafe(`select '${table}' || ' ' || ctid || ' ' || xmin as v from public.${table} order by 1`)));
  return rows.flat().map((row) => String(row['v']));
}

if (existsSync(join(real, 'expected.json'))) {
  const { rosters } = JSON.parse(readFileSync(join(real, 'expected.json'), 'utf8')) as { rosters: { set: string; orgs: number; users: number; classes: number; enrollments: number }[] };
  describe.each(rosters)('$set', (expected) => {
    test('comes in whole, and once more without changing a row', async () => {
      const roster = { path: join(real, expected.set), madeUp: true, source: null };
      const first = await importRoster(t.app, p.coordinator, roster);
      if (!first.ok) throw new Error(first.reason);
      const strays = expected.set.endsWith('written-1.1-server-dump') ? 2 : 0;
      expect(first.counts).toMatchObject({
        orgs: { read: expected.orgs, refused: 0 },
        users: { read: expected.users, refused: 0 },
        classes: { read: expected.classes, refused: 0 },
        enrollments: { read: expected.enrollments, refused: strays },
      });
      const before = await versions();
      expect(before.length).toBeGreaterThan(expected.users);
      expect(await importRoster(t.app, p.coordinator, roster)).toMatchObject({ ok: true, counts: first.counts });
      expect(await versions()).toEqual(before);
    });
  });
} else {
  test('finds no ../shared/real beside the project, so its rosters are not imported', () => expect(existsSync(real)).toBe(false));
}

test('every student who comes in has the school’s key, so that none tells later that something was written', async () => {
  await bring(files());
  const students = await seen<{ id: string; keys: number }>(sql`select s.id, (select count(*)::int from data_key k where k.student_id = s.id and k.regime = 'school') as keys from student s`);
  expect(students.map(({ keys }) => keys)).toEqual([1, 1]);
});

describe('a roster that comes in', () => {
  test('leaves out bad rows and what hangs on them, and says where and why', async () => {
    const outcome = await bring(files());
    expect(outcome).toMatchObject({
      ok: true,
      counts: { orgs: { read: 2, refused: 0 }, users: { read: 4, refused: 0 }, classes: { read: 2, refused: 1 }, enrollments: { read: 3, refused: 2 } },
    });
    expect(await remarks(outcome)).toEqual([
      'kept manifest-missing',
      'classes.csv 3 unknown-organisation l',
      'enrollments.csv 3 unknown-class e2',
      'enrollments.csv 4 unknown-person e3',
    ]);
  });

  test('lets the school find its students, with the school they are at', async () => {
    await bring(files());
    const rows = await seen<{ name: string }>(sql`select given_name || ' ' || grade || ' ' || o.name || ' ' || e.during as name from student s join person on person.id = s.id
      join enrolment e on e.student_id = s.id join organisation o on o.id = e.school_id order by 1`);
    expect(rows.map((row) => row.name)).toEqual(['Mateo 7 Alder Creek Middle [2026-08-24,)', 'Maya 8 Alder Creek Middle [2026-08-24,)']);
  });

  test('grants nothing: guardians are proposed, staff have no role with work', async () => {
    await bring(files());
    const [guardianship] = await seen<{ guardian_id: string }>(sql`select * from guardianship where source = 'sis'`);
    expect(guardianship).toMatchObject({ relationship: 'parent', confirmed_at: null, decision_right: false, access_right: false, channels: [] });
    const guardian: Actor = { kind: 'guardian', personId: guardianship?.guardian_id ?? '', partnershipId: p.id.partnership };
    await expect(asActor(t.app, guardian, 'test', async () => 'in').catch((error: unknown) => refusalIn(error)?.promise)).resolves.toBe('a_guardian_acts_while_confirmed');
    expect(await seen(sql`select role from membership where source = 'sis'`)).toEqual([{ role: 'staff' }]);
  });

  test('gives a school neither state nor zone: it will be asked for them', async () => {
    await bring(files());
    expect(await seen(sql`select state, zone from organisation where source = 'sis' and kind = 'school'`)).toEqual([{ state: null, zone: null }]);
  });

  test('brings no password into the database', async () => {
    await bring(files());
    const tables = await t.owner`select c.oid::regclass::text as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`;
    let people = 0;
    for (const table of tables) {
      const [hit] = await t.owner.unsafe(`select count(*) filter (where x::text like '%planted%')::int as planted, count(*) filter (where x::text like '%Ibarra%')::int as ibarra from ${table['name']} x`);
      expect(hit?.['planted']).toBe(0);
      people += Number(hit?.['ibarra']);
    }
    expect(people).toBeGreaterThan(0);
  });

  test('is told in the trail, with its counts', async () => {
    const outcome = await bring(files());
    const [entry] = await t.owner`select body from audit_entry where action = 'roster.imported' and body ->> 'subjectId' = ${outcome.importId}`;
    expect(entry?.['body']).toMatchObject({ personId: p.id.coordinator, more: { users: { read: 4, refused: 0 } } });
  });
});

describe('the same roster again', () => {
  test('changes only what it says differently, and never a preferred name or a confirmed guardian’s address', async () => {
    await bring(files());
    await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`update student set preferred_name = 'Mimi' where preferred_name = 'Mae'`));
    const [pair] = await seen<{ id: string; guardian_id: string }>(sql`select id, guardian_id from guardianship where source = 'sis'`);
    await asActor(t.app, p.coordinator, 'test', async (tx) => {
      await tx.execute(sql`update guardianship set confirmed_at = clock_now(), confirmed_by = ${p.id.coordinatorMembership}, access_right = true, channels = '{email}' where id = ${pair?.id ?? ''}`);
      await tx.execute(sql`update person set email = 'rosa.new@example.org' where id = ${pair?.guardian_id ?? ''}`);
    });
    const before = await versions();
    const changed = files();
    changed.users[1] = '1,true,Matéo,Ibarra,,,10,08,,';
    changed.users[3] = '10,true,Rosa,Ibarra-Luna,rosa.old@example.org,,1,,,';
    expect(await bring(changed)).toMatchObject({ ok: true });
    const after = await versions();
    // Two people, what the roster said of each, and one student's grade.
    expect(after.filter((row) => !before.includes(row)).map((row) => row.split(' ')[0]).sort()).toEqual(['person', 'person', 'roster_person', 'roster_person', 'student']);
    const rows = await seen<{ said: string }>(sql`select concat_ws(' ', given_name, family_name, email, grade, preferred_name) as said from person left join student on student.id = person.id
      where person.id in (select person_id from roster_person) order by 1`);
    expect(rows.map((row) => row.said)).toEqual(['Matéo Ibarra 8', 'Maya Robinson 8 Mimi', 'Rosa Ibarra-Luna rosa.new@example.org', 'Tom Brandt tom@example.org']);
  });

  test('leaves whom it no longer names, and lists them', async () => {
    await bring(files());
    const before = await versions();
    const shorter = files();
    shorter.users.splice(2, 1);
    shorter.roles.splice(2, 1);
    const outcome = await bring(shorter);
    expect(outcome).toMatchObject({ ok: true, counts: { notInThisFile: 1 } });
    expect(await remarks(outcome)).toContain('kept not-in-this-file 2');
    expect(await versions()).toEqual(before);
  });
});

describe('rosters beside each other', () => {
  test('of two sources with the same ids are two sets of people', async () => {
    await bring(files());
    const before = await versions();
    const other = files();
    other.users[1] = '1,true,Jonah,Price,,,,06,,';
    await bring(other, { source: 'other sis' });
    expect((await versions()).filter((row) => before.includes(row))).toHaveLength(before.length);
    expect(await seen(sql`select source, given_name from roster_person k join person on person.id = k.person_id where sourced_id = '1' order by 1`)).toEqual([
      { source: 'other sis', given_name: 'Jonah' },
      { source: 'sis', given_name: 'Mateo' },
    ]);
  });

  test('a name that another school system uses is refused', async () => {
    await bring(files());
    const other = files();
    other.orgs = [orgs[0] ?? '', 'd,Lakeshore,district,', 's,Cedar High,school,d'];
    expect(await bring(other)).toMatchObject({ ok: false, reason: 'source-taken' });
  });

  test('of two partnerships do not see each other', async () => {
    await bring(files());
    const here = p;
    p = await testPartnership(t, 'Lakeshore');
    await bring(files());
    for (const partnership of [here, p]) {
      expect(await seen(sql`select count(*)::int as n from student`, partnership.coordinator)).toEqual([{ n: 2 }]);
    }
  });
});

describe('a roster that is refused', () => {
  const refused = async (set: Partial<ReturnType<typeof files>>) => {
    const before = await versions();
    const outcome = await bring(set);
    expect(await versions()).toEqual(before);
    expect(await seen(sql`select state, refused_why from roster_import where id = ${outcome.importId}`)).toEqual([{ state: 'refused', refused_why: outcome.ok ? '' : outcome.reason }]);
    return { outcome, remarks: await remarks(outcome) };
  };

  test('because a file was cut leaves nothing, and says where it was cut', async () => {
    const cut = files();
    cut.roles[3] = 'r10,10,primary,par';
    cut.roles.splice(4);
    const { outcome, remarks: why } = await refused(cut);
    expect(outcome).toMatchObject({ ok: false, reason: 'truncated', file: 'roles.csv', line: 4 });
    expect(why).toEqual(['roles.csv 4 truncated']);
  });

  test('because a file was cut at a line end, when most rows name people of whom nothing is left', async () => {
    const many = files();
    const ids = Array.from({ length: 60 }, (_, n) => 100 + n);
    many.users.push(...ids.map((id) => `${id},true,Given${id},Family,,,,07,,`));
    many.roles.push(...ids.map((id) => `r${id},${id},primary,student,,,s`));
    expect(await bring(many)).toMatchObject({ ok: true });
    many.users.splice(20);
    expect((await refused(many)).outcome).toMatchObject({ ok: false, reason: 'references-missing', file: 'roles.csv' });
  });

  test('because the last line, without a line end, names half an id', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hallway-import-test-'));
    folders.push(folder);
    for (const [name, lines] of Object.entries({ orgs, users, roles, classes: classes.slice(0, 2) })) await writeFile(join(folder, `${name}.csv`), lines.join('\n'));
    const places = (last: string) => writeFile(join(folder, 'enrollments.csv'), ['sourcedId,classSourcedId,role,userSourcedId', 'e1,k,student,10', `e2,k,student,${last}`].join('\n'));
    await places('20');
    expect(await importRoster(t.app, p.coordinator, { path: folder, madeUp: true, source: 'cut' })).toMatchObject({ ok: true });
    await places('3');
    expect(await importRoster(t.app, p.coordinator, { path: folder, madeUp: true, source: 'cut' })).toMatchObject({ ok: false, reason: 'truncated', file: 'enrollments.csv', line: 3 });
  });

  test('in a demo, unless somebody says that its people are made up', async () => {
    await t.owner`update installation set kind = 'demo'`;
    expect(await bring(files(), { madeUp: false })).toMatchObject({ ok: false, reason: 'made-up-not-said' });
    expect(await bring(files(), { madeUp: true })).toMatchObject({ ok: true });
    await t.owner`update installation set kind = 'test'`;
  });

  test('because the person may not import', async () => {
    const before = await versions();
    for (const actor of [p.counselor, p.frontOffice, p.therapist]) await expect(bring(files(), { actor })).rejects.toThrow();
    expect(await versions()).toEqual(before);
  });
});

describe('the address of somebody who has an account', () => {
  const withAddress = (email: string) => {
    const set = files();
    set.users = set.users.map((line) => (line.startsWith('20,') ? `20,true,Tom,Brandt,${email},,,,,` : line));
    return set;
  };
  const tom = async () => (await t.owner`select p.id, p.email from person p join roster_person k on k.person_id = p.id where k.partnership_id = ${p.id.partnership} and k.sourced_id = '20'`)[0] as { id: string; email: string };

  test('is kept, and the row says so: a mail that restores their sign-in would follow it', async () => {
    await bring(withAddress('tom@example.org'));
    await bring(withAddress('tom.b@example.org'));
    expect(await tom()).toMatchObject({ email: 'tom.b@example.org' });
    await t.owner`insert into auth."user" (id, name, email) values (${(await tom()).id}, '', 'tom.b@example.org')`;
    await t.owner`insert into auth.passkey (id, user_id, public_key, credential_id, counter, device_type, backed_up) values (gen_random_uuid(), ${(await tom()).id}, '', ${(await tom()).id}, 0, 'singleDevice', false)`;
    const again = await bring(withAddress('somebody.else@example.org'));
    expect(await tom()).toMatchObject({ email: 'tom.b@example.org' });
    expect(await remarks(again)).toContain('kept users.csv 5 address-kept 20');
    expect(await remarks(await bring(withAddress('TOM.B@example.org')))).not.toContain('kept users.csv 5 address-kept 20');
  });
});
