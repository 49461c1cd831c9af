import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { studentInCare, testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { addInterpreter, keepInterpreterHours, letGo } from '../interpreters/keep-interpreter.server.ts';
import { decideInterpreter } from '../interpreters/interpreter-need.server.ts';
import { confirmBooking } from '../scheduling/confirm-booking.server.ts';
import { holdSlot } from '../scheduling/hold-slot.server.ts';
import { tellTheInterpreter } from '../scheduling/tell-the-interpreter.server.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { prepareVisits } from './prepare-visits.server.ts';
import { putOutEnded } from './put-out.server.ts';

const keys = { key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) };
holdKeys(keys);
const t = await testDatabase();

test('who interprets is told when they are booked, gets a link of their own the day before, and it ends when they are not taken any more', async () => {
  await t.moveClockTo(tuesdayMorning);
  const p = await testPartnership(t);
  const s = await studentInCare(t, p);
  const linh = await asActor(t.app, p.coordinator, 'test', async (tx) => {
    const id = await addInterpreter(tx, { givenName: 'Linh', familyName: 'Pham', email: 'linh@example.org', phone: null, languages: ['vi'] }, true);
    await keepInterpreterHours(tx, id, 'America/New_York', [{ weekday: 3, startMinute: 480, endMinute: 960 }]);
    await decideInterpreter(tx, s.referralId, s.id.student, 'vi');
    return id;
  });
  const held = await holdSlot(t.app, p.coordinator, { referralId: s.referralId, startMs: Date.parse('2026-11-25T13:10:00Z'), key: randomUUID() });
  if (!held.ok) throw new Error(held.reason);
  await confirmBooking(t.app, p.coordinator, { referralId: s.referralId, appointmentId: held.appointmentId, key: randomUUID() });
  await t.owner`update interpreter set during = '[2026-11-01,)'`;
  const told = async () => (await t.owner`select template from outbox where person_id = ${linh} order by promised_at, template`).map((row) => row.template as string);
  expect(await told()).toEqual(['interpreter-booked']);
  await t.moveClockTo('2026-11-24T14:00:00Z');
  await asActor(t.app, p.job, 'test', (tx) => prepareVisits(tx, { origin: 'http://localhost:3000', key: keys.key }));
  expect(await told()).toEqual(['interpreter-booked', 'visit-link']);
  const holds = async () => (await t.owner`select gate.link_has_its_holder(l) as holds from link l where l.part = 'interpreter' and l.person_id = ${linh} order by l.revoked_at nulls first`)[0]?.holds as boolean;
  const open = async () => (await t.owner`select from link where part = 'interpreter' and person_id = ${linh} and revoked_at is null`).length;
  expect(await holds()).toBe(true);
  // Let go from a later day on they keep it until then.
  await asActor(t.app, p.coordinator, 'test', (tx) => letGo(tx, linh, '2026-11-25'));
  expect(await open()).toBe(1);
  await asActor(t.app, p.coordinator, 'test', (tx) => letGo(tx, linh, '2026-11-24'));
  expect([await holds(), await open()]).toEqual([false, 0]);
  await asActor(t.app, p.job, 'test', (tx) => prepareVisits(tx, { origin: 'http://localhost:3000', key: keys.key }));
  expect([await told(), await open()]).toEqual([['interpreter-booked', 'visit-link'], 0]);
  await asActor(t.app, p.coordinator, 'test', (tx) => letGo(tx, linh, null));
  await asActor(t.app, p.job, 'test', (tx) => prepareVisits(tx, { origin: 'http://localhost:3000', key: keys.key }));
  expect([await holds(), await open()]).toEqual([true, 1]);
  // Of a visit that runs they are put out.
  await t.moveClockTo('2026-11-25T13:11:00Z');
  const [visit, seat] = [randomUUID(), randomUUID()];
  await asActor(t.app, p.therapist, 'test', (tx) => tx.execute(sql`insert into visit (partnership_id, id, appointment_id, student_id, therapist_id, room_name, media_key_sealed) values (${p.id.partnership}, ${visit}, ${held.appointmentId}, ${s.id.student}, ${p.id.therapist}, 'room', '\\x00')`));
  await t.owner`alter table visit_participant disable trigger user`;
  await t.owner`insert into visit_participant (partnership_id, id, visit_id, person_id, part, identity, admitted_at, admitted_by) values (${p.id.partnership}, ${seat}, ${visit}, ${linh}, 'interpreter', 'one', clock_now(), ${p.id.therapist})`;
  await t.owner`alter table visit_participant enable trigger user`;
  expect(await putOutEnded(t.app, p.id.partnership, null)).toBe(0);
  await asActor(t.app, p.coordinator, 'test', (tx) => letGo(tx, linh, '2026-11-25'));
  expect([await putOutEnded(t.app, p.id.partnership, null), await t.owner`select admitted_at from visit_participant where id = ${seat}`]).toEqual([1, [{ admitted_at: null }]]);
  await asActor(t.app, p.coordinator, 'test', (tx) => letGo(tx, linh, null));
  await asActor(t.app, p.coordinator, 'test', async (tx) => {
    // Needed no more; what they did not take, they hold no link to.
    await decideInterpreter(tx, s.referralId, s.id.student, null);
    await tx.execute(sql`update occupancy set released_at = clock_now() where resource_id = ${linh}`);
    await tellTheInterpreter(tx, held.appointmentId);
  });
  expect(await holds()).toBe(false);
  // Told once, by the change itself: a later one says nothing to whom the visit let go of before.
  await t.owner`update appointment set calendar_sequence = calendar_sequence + 1 where id = ${held.appointmentId}`;
  await asActor(t.app, p.coordinator, 'test', (tx) => tellTheInterpreter(tx, held.appointmentId));
  expect((await told()).filter((template) => template === 'interpreter-cancelled')).toHaveLength(1);
});
