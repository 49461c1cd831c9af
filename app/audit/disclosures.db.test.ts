import { beforeAll, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStudent, studentInCare, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { tellAgency } from '../consent/tell-agency.server.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { disclose } from './disclose.server.ts';
import { disclosuresOf } from './disclosures.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
let mateo: Awaited<ReturnType<typeof studentInCare>>;

const read = (actor: Actor) => asActor(t.app, actor, 'test', (tx) => disclosuresOf(tx, mateo.id.student));

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  mateo = await studentInCare(t, p);
  await asActor(t.app, p.therapist, 'test', (tx) => tellAgency(tx, { referralId: mateo.referralId, studentId: mateo.id.student, agencyId: p.id.agency, episodeId: mateo.episodeId }));
  await t.moveClockTo('2026-11-25T13:00:00Z');
  await asActor(t.app, p.coordinator, 'test', (tx) => disclose(tx, { studentId: mateo.id.student, fromOrganisationId: p.id.school, toOrganisationId: p.id.district, what: 'attendance', purpose: 'court_order', basis: { kind: 'law' } }));
});

test('each time something was given: when, from whom to whom, what, why and what allowed it, the newest first', async () => {
  expect(await read(p.privacyOfficer)).toMatchObject([
    { from: 'Alder Creek Middle', to: 'Mill Creek District', toPerson: null, by: 'Renee Whitfield', what: 'attendance', purpose: 'court_order', basis: 'law', allowedAt: null },
    { from: 'Alder Creek Middle', to: 'Harbor Street', toPerson: 'Nadia Haddad', purpose: 'begin_care', basis: 'release' },
    { to: 'Harbor Street', basis: 'release' },
  ]);
  const [, first] = await read(p.coordinator);
  expect(first?.allowedAt?.slice(0, 16)).toBe('2026-11-24T13:00');
});

test('the school’s counselor and the family see the same; they know by name whom they deal with', async () => {
  expect((await read(p.counselor)).map(({ what }) => what).sort()).toEqual(['attendance', 'referral', 'student']);
  const family = await read(mateo.guardian);
  expect(family.map(({ to, toPerson, by }) => [to, toPerson, by])).toEqual([['Mill Creek District', null, null], ['Harbor Street', 'Nadia Haddad', 'Nadia Haddad'], ['Harbor Street', 'Nadia Haddad', 'Nadia Haddad']]);
});

test('another school, a front office, another family and another partnership see none of it', async () => {
  const lena = await addStudent(t, p, 'Lena', 'Hale');
  const other = await testPartnership(t, 'Birch');
  for (const actor of [p.otherCounselor, p.frontOffice, lena.guardian, other.privacyOfficer]) expect(await read(actor)).toEqual([]);
});
