import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';

/** Whether the visits of a referral take an interpreter, as decided, and what speaks for one. */
export type InterpreterNeed = {
  readonly studentId: string;
  readonly student: string;
  readonly decided: boolean;
  /** The language that was decided on; null: no interpreter, or nothing decided. */
  readonly language: string | null;
  /** A language that the student or a guardian speaks and the therapist, as far as the reader sees, does not. */
  readonly suggested: string | null;
  /** How many interpret it here. */
  readonly interpreters: number;
};

/** Null when the referral is not the reader's to see. */
export async function interpreterNeedOf(tx: Tx, referralId: string): Promise<InterpreterNeed | null> {
  const [row] = await tx.execute<InterpreterNeed>(sql`
    select r.student_id as "studentId", called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as student, n.referral_id is not null as decided, n.language, f.suggested,
      (select count(*)::int from interpreter_language l join interpreter i on i.partnership_id = l.partnership_id and i.person_id = l.person_id
        where l.partnership_id = r.partnership_id and l.language = coalesce(n.language, f.suggested) and i.during @> (clock_now() at time zone pa.zone)::date) as interpreters
    from referral r join student s on s.partnership_id = r.partnership_id and s.id = r.student_id join person p on p.id = s.id join partnership pa on pa.id = r.partnership_id
    left join interpreter_need n on n.partnership_id = r.partnership_id and n.referral_id = r.id
    cross join lateral (select (select x.language from (
        select r.language, 0 as n union all
        select g.language, 1 from guardianship g where g.partnership_id = r.partnership_id and g.student_id = r.student_id and g.confirmed_at is not null and g.during @> (clock_now() at time zone pa.zone)::date) x
      where x.language <> 'en' and not exists (select from episode_of_care e join therapist_language l on l.partnership_id = e.partnership_id and l.therapist_id = e.therapist_id and l.language = x.language
        where e.partnership_id = r.partnership_id and e.referral_id = r.id and e.ended_at is null)
      order by x.n, x.language limit 1) as suggested) f
    where r.partnership_id = ctx_partnership() and r.id = ${referralId}`);
  return row ?? null;
}

/** Decides it: a language, or that no interpreter is needed. Visits that are booked keep standing; those that lack one are listed. */
export async function decideInterpreter(tx: Tx, referralId: string, studentId: string, language: string | null): Promise<void> {
  await tx.execute(sql`insert into interpreter_need (partnership_id, referral_id, language) values (ctx_partnership(), ${referralId}, ${language})
    on conflict (partnership_id, referral_id) do update set language = excluded.language`);
  await record(tx, { action: 'interpreter.decided', studentId, subject: { kind: 'referral', id: referralId }, body: { language } });
}
