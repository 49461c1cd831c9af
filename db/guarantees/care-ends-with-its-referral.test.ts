import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import { refusalIn } from '../refusals.server.ts';
import { testDatabase } from '../test-database.ts';
import { addStudent, consentToAll, refer, studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
let n = 0;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
});
beforeEach(async () => {
  if (s) await move(p.coordinator, 'closed').catch(() => undefined);
  s = await studentInCare(t, p, 'Teo', `Ruiz${'abcdefgh'[n++]}`);
});

const move = (actor: Actor, to: string) => asActor(t.app, actor, 'test', async (tx) => {
  await tx.execute(to === 'closed'
    ? sql`update referral set state = 'closed', outcome = 'finished', owner_id = null, next_action_on = null where id = ${s.referralId}`
    : sql`update referral set state = ${to}, owner_id = ${p.id.coordinator} where id = ${s.referralId}`);
});
const care = async () => {
  const [row] = await t.owner`select e.ended_at is null as open, o.state as offer, g.caseload_count as places from episode_of_care e join offer o on o.id = e.offer_id join engagement g on g.id = e.engagement_id where e.id = ${s.episodeId}`;
  const [seen] = await asActor(t.app, p.therapist, 'test', (tx) => tx.execute(sql`select id from student where id = ${s.id.student}`));
  return { open: row!.open as boolean, offer: row!.offer as string, places: row!.places as number, therapistSees: seen !== undefined };
};

test('a guardian who withdraws ends care that they could not end themselves, and the therapist sees the student no more', async () => {
  expect(await care()).toEqual({ open: true, offer: 'accepted', places: 1, therapistSees: true });
  await move(s.guardian, 'awaiting_consent');
  expect(await care()).toEqual({ open: false, offer: 'withdrawn', places: 0, therapistSees: false });
});

test('a referral that finishes ends care and keeps how it began', async () => {
  await move(p.coordinator, 'closed');
  expect(await care()).toEqual({ open: false, offer: 'accepted', places: 0, therapistSees: false });
});

test('a therapist who is lost frees the place', async () => {
  await move(p.coordinator, 'waiting');
  expect(await care()).toMatchObject({ open: false, offer: 'withdrawn', places: 0 });
});

test('care does not end over a visit that is still booked; a hold simply ends with it', async () => {
  const held = await asActor(t.app, p.therapist, 'test', (tx) => take(tx, p, s, '2026-12-02T13:10:00Z', 'held'));
  const booked = await asActor(t.app, p.therapist, 'test', (tx) => take(tx, p, s, '2026-12-01T13:10:00Z'));
  expect(await move(s.guardian, 'awaiting_consent').catch((error: unknown) => refusalIn(error)?.promise)).toBe('care_ends_without_booked_visits');
  await asActor(t.app, s.guardian, 'test', async (tx) => {
    await tx.execute(sql`update appointment set state = 'cancelled', ended_at = clock_now(), ended_because = 'consent_withdrawn' where id = ${booked}`);
    await tx.execute(sql`update occupancy set released_at = clock_now() where appointment_id = ${booked}`);
  });
  await move(s.guardian, 'awaiting_consent');
  expect(await care()).toMatchObject({ open: false });
  const [row] = await t.owner`select a.state, o.released_at is not null as free from appointment a join occupancy o on o.appointment_id = a.id where a.id = ${held} limit 1`;
  expect(row).toMatchObject({ state: 'cancelled', free: true });
});

test('whether another guardian was asked is answered to a guardian who was, and to nobody else', async () => {
  const two = await addStudent(t, p, 'Ines', 'Prado');
  const referralId = await refer(t, p, two.id.student);
  const { requestId } = await consentToAll(t, p, two, referralId);
  const asked = (actor: Actor) => asActor(t.app, actor, 'test', async (tx) => (await tx.execute<{ yes: boolean }>(sql`select gate.another_guardian_is_asked(${requestId}) as yes`))[0]?.yes);
  expect(await asked(two.guardian)).toBe(false);
  await asActor(t.app, p.counselor, 'test', (tx) => tx.execute(sql`insert into consent_request (partnership_id, id, referral_id, student_id, guardian_id, school_id, language, asked_by, ends_on, state, sent_at)
    values (${p.id.partnership}, gen_random_uuid(), ${referralId}, ${two.id.student}, ${s.id.guardian}, ${p.id.school}, 'es', ${p.id.counselor}, '2027-06-12', 'sent', clock_now())`));
  expect(await asked(two.guardian)).toBe(true);
  expect(await asked(p.counselor)).toBe(false);
});
