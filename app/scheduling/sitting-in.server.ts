import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { Place } from '../caseload/practice-codes.ts';

/** A student and the guardians who may sit in at their visits, each with the places where they want to. */
export type SittingIn = { readonly studentId: string; readonly student: string; readonly guardians: readonly { readonly id: string; readonly name: string; readonly places: readonly Place[] }[] };

/** Guardians with access as the reader sees them (a guardian: themselves alone); null when the student is not theirs to see. */
export async function sittingInOf(tx: Tx, studentId: string, onlyGuardian: string | null = null): Promise<SittingIn | null> {
  const [row] = await tx.execute<SittingIn>(sql`
    select s.id as "studentId", called(p.given_name, s.preferred_name, s.preferred_name_seen_by) as student,
      coalesce((select json_agg(json_build_object('id', g.guardian_id, 'name', q.given_name || ' ' || q.family_name,
          'places', array(select w.place from sits_in w where w.partnership_id = g.partnership_id and w.student_id = g.student_id and w.guardian_id = g.guardian_id order by w.place desc)) order by q.family_name, q.given_name)
        from guardianship g join person q on q.id = g.guardian_id
        where g.partnership_id = s.partnership_id and g.student_id = s.id and g.confirmed_at is not null and g.access_right and g.during @> (clock_now() at time zone pa.zone)::date
          and (${onlyGuardian}::uuid is null or g.guardian_id = ${onlyGuardian}::uuid)), '[]'::json) as guardians
    from student s join person p on p.id = s.id join partnership pa on pa.id = s.partnership_id where s.partnership_id = ctx_partnership() and s.id = ${studentId}`);
  return row ?? null;
}

/** Keeps where a guardian wants to sit in, from the next visit that is booked on. Where they no longer do, their seats at booked visits are free at once. */
export async function keepSittingIn(tx: Tx, studentId: string, guardianId: string, places: readonly Place[]): Promise<void> {
  const kept = sql`${sql.param([...places])}::text[]`;
  await tx.execute(sql`delete from sits_in where partnership_id = ctx_partnership() and student_id = ${studentId} and guardian_id = ${guardianId} and place <> all (${kept})`);
  await tx.execute(sql`insert into sits_in (partnership_id, student_id, guardian_id, place, said_by) select ctx_partnership(), ${studentId}::uuid, ${guardianId}::uuid, p, ctx_person() from unnest(${kept}) p on conflict do nothing`);
  await record(tx, { action: 'sitting-in.changed', studentId, subject: { kind: 'guardian', id: guardianId }, body: { places: [...places] } });
}
