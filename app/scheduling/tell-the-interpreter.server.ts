import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../db/connect.server.ts';
import { instantText } from '../../db/range.server.ts';
import { promiseMessage } from '../messages/promise-message.server.ts';

type Told = { interpreter: string; student: string; comes: boolean; uid: string; sequence: number; starts: string; minutes: number; zone: string; initials: string; spoken: string; place: 'school' | 'home'; school: string };

/**
 * Promises whoever interprets at an appointment a neutral message with a calendar entry, in the caller's transaction: it is theirs now, or not any
 * more (cancelled, moved to another interpreter), since this very transaction: clock_now() is when it began. They learn when, where the student sits and initials; never why.
 */
export async function tellTheInterpreter(tx: Tx, appointmentId: string): Promise<void> {
  const rows = await tx.execute<Told>(sql`
    select o.resource_id interpreter, x.student_id student, bool_or(o.released_at is null) comes, a.calendar_uid uid, a.calendar_sequence sequence, lower(a.during)::text starts,
      (extract(epoch from upper(a.during) - lower(a.during)) / 60)::int minutes, a.zone, a.place, school.name school, left(child.given_name, 1) || '. ' || left(child.family_name, 1) || '.' initials,
      coalesce((select n.language from episode_of_care e join interpreter_need n on n.partnership_id = e.partnership_id and n.referral_id = e.referral_id where e.partnership_id = a.partnership_id and e.id = a.episode_id), 'en') spoken
    from occupancy o join appointment a on a.partnership_id = o.partnership_id and a.id = o.appointment_id
    join appointment_student x on x.partnership_id = a.partnership_id and x.appointment_id = a.id join person child on child.id = x.student_id
    join organisation school on school.partnership_id = a.partnership_id and school.id = a.school_id join person p on p.id = o.resource_id
    where o.partnership_id = ctx_partnership() and o.appointment_id = ${appointmentId} and o.kind = 'interpreter' and p.email is not null
      and (o.released_at is null or o.released_at = clock_now())
    group by o.resource_id, x.student_id, a.partnership_id, a.id, a.calendar_uid, a.calendar_sequence, a.during, a.zone, a.place, a.episode_id, school.name, child.given_name, child.family_name`);
  for (const { interpreter, student, comes, uid, starts, place, school, ...told } of rows) {
    const template = comes ? 'interpreter-booked' : 'interpreter-cancelled';
    const startsAt = instantText(starts);
    await promiseMessage(tx, {
      to: interpreter,
      about: student,
      template,
      params: { ...told, calendarUid: uid, startsAt, ...(place === 'school' ? { place, schoolName: school } : { place }) },
      notAfter: Temporal.Instant.from(startsAt).add({ minutes: comes ? 0 : told.minutes }),
      dedupeKey: `${template}:${appointmentId}:${told.sequence}:${interpreter}`,
    });
  }
}
