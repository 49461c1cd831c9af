import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { checkTrail } from '../../app/audit/check-trail.server.ts';
import { disclose } from '../../app/audit/disclose.server.ts';
import { keepOutside, newestSealOutside } from '../../app/audit/newest-seal.server.ts';
import { record } from '../../app/audit/record.server.ts';
import { sealAudit } from '../../app/audit/seal-audit.server.ts';
import { holdKeys } from '../../app/sealed/held-keys.server.ts';
import { asActor } from '../as-actor.server.ts';
import { connect } from '../connect.server.ts';
import { migrate } from '../migrate.server.ts';
import { refusalIn } from '../refusals.server.ts';
import { testDatabase } from '../test-database.ts';
import { addStudent, testPartnership, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
const auditKey = Buffer.alloc(32, 2);
holdKeys({ key: Buffer.alloc(32, 1), auditKey });
const sealer = connect(t.url('hallway_sealer'), { max: 2 });
const superuser = postgres(t.url('postgres'), { max: 1, onnotice: () => undefined });
afterAll(async () => {
  await sealer.close();
  await superuser.end();
});

let p: TestPartnership;
let studentId: string;
beforeAll(async () => {
  p = await testPartnership(t);
  studentId = (await addStudent(t, p)).id.student;
});

/** Every test begins with an empty trail: emptied by the superuser, with the triggers off, as nobody else can. */
beforeEach(async () => {
  await superuser.unsafe("set session_replication_role = replica; truncate audit_seal, audit_entry, disclosure; update installation set era = 1; set session_replication_role = origin");
});

const look = (): Promise<void> => asActor(t.app, p.counselor, 'student.read', (tx) => record(tx, { action: 'student.read', studentId }));
const give = (): Promise<void> =>
  asActor(t.app, p.coordinator, 'offer', (tx) =>
    disclose(tx, { studentId, fromOrganisationId: p.id.school, toOrganisationId: p.id.agency, what: 'offer', purpose: 'care', basis: { kind: 'law' } }));
const seal = () => sealAudit(sealer, auditKey);
const check = (outside: Parameters<typeof checkTrail>[2] = null) => checkTrail(sealer, auditKey, outside);
/** As somebody with the whole database in their hands. */
const tamper = (statement: string) => superuser.unsafe(`set session_replication_role = replica; ${statement}; set session_replication_role = origin`);
const someEntries = async (): Promise<string[]> => {
  const rows = await superuser`select id from audit_entry order by xid, id`;
  return rows.map((row) => String(row['id']));
};

describe('an untouched trail', () => {
  test('holds, and says what no seal covers yet', async () => {
    await look();
    await look();
    await give();
    expect(await seal()).toHaveLength(1);
    await look();
    expect(await check()).toMatchObject({ broken: null, newest: { n: 1 }, sealedRows: 4, tailRows: 1 });
    expect(await seal()).toHaveLength(1);
    expect(await check()).toMatchObject({ broken: null, newest: { n: 2 }, sealedRows: 5, tailRows: 0, tailSince: null });
  });

  test('says who did what, of whom, under which membership and why', async () => {
    await look();
    const [row] = await superuser`select body from audit_entry`;
    expect(row?.['body']).toMatchObject({
      action: 'student.read', actorKind: 'counselor', personId: p.id.counselor, membershipId: p.id.counselorMembership, purpose: 'student.read', studentId,
    });
  });

  test('needs no new seal when nothing happened', async () => {
    await look();
    await seal();
    expect(await seal()).toEqual([]);
  });

  test('is the same for writers who commit out of order, abort, or use savepoints; none is missed and none sealed twice', async () => {
    let sealedRows = 0;
    const sealing = (async () => {
      for (let round = 0; round < 30; round += 1) for (const one of await seal()) sealedRows += one.rows;
    })();
    await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        if (n % 3 === 0) return look();
        if (n % 3 === 1) return asActor(t.app, p.counselor, 'test', (tx) => record(tx, { action: 'student.read', studentId }).then(() => Promise.reject(new Error('no')))).catch(() => undefined);
        return asActor(t.app, p.counselor, 'test', async (tx) => {
          await tx.transaction((inner) => record(inner, { action: 'referral.read', studentId }));
          await tx.execute(sql`select count(*) from generate_series(1, ${n * 100}::int)`);
        });
      }),
    );
    await sealing;
    for (const one of await seal()) sealedRows += one.rows;
    expect(sealedRows).toBe(40);
    expect(await check()).toMatchObject({ broken: null, sealedRows: 40, tailRows: 0 });
  });

  test('is sealed no further than the oldest open transaction, however many committed after it', async () => {
    const open = postgres(t.url('postgres'), { max: 1, onnotice: () => undefined });
    try {
      await open.begin(async (writing) => {
        await writing`select pg_current_xact_id()`;
        await look();
        expect(await seal()).toEqual([]);
        expect(await check()).toMatchObject({ broken: null, newest: null, tailRows: 1 });
      });
    } finally {
      await open.end();
    }
    expect(await seal()).toMatchObject([{ rows: 1 }]);
  });

  test('is cut into seals of a bounded size', async () => {
    for (let n = 0; n < 7; n += 1) await look();
    expect((await sealAudit(sealer, auditKey, 3)).map(({ rows }) => rows)).toEqual([3, 3, 1]);
    expect((await check()).broken).toBeNull();
  });

  test('goes on through a new era, in which transaction numbers begin anew', async () => {
    await look();
    await seal();
    await look();
    // As after a dump was put into a new cluster: the old rows keep their numbers, the era is the next.
    await tamper("update audit_entry set xid = (xid::text::bigint + 1000000000)::text::xid8 where xid > (select to_xid from audit_seal)");
    await t.owner`update installation set era = 2`;
    await look();
    const made = await seal();
    expect(made.map(({ era, fromXid, rows }) => [era, fromXid === '0', rows])).toEqual([['1', false, 1], ['2', true, 1]]);
    expect(await check()).toMatchObject({ broken: null, sealedRows: 3, tailRows: 0 });
  });
});

describe('somebody who has the whole database in their hands', () => {
  beforeEach(async () => {
    for (let n = 0; n < 3; n += 1) await look();
    await give();
    await seal();
    await look();
    await seal();
  });

  test('and changes what an entry says is found, and the entry named', async () => {
    const [, id] = await someEntries();
    await tamper(`update audit_entry set body = jsonb_set(body, '{purpose}', '"care"') where id = '${id}'`);
    expect((await check()).broken).toEqual({ kind: 'row-altered', log: 'audit_entry', id, n: 1 });
  });

  test('and flips one byte of an HMAC is found', async () => {
    const [id] = await someEntries();
    await tamper(`update audit_entry set hmac = set_byte(hmac, 5, get_byte(hmac, 5) # 1) where id = '${id}'`);
    expect((await check()).broken).toEqual({ kind: 'row-altered', log: 'audit_entry', id, n: 1 });
  });

  test('and says that something was given to somebody else is found', async () => {
    const [row] = await superuser`select id from disclosure`;
    await tamper(`update disclosure set what = 'student'`);
    expect((await check()).broken).toEqual({ kind: 'row-altered', log: 'disclosure', id: row?.['id'], n: 1 });
  });

  test.each(['audit_entry', 'disclosure'])('and deletes a row of %s is found', async (log) => {
    await tamper(`delete from ${log} where id = (select id from ${log} order by xid limit 1)`);
    expect((await check()).broken).toEqual({ kind: 'rows-missing', n: 1, sealedRows: 5, foundRows: 4 });
  });

  test('and dates a row back is found', async () => {
    const [id] = await someEntries();
    await tamper(`update audit_entry set at = at - interval '1 day' where id = '${id}'`);
    expect((await check()).broken).toEqual({ kind: 'rows-changed', n: 1 });
  });

  test('and slips a copy of a row under an old seal, or moves one there from a later, is found', async () => {
    const [first, , , , last] = await someEntries();
    await tamper(`insert into audit_entry (partnership_id, id, body, hmac, xid) select partnership_id, '${randomUUID()}', body, hmac, xid from audit_entry where id = '${first}'`);
    expect((await check()).broken?.kind).toBe('row-altered');
    await tamper(`delete from audit_entry where hmac = (select hmac from audit_entry where id = '${first}') and id <> '${first}'`);
    await tamper(`update audit_entry set xid = (select xid from audit_entry where id = '${first}') where id = '${last}'`);
    expect((await check()).broken).toEqual({ kind: 'rows-added', n: 1, sealedRows: 5, foundRows: 6 });
  });

  test('and moves a row to the end of an era that is over is found', async () => {
    await t.owner`update installation set era = 2`;
    await look();
    await seal();
    await look();
    await tamper(`update audit_entry set era = 1, xid = '999999999' where id = '${(await someEntries()).at(-1)}'`);
    expect((await check()).broken).toMatchObject({ kind: 'rows-added', n: 2 });
  });

  test('and deletes a seal, or makes one anew without the key, is found', async () => {
    await tamper('delete from audit_seal where n = 1');
    expect((await check()).broken).toEqual({ kind: 'seal-missing', n: 1 });
    await tamper("insert into audit_seal select 1, 1, '0', from_xid, 5, root, decode(repeat('00', 32), 'hex'), prev, at from audit_seal");
    expect((await check()).broken).toEqual({ kind: 'seal-altered', n: 1 });
  });

  test('and cuts the end off, seal and rows, is found by the seal kept outside', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hallway-seal-'));
    const path = join(folder, 'newest-seal.json');
    const { newest } = await check();
    if (newest === null) throw new Error('nothing was sealed');
    await keepOutside(path, newest);
    await tamper('delete from audit_entry where xid >= (select from_xid from audit_seal where n = 2); delete from audit_seal where n = 2');
    expect((await check()).broken).toBeNull();
    expect((await check(await newestSealOutside(path))).broken).toEqual({ kind: 'newest-seal-missing', n: 2 });
    await look();
    await seal();
    expect((await check(await newestSealOutside(path))).broken).toEqual({ kind: 'newest-seal-differs', n: 2 });
    await rm(folder, { recursive: true });
  });

  test('and changes a row before its seal is made is found all the same', async () => {
    await look();
    const id = (await someEntries()).at(-1);
    await tamper(`update audit_entry set body = jsonb_set(body, '{purpose}', '"care"') where id = '${id}'`);
    expect((await check()).broken).toEqual({ kind: 'row-altered', log: 'audit_entry', id, n: null });
  });
});

describe('the web process', () => {
  const refusal = (work: Promise<unknown>): Promise<unknown> =>
    work.then(() => 'done', (error: unknown) => refusalIn(error)?.promise ?? (error as { cause?: { code?: string } }).cause?.code);
  const as = (statement: string) => refusal(asActor(t.app, p.privacyOfficer, 'test', (tx) => tx.execute(sql.raw(statement))));

  test.each(['audit_entry', 'disclosure'])('chooses neither time, transaction nor era of a row in %s', async (log) => {
    await give();
    for (const column of ['at', 'xid', 'era']) {
      expect(await as(`insert into ${log} (partnership_id, id, ${column}) select partnership_id, gen_random_uuid(), ${column} from ${log} limit 1`)).toBe('42501');
    }
  });

  test.each(['audit_entry', 'disclosure', 'audit_seal'])('check 28: changes, deletes and empties nothing in %s', async (table) => {
    await give();
    await seal();
    for (const statement of [`update ${table} set at = at`, `delete from ${table}`, `truncate ${table}`]) expect(await as(statement)).toBe('42501');
    expect(await as(`select 1 from ${table}`)).toBe('done');
  });

  test('makes no seal', async () => {
    await look();
    await seal();
    expect(await as('insert into audit_seal select n + 1, era, to_xid, to_xid, rows, root, prev, seal, at from audit_seal')).toBe('42501');
  });

  test('reads the trail of its own partnership, as those who may, and not as others', async () => {
    const other = await testPartnership(t, 'Birch');
    await look();
    const count = (actor: Parameters<typeof asActor>[1]) => asActor(t.app, actor, 'trail.read', async (tx) => (await tx.execute(sql`select 1 from audit_entry`)).length);
    expect(await count(p.privacyOfficer)).toBe(1);
    expect(await count(p.coordinator)).toBe(1);
    expect(await count(p.counselor)).toBe(0);
    expect(await count(p.therapist)).toBe(0);
    expect(await count(other.privacyOfficer)).toBe(0);
  });

  test('writes no entry for another partnership', async () => {
    const other = await testPartnership(t, 'Cedar');
    const body = JSON.stringify({ action: 'student.read' });
    expect(await as(`insert into audit_entry (partnership_id, id, body, hmac) values ('${other.id.partnership}', gen_random_uuid(), '${body}', decode(repeat('00', 32), 'hex'))`)).toBe('42501');
  });
});

test('not even the owner changes a row by mistake: the triggers refuse', async () => {
  await look();
  for (const statement of ['update audit_entry set at = now()', 'delete from audit_entry', 'truncate audit_entry']) {
    const refused = await t.owner.unsafe(statement).then(() => 'done', (error: unknown) => refusalIn(error)?.promise);
    expect(refused).toBe('signed_and_logged_never_change');
  }
});

test('data that was brought back begins a new era, once: in another cluster, in a database made anew, over the tables that were there', async () => {
  const { hallway_app, hallway_auth, hallway_sealer } = inject('cluster').passwords;
  const startAgain = () => migrate(t.url('hallway_owner'), { passwords: { hallway_app, hallway_auth, hallway_sealer } });
  const era = async () => (await t.owner`select era from installation`)[0]?.['era'];
  // This database was copied from another one of the same server.
  await startAgain();
  expect(await era()).toBe(2);
  await startAgain();
  expect(await era()).toBe(2);
  await t.owner`update installation set system_identifier = 'of the cluster it came from'`;
  await startAgain();
  expect(await era()).toBe(3);
  await t.owner`update installation set table_oid = table_oid - 1`;
  await startAgain();
  await startAgain();
  expect(await era()).toBe(4);
});
