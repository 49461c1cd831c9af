import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../db/connect.server.ts';
import { instantText } from '../../db/range.server.ts';
import { promiseMessage } from '../messages/promise-message.server.ts';

type Told = { therapist: string; student: string; uid: string; sequence: number; starts: string; minutes: number; zone: string; initials: string; place: 'school' | 'home'; school: string };

/**
 * Promises a therapist a neutral message with a calendar entry about an appointment of theirs that somebody else booked, moved or ended, in the
 * caller's transaction. Whose it is: initials. Who did it themselves knows; who has no address sees it on their own pages.
 */
export async function tellTheTherapist(tx: Tx, appointmentId: string, template: 'therapist-booked' | 'therapist-cancelled'): Promise<void> {
  const [row] = await tx.execute<Told>(sql`
    select a.therapist_id therapist, x.student_id student, a.calendar_uid uid, a.calendar_sequence sequence, lower(a.during)::text starts, (extract(epoch from upper(a.during) - lower(a.during)) / 60)::int minutes,
      a.zone, a.place, school.name school, left(child.given_name, 1) || '. ' || left(child.family_name, 1) || '.' initials
    from appointment a join appointment_student x on x.partnership_id = a.partnership_id and x.appointment_id = a.id join person child on child.id = x.student_id
    join organisation school on school.partnership_id = a.partnership_id and school.id = a.school_id join person p on p.id = a.therapist_id
    where a.partnership_id = ctx_partnership() and a.id = ${appointmentId} and p.email is not null and a.therapist_id is distinct from ctx_person() limit 1`);
  if (!row) return;
  const { therapist, student, uid, starts, place, school, ...told } = row;
  const startsAt = instantText(starts);
  await promiseMessage(tx, {
    to: therapist,
    about: student,
    template,
    params: { ...told, calendarUid: uid, startsAt, ...(place === 'school' ? { place, schoolName: school } : { place }) },
    notAfter: Temporal.Instant.from(startsAt).add({ minutes: template === 'therapist-cancelled' ? told.minutes : 0 }),
    dedupeKey: `${template}:${appointmentId}:${told.sequence}:${therapist}`,
  });
}
