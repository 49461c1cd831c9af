import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../db/connect.server.ts';
import { instantText } from '../../db/range.server.ts';
import { tellTheInterpreter } from './tell-the-interpreter.server.ts';
import { tellTheTherapist } from './tell-the-therapist.server.ts';
import { promiseMessage } from '../messages/promise-message.server.ts';

/**
 * Promises the family a neutral message with a calendar entry about an appointment, in the caller's transaction. The family is every guardian
 * with a confirmed right of access who may be reached by mail; who has neither is served by staff, and of care that rests on a minor's own
 * consent none is told. The time is that of the place where the
 * student will be. Sent once for each state of the appointment, and never after it began; that it is off, until it would have been over.
 *
 * An interpreter is told of the same, and its therapist unless they did it themselves.
 *
 * @returns how many guardians will be told
 */
export async function tellTheFamily(tx: Tx, appointmentId: string, template: 'booking-confirmed' | 'booking-cancelled'): Promise<number> {
  const rows = await tx.execute<{ guardian: string; student: string; uid: string; sequence: number; starts: string; minutes: number; zone: string; name: string; place: 'school' | 'home'; school: string }>(sql`
    select g.guardian_id guardian, s.id student, a.calendar_uid uid, a.calendar_sequence sequence, lower(a.during)::text starts, (extract(epoch from upper(a.during) - lower(a.during)) / 60)::int minutes, a.zone, a.place,
      case when s.preferred_name_seen_by = 'everyone' then coalesce(s.preferred_name, child.given_name) else child.given_name end as name, school.name school
    from appointment a join appointment_student x on x.partnership_id = a.partnership_id and x.appointment_id = a.id
    join student s on s.partnership_id = x.partnership_id and s.id = x.student_id join person child on child.id = s.id
    join organisation school on school.partnership_id = a.partnership_id and school.id = a.school_id
    join guardianship g on g.partnership_id = s.partnership_id and g.student_id = s.id join person p on p.id = g.guardian_id
    where a.partnership_id = ctx_partnership() and a.id = ${appointmentId} and g.confirmed_at is not null and g.access_right and 'email' = any (g.channels) and p.email is not null
      and g.during @> (clock_now() at time zone a.zone)::date and not gate.visit_is_private(a.id)`);
  for (const row of rows) {
    const startsAt = instantText(row.starts);
    const told = { calendarUid: row.uid, sequence: row.sequence, startsAt, minutes: row.minutes, zone: row.zone, studentGivenName: row.name };
    await promiseMessage(tx, {
      to: row.guardian,
      about: row.student,
      template,
      params: row.place === 'school' ? { ...told, place: 'school', schoolName: row.school } : { ...told, place: 'home' },
      notAfter: Temporal.Instant.from(startsAt).add({ minutes: template === 'booking-cancelled' ? row.minutes : 0 }),
      dedupeKey: `${template}:${appointmentId}:${row.sequence}:${row.guardian}`,
    });
  }
  await tellTheInterpreter(tx, appointmentId);
  await tellTheTherapist(tx, appointmentId, template === 'booking-confirmed' ? 'therapist-booked' : 'therapist-cancelled');
  return rows.length;
}
