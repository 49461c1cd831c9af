import type postgres from 'postgres';

/**
 * The demo as a story: who, what and how far, without ids and times, so that two demos can be compared. What hangs on which school day it is
 * (the order of the list, the hour that was free) is left out.
 */
export async function whatHappened(owner: postgres.Sql) {
  const [people] = await owner`
    select array(select p.given_name || ' ' || p.family_name from person p order by 1) as everybody,
      array(select p.given_name || ' ' || p.family_name || ', ' || s.grade || ', ' || o.name from student s join person p on p.id = s.id join enrolment e on e.student_id = s.id join organisation o on o.id = e.school_id order by 1) as students,
      array(select concat_ws(', ', s.given_name || ' ' || s.family_name, p.given_name || ' ' || p.family_name, g.relationship, g.language, g.decision_right, g.access_right, g.court_order, g.channels, g.confirmed_at is not null)
        from guardianship g join person p on p.id = g.guardian_id join person s on s.id = g.student_id order by 1) as guardians,
      array(select concat_ws(', ', p.given_name || ' ' || p.family_name, m.role, o.name, upper_inf(m.during)) from membership m join person p on p.id = m.person_id join organisation o on o.id = m.organisation_id where m.role <> 'staff' order by 1) as members`;
  const referrals = await owner`
    select p.given_name || ' ' || p.family_name as student, r.state, r.outcome, r.concern, r.urgency, r.language, r.place, x.given_name || ' ' || x.family_name as owner,
      array(select concat_ws(' ', s.from_state, s.to_state, s.by_role, s.reason) from referral_step s where s.referral_id = r.id order by s.at, array_position('{received,triaged,awaiting_consent,waiting,offered,accepted,scheduled,in_care,closed}', s.to_state)) as steps,
      array(select concat_ws(' ', t.given_name, t.family_name, o.state, o.declined_because) from offer o join person t on t.id = o.therapist_id where o.referral_id = r.id order by o.made_at) as offers,
      array(select a.state || ' ' || coalesce(a.ended_because, '') from appointment a join episode_of_care e on e.id = a.episode_id where e.referral_id = r.id order by lower(a.during)) as appointments,
      array(select q.state from consent_request q where q.referral_id = r.id order by q.sent_at) as requests
    from referral r join person p on p.id = r.student_id left join person x on x.id = r.owner_id order by p.family_name, p.given_name, r.created_at`;
  const danger = await owner`select p.given_name || ' ' || p.family_name as student, e.state, e.referral_id is not null as beside from safety_event e join person p on p.id = e.student_id order by 1`;
  const emergencies = await owner`select p.given_name || ' ' || p.family_name as student, x.given_name || ' ' || x.family_name as by, e.threat, e.parties, e.outcome from emergency_access e join person p on p.id = e.student_id join person x on x.id = e.opened_by order by 1`;
  const mails = await owner`select p.given_name || ' ' || p.family_name as who, m.template, m.state, m.last_error, count(*)::int as n from outbox m join person p on p.id = m.person_id group by 1, 2, 3, 4 order by 1, 2, 3`;
  return { people: { ...people }, referrals: referrals.map((row) => ({ ...row })), danger: danger.map((row) => ({ ...row })), emergencies: emergencies.map((row) => ({ ...row })), mails: mails.map((row) => ({ ...row })) };
}
