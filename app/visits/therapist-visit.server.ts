import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { instantText } from '../../db/range.server.ts';

/** An appointment as its therapist's visit page needs it. Instants are ISO text; `zone` is the clock it was planned on. */
export type TherapistVisit = {
  appointmentId: string;
  startsAt: string;
  endsAt: string;
  now: string;
  zone: string;
  state: 'held' | 'booked' | 'in_progress' | 'completed' | 'not_held' | 'cancelled';
  place: 'school' | 'home';
  stateCode: string;
  student: { id: string; name: string; shortName: string };
  school: string;
  room: string | null;
  visit: { id: string; state: 'open' | 'live' | 'ended' } | null;
  /** What the start gate can be filled in with beforehand. */
  known: { adult: string; callBack: string };
};

type Row = Omit<TherapistVisit, 'student' | 'visit' | 'known'> & {
  studentId: string; given: string; family: string; visitId: string | null; visitState: 'open' | 'live' | 'ended' | null;
  adult: string | null; adultPhone: string | null; schoolPhone: string | null; guardianPhone: string | null; guardianName: string | null;
};

/** Reads one appointment; null when the acting therapist has no such one. Care team, so the preferred name is theirs to see. */
export async function therapistVisit(tx: Tx, appointmentId: string): Promise<TherapistVisit | null> {
  const [row] = await tx.execute<Row>(sql`
    select a.id as "appointmentId", lower(a.during) as "startsAt", upper(a.during) as "endsAt", clock_now() as now, a.zone, a.state, a.place, a.state_code as "stateCode",
      s.id as "studentId", coalesce(s.preferred_name, p.given_name) as given, p.family_name as family, o.name as school, o.phone as "schoolPhone",
      r.name as room, r.adult_on_site as adult, r.adult_phone as "adultPhone", v.id as "visitId", v.state as "visitState", g.phone as "guardianPhone", g.name as "guardianName"
    from appointment a
    join appointment_student x on x.partnership_id = a.partnership_id and x.appointment_id = a.id
    join student s on s.partnership_id = x.partnership_id and s.id = x.student_id
    join person p on p.id = s.id
    join organisation o on o.partnership_id = a.partnership_id and o.id = a.school_id
    left join room r on r.partnership_id = a.partnership_id and r.id = a.room_id
    left join visit v on v.partnership_id = a.partnership_id and v.appointment_id = a.id
    left join lateral (
      select gp.phone, gp.given_name || ' ' || gp.family_name as name from guardianship gs join person gp on gp.id = gs.guardian_id
      where gs.partnership_id = s.partnership_id and gs.student_id = s.id and gs.confirmed_at is not null and gs.access_right and gs.during @> (clock_now() at time zone a.zone)::date
      order by gp.phone is null, gs.confirmed_at limit 1) g on true
    where a.partnership_id = ctx_partnership() and a.id = ${appointmentId}::uuid order by s.id limit 1`);
  if (!row) return null;
  const atSchool = row.place === 'school';
  return {
    appointmentId: row.appointmentId,
    startsAt: instantText(row.startsAt),
    endsAt: instantText(row.endsAt),
    now: instantText(row.now),
    zone: row.zone,
    state: row.state,
    place: row.place,
    stateCode: row.stateCode,
    student: { id: row.studentId, name: `${row.given} ${row.family}`, shortName: `${row.given} ${row.family.slice(0, 1)}.` },
    school: row.school,
    room: row.room,
    visit: row.visitId && row.visitState ? { id: row.visitId, state: row.visitState } : null,
    known: {
      adult: (atSchool ? [row.adult, row.adultPhone] : [row.guardianName]).filter(Boolean).join(', '),
      callBack: (atSchool ? (row.adultPhone ?? row.schoolPhone) : row.guardianPhone) ?? '',
    },
  };
}
