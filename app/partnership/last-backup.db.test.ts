import { beforeAll, beforeEach, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStudent, testPartnership, type TestPartnership } from '../../db/test-partnership.ts';
import { recordRun, sayWhoBacksUp } from '../../local/backup/record-run.ts';
import { lastBackup } from './last-backup.server.ts';

const t = await testDatabase();
let p: TestPartnership;
beforeAll(async () => {
  p = await testPartnership(t);
});
beforeEach(async () => {
  await t.owner`delete from backup_run`;
  await sayWhoBacksUp(t.url('hallway_owner'), 'hallway');
});

const asked = (actor = p.coordinator) => asActor(t.app, actor, 'test', lastBackup);
const hoursAgo = (hours: number) => t.owner`update backup_run set started_at = now() - make_interval(hours => ${hours}), ended_at = now() - make_interval(hours => ${hours})`;

test('before the first backup administrators are told that it is missing', async () => {
  expect(await asked()).toEqual({ by: 'hallway', endedAt: null, hoursAgo: null, failed: null, late: true });
});

test('a backup of last night is in order; one of the day before is late', async () => {
  await recordRun(t.url('hallway_owner'), new Date(), { bytes: 1000 });
  await hoursAgo(30);
  expect(await asked()).toMatchObject({ hoursAgo: 30, failed: null, late: false });
  await hoursAgo(37);
  expect(await asked()).toMatchObject({ hoursAgo: 37, failed: null, late: true });
});

test('a try that failed since is named beside the last good one', async () => {
  await recordRun(t.url('hallway_owner'), new Date(), { bytes: 1000 });
  await hoursAgo(5);
  await recordRun(t.url('hallway_owner'), new Date(), { failed: 'no-room' });
  expect(await asked()).toMatchObject({ hoursAgo: 5, failed: 'no-room', late: false });
});

test('what a clock that ran ahead dated into the future does not hide that last night\'s is missing', async () => {
  await recordRun(t.url('hallway_owner'), new Date(), { bytes: 1000 });
  await hoursAgo(-24 * 365);
  expect(await asked()).toMatchObject({ endedAt: null, late: true });
});

test('with a PostgreSQL of one\'s own Hallway knows nothing, and calls nothing late', async () => {
  await sayWhoBacksUp(t.url('hallway_owner'), 'operator');
  expect(await asked()).toEqual({ by: 'operator', endedAt: null, hoursAgo: null, failed: null, late: false });
});

test('who runs no installation sees no runs', async () => {
  await recordRun(t.url('hallway_owner'), new Date(), { bytes: 1000 });
  const family = await addStudent(t, p);
  for (const actor of [p.counselor, p.therapist, p.frontOffice, family.guardian]) expect(await asked(actor)).toMatchObject({ endedAt: null });
  for (const actor of [p.coordinator, p.privacyOfficer]) expect(await asked(actor)).toMatchObject({ hoursAgo: 0 });
});
