import type postgres from 'postgres';

/** The id for each placeholder of an address, or null where the student has no such record. */
export type Records = Readonly<Record<string, string | null>>;

/** Looks up, as the owner, the newest record of each kind that belongs to a student of the demo or to the student's school. */
export async function recordsOf(owner: postgres.Sql, student: string): Promise<Records> {
  const [found] = await owner<Record<string, string | null>[]>`
    with them as (
      select s.id, e.school_id from student s join person p on p.id = s.id join enrolment e on e.student_id = s.id
      where p.given_name || ' ' || p.family_name = ${student} limit 1
    )
    select them.id "studentId", them.school_id "schoolId", them.school_id "organisationId",
      (select id from guardianship g where g.student_id = them.id order by confirmed_at nulls last, id limit 1) "guardianshipId",
      (select id from referral r where r.student_id = them.id order by created_at desc limit 1) "referralId",
      (select id from consent_request c where c.student_id = them.id order by asked_at desc limit 1) "requestId",
      (select o.id from offer o join referral r on r.id = o.referral_id where r.student_id = them.id order by o.made_at desc limit 1) "offerId",
      (select a.id from appointment a join appointment_student x on x.appointment_id = a.id where x.student_id = them.id order by a.made_at desc limit 1) "appointmentId",
      (select id from safety_event v where v.student_id = them.id order by raised_at desc limit 1) "eventId",
      (select e.therapist_id from episode_of_care e where e.student_id = them.id order by e.began_at desc nulls last limit 1) "therapistId",
      (select id from emergency_access x where x.student_id = them.id order by opened_at desc limit 1) "accessId",
      (select id from room m where m.school_id = them.school_id order by name limit 1) "roomId",
      (select u.id from room_use u where u.school_id = them.school_id and u.released_at is null order by upper(u.during) > clock_now() desc, u.during limit 1) "useId",
      (select i.person_id from interpreter i order by i.person_id limit 1) "interpreterId",
      (select id from bell_schedule b where b.school_id = them.school_id order by id limit 1) "bellsId",
      (select m.id from membership m join membership a on a.organisation_id = m.organisation_id and a.role = 'agency_administrator' join person p on p.id = a.person_id
        where m.role = 'therapist' and p.given_name || ' ' || p.family_name = 'Marta Ruiz' order by m.id limit 1) "membershipId",
      (select id from school_year y where y.source is null order by id limit 1) "yearId",
      (select id from roster_import i order by started_at desc limit 1) "importId"
    from them`;
  if (!found) throw new Error(`The demo has no ${student}.`);
  return found;
}

/** When the student's newest appointment begins. */
export async function beginningOf(owner: postgres.Sql, student: string): Promise<Date> {
  const { appointmentId } = await recordsOf(owner, student);
  const [found] = await owner<{ begins: Date }[]>`select lower(during) begins from appointment where id = ${appointmentId ?? null}`;
  if (!found) throw new Error(`${student} has no appointment in the demo.`);
  return found.begins;
}

/** Where the guardian reads mail whom the student's newest request asked. */
export async function addressOfAsked(owner: postgres.Sql, student: string): Promise<string> {
  const { requestId } = await recordsOf(owner, student);
  const [found] = await owner<{ email: string }[]>`select p.email from consent_request c join person p on p.id = c.guardian_id where c.id = ${requestId ?? null}`;
  if (!found) throw new Error(`Nobody was asked about ${student} in the demo.`);
  return found.email;
}

/** What somebody would have to know of a student to open them in an emergency. */
export async function namedExactly(owner: postgres.Sql, student: string): Promise<{ given: string; family: string; born: string }> {
  const [found] = await owner<{ given: string; family: string; born: string }[]>`
    select p.given_name given, p.family_name family, s.birth_date::text born from student s join person p on p.id = s.id where p.given_name || ' ' || p.family_name = ${student}`;
  if (!found) throw new Error(`The demo has no ${student}.`);
  return found;
}
