import { sql } from 'drizzle-orm';
import { instantText } from '../../db/range.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import type { DayAppointment } from './day.ts';

/**
 * The acting person's appointments of today on the clock of `zone`, in order: a therapist's own, a school's, everyone's for a coordinator —
 * whatever the policies on `appointment` show them.
 */
export async function dayOf(tx: Tx, zone: string): Promise<DayAppointment[]> {
  const rows = await tx.execute<DayAppointment & Record<string, unknown>>(sql`
    select a.id, lower(a.during) "startsAt", upper(a.during) "endsAt", a.zone, a.state, a.place, r.name room, o.name school,
      string_agg(called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name, ', ' order by p.family_name) student,
      string_agg(left(called(p.given_name, s.preferred_name, s.preferred_name_seen_by), 1) || '.' || left(p.family_name, 1) || '.', ' ' order by p.family_name) initials,
      t.given_name || ' ' || t.family_name therapist, min(c.code) code, min(w.since) "waitingSince"
    from appointment a
    join organisation o on o.partnership_id = a.partnership_id and o.id = a.school_id
    join person t on t.id = a.therapist_id
    join appointment_student x on x.partnership_id = a.partnership_id and x.appointment_id = a.id
    join person p on p.id = x.student_id
    join student s on s.partnership_id = x.partnership_id and s.id = x.student_id
    left join room r on r.partnership_id = a.partnership_id and r.id = a.room_id
    left join visit_code c on c.partnership_id = a.partnership_id and c.appointment_id = a.id and c.student_id = x.student_id
    left join lateral (select min(v.waiting_since) since from visit_participant v join visit i on i.partnership_id = v.partnership_id and i.id = v.visit_id
      where i.partnership_id = a.partnership_id and i.appointment_id = a.id and v.part <> 'therapist' and v.admitted_at is null and v.left_at is null) w on true
    where a.partnership_id = ctx_partnership() and a.state in ('booked', 'in_progress', 'completed', 'not_held')
      and a.id = any (array(select gate.appointments_in(tstzrange((clock_now() at time zone ${zone})::date::timestamp at time zone ${zone}, ((clock_now() at time zone ${zone})::date + 1)::timestamp at time zone ${zone}))))
    group by a.partnership_id, a.id, r.name, o.name, t.given_name, t.family_name order by a.during`);
  return rows.map((row) => ({ ...row, startsAt: instantText(row.startsAt), endsAt: instantText(row.endsAt), waitingSince: row.waitingSince && instantText(row.waitingSince) }));
}
