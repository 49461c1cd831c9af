import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { keepSchoolTerms, yearsAt } from './school-terms.server.ts';
import { keepSchoolYear } from './keep-school-year.server.ts';
import { schoolYearsOf } from './school-years.server.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
const p = await testPartnership(t);
const yearId = randomUUID();
const shared = { title: '2026–27', firstDay: '2026-08-24', lastDay: '2027-06-11', terms: [{ title: 'Fall', firstDay: '2026-08-24', lastDay: '2026-12-18' }] };
await asActor(t.app, p.coordinator, 'test', (tx) => keepSchoolYear(tx, yearId, shared));
const own = [{ title: 'First', firstDay: '2026-08-31', lastDay: '2026-11-20' }, { title: 'Second', firstDay: '2026-11-30', lastDay: '2027-06-11' }];
const keep = (terms: typeof own, schoolId = p.id.school, year = yearId) => keepSchoolTerms(t.app, p.coordinator, { schoolId, yearId: year, terms });
const at = async (schoolId: string) => (await asActor(t.app, p.frontOffice, 'test', (tx) => yearsAt(tx, schoolId)))[0];

test('a school’s own terms are kept as a whole and win there; taken out, the partnership’s hold again', async () => {
  expect(await at(p.id.school)).toMatchObject({ own: false, terms: shared.terms });
  expect(await keep(own)).toEqual({ ok: true });
  expect(await at(p.id.school)).toMatchObject({ own: true, terms: own });
  expect(await at(p.id.otherSchool)).toMatchObject({ own: false, terms: shared.terms });
  expect(await keep([])).toEqual({ ok: true });
  expect(await at(p.id.school)).toMatchObject({ own: false, terms: shared.terms });
});

test('changing the partnership’s year leaves a school’s own terms, which its own page does not list', async () => {
  await keep(own);
  await asActor(t.app, p.coordinator, 'test', (tx) => keepSchoolYear(tx, yearId, { ...shared, terms: [] }));
  expect(await at(p.id.school)).toMatchObject({ own: true, terms: own });
  expect((await asActor(t.app, p.coordinator, 'test', schoolYearsOf))[0]?.terms).toEqual([]);
});

test('refused as a whole: terms that clash, a year or school that is not there', async () => {
  expect(await keep([own[0]!, { ...own[1]!, firstDay: '2026-11-20' }])).toEqual({ ok: false, reason: 'terms-clash' });
  expect(await keep([{ ...own[1]!, lastDay: '2027-07-01' }])).toEqual({ ok: false, reason: 'terms-clash' });
  expect(await at(p.id.school)).toMatchObject({ own: true, terms: own });
  for (const refused of [await keep(own, p.id.agency), await keep(own, randomUUID()), await keep(own, p.id.school, randomUUID())]) expect(refused).toEqual({ ok: false, reason: 'not-found' });
});
