import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { instantText } from '../../db/range.server.ts';

/** What a hall pass says. `code` is null as long as there is none: it is made a day before. */
export type HallPass = { studentId: string; name: string; startsAt: string; zone: string; room: string; code: string | null };

/** The hall pass of an appointment at the acting member's school; null for any other. The name is the one that all of the school may see. */
export async function hallPass(tx: Tx, appointmentId: string): Promise<HallPass | null> {
  const [row] = await tx.execute<HallPass>(sql`
    select s.id as "studentId", case when s.preferred_name_seen_by in ('school', 'everyone') then coalesce(s.preferred_name, p.given_name) else p.given_name end || ' ' || left(p.family_name, 1) || '.' as name,
      lower(a.during) as "startsAt", a.zone, r.name as room, c.code
    from appointment a
    join room r on r.partnership_id = a.partnership_id and r.id = a.room_id
    join appointment_student x on x.partnership_id = a.partnership_id and x.appointment_id = a.id
    join student s on s.partnership_id = x.partnership_id and s.id = x.student_id
    join person p on p.id = s.id
    left join visit_code c on c.partnership_id = a.partnership_id and c.appointment_id = a.id and c.student_id = s.id
    where a.partnership_id = ctx_partnership() and a.id = ${appointmentId}::uuid and a.state in ('booked', 'in_progress') order by s.id limit 1`);
  return row ? { ...row, startsAt: instantText(row.startsAt) } : null;
}
