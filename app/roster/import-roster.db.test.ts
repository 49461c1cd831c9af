import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { importRoster } from './import-roster.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
const real = resolve(import.meta.dirname, '../../../shared/real');

let p: TestPartnership;
beforeAll(async () => {
  p = await testPartnership(t);
});

/** The version of every row of what a roster writes: it changes when a row is written again, be it with the same words. */
async function versions(): Promise<string[]> {
  const tables = ['organisation', 'person', 'student', 'school_year', 'term', 'enrolment', 'membership', 'guardianship', 'class', 'class_term', 'class_enrolment', 'roster_person'];
  const rows = await Promise.all(tables.map((table) => t.owner.unsafe(`select '${table}' || ' ' || ctid || ' ' || xmin as v from public.${table} where true order by 1`)));
  return rows.flat().map((row) => String(row['v']));
}

if (existsSync(join(real, 'expected.json'))) {
  const { rosters } = JSON.parse(readFileSync(join(real, 'expected.json'), 'utf8')) as { rosters: { set: string; orgs: number; users: number; classes: number; enrollments: number }[] };
  describe.each(rosters)('$set', (expected) => {
    test('comes in whole, and once more without changing a row', async () => {
      const roster = { path: join(real, expected.set), madeUp: true, source: expected.set };
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
      const second = await importRoster(t.app, p.coordinator, roster);
      expect(second).toMatchObject({ ok: true, counts: first.counts });
      expect(await versions()).toEqual(before);
      console.error(await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`select file, line, reason, what, kept from roster_refusal where import_id = ${first.importId} order by n`)));
    });
  });
} else {
  test('finds no ../shared/real beside the project, so its rosters are not imported', () => expect(existsSync(real)).toBe(false));
}
