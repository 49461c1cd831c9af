import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { asActor, nowOf, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { appointmentOf } from '../scheduling/appointment.server.ts';
import { careToBook } from '../scheduling/care-to-book.server.ts';
import { visitToMove } from '../scheduling/visit-to-move.server.ts';
import { familyRules } from './family-rules.server.ts';
import { whyNotMoved, type FamilyRules } from './family-rules.ts';
import { forGuardian, mondayAt, timesForFamily, timesToMoveForFamily, weekOf, type FamilyTime, type FamilyWeek } from './family-times.server.ts';

type GuardianActor = Extract<Actor, { kind: 'guardian' }>;
type NoPlace = { readonly ok: false; readonly reason: 'school-without-zone' | 'home-without-place' };

/** What a guardian sees who takes a time for the next visit; `held` is their own pick. Null `times`: they may not, for the reason given. */
export type FamilyBookingData = {
  readonly studentId: string;
  readonly name: string;
  readonly rules: FamilyRules;
  readonly held: (FamilyTime & { readonly appointmentId: string; readonly heldUntilMs: number }) | null;
  readonly whyNot: 'family-may-not' | 'family-has-one' | null;
  readonly times: FamilyWeek | NoPlace | null;
  readonly key: string;
};

/** The page on which a guardian takes a time; null when there is no open care of a child of theirs. */
export async function familyBookingPage(db: Database, guardian: GuardianActor, studentId: string, week: string | null): Promise<FamilyBookingData | null> {
  const child = await childOf(db, guardian, studentId);
  if (!child) return null;
  return asActor(db, forGuardian(guardian, studentId), 'slot.read', async (tx) => {
    const [care, rules] = [await careToBook(tx, child.referralId), await familyRules(tx)];
    if (!care || care.studentId !== studentId) return null;
    await record(tx, { action: 'slot.read', studentId, subject: { kind: 'referral', id: child.referralId } });
    const hold = care.holds.at(-1);
    const whyNot = care.place !== 'home' || !rules.booksAtHome ? 'family-may-not' as const : (await hasNext(tx, care.episodeId)) ? 'family-has-one' as const : null;
    const times = whyNot ? null : await timesForFamily(tx, care, rules);
    return {
      studentId, name: child.name, rules, whyNot, key: randomUUID(),
      held: hold && !whyNot ? { appointmentId: hold.id, startMs: hold.startMs, endMs: hold.endMs, heldUntilMs: hold.heldUntilMs } : null,
      times: times?.ok ? weekOf(times, week ?? (hold ? mondayAt(times.zone, hold.startMs) : null)) : times,
    };
  });
}

/** What a guardian sees who moves a visit; `pick` is what they look at, free a moment ago. */
export type FamilyMoveData = {
  readonly appointmentId: string;
  readonly name: string;
  readonly place: 'school' | 'home';
  readonly school: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly zone: string;
  readonly sequence: number;
  readonly rules: FamilyRules;
  readonly whyNot: 'already-over' | ReturnType<typeof whyNotMoved>;
  readonly times: FamilyWeek | NoPlace | null;
  readonly pick: FamilyTime | null;
  readonly key: string;
};

/** The page on which a guardian moves a visit; null when it is not a child's of theirs. Nothing is held meanwhile: the visit keeps its time until it has another. */
export async function familyMovePage(db: Database, guardian: GuardianActor, appointmentId: string, asked: { week: string | null; startMs: number | null }): Promise<FamilyMoveData | null> {
  const seen = await asActor(db, guardian, 'appointment.read', async (tx) => {
    const appointment = await appointmentOf(tx, appointmentId);
    if (appointment) await record(tx, { action: 'appointment.read', studentId: appointment.studentId, subject: { kind: 'appointment', id: appointmentId } });
    return appointment;
  });
  if (!seen) return null;
  return asActor(db, forGuardian(guardian, seen.studentId), 'slot.read', async (tx) => {
    const [visit, rules, now] = [await visitToMove(tx, appointmentId), await familyRules(tx), await nowOf(tx)];
    if (!visit) return null;
    const whyNot = visit.ahead ? whyNotMoved(rules, { ...visit, movedByFamily: await movedByFamily(tx, appointmentId) }, now.epochMilliseconds) : 'already-over';
    const times = whyNot ? null : await timesToMoveForFamily(tx, visit, rules);
    return {
      appointmentId, name: seen.student, place: seen.place, school: seen.school, startsAt: seen.startsAt, endsAt: seen.endsAt, zone: visit.zone, sequence: visit.sequence, rules, whyNot, key: randomUUID(),
      times: times?.ok ? weekOf(times, asked.week ?? mondayAt(times.zone, asked.startMs ?? visit.startMs)) : times,
      pick: times?.ok ? times.times.find(({ startMs }) => startMs === asked.startMs) ?? null : null,
    };
  });
}

/** A child of the guardian as they know them, and the referral of their open care. */
export async function childOf(db: Database, guardian: GuardianActor, studentId: string): Promise<{ name: string; referralId: string } | null> {
  return asActor(db, guardian, 'student.read', async (tx) => {
    const [row] = await tx.execute<{ name: string; referralId: string }>(sql`
      select called(p.given_name, s.preferred_name, s.preferred_name_seen_by) as name, e.referral_id as "referralId"
      from student s join person p on p.id = s.id join episode_of_care e on e.partnership_id = s.partnership_id and e.student_id = s.id and e.ended_at is null
      where s.partnership_id = ctx_partnership() and s.id = ${studentId} order by e.id limit 1`);
    return row ?? null;
  });
}

async function hasNext(tx: Tx, episodeId: string): Promise<boolean> {
  const rows = await tx.execute(sql`select from appointment a where a.partnership_id = ctx_partnership() and a.episode_id = ${episodeId} and a.state in ('booked', 'in_progress') and upper(a.during) > clock_now() limit 1`);
  return rows.length > 0;
}

async function movedByFamily(tx: Tx, appointmentId: string): Promise<number> {
  const [row] = await tx.execute<{ moved: number }>(sql`select moved_by_family as moved from appointment where partnership_id = ctx_partnership() and id = ${appointmentId}`);
  return row?.moved ?? 0;
}
