import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { reviewWithinHours } from '../emergency/threats.ts';
import type { MemberRole } from '../identity/permissions.ts';
import { mustMove } from '../school-time/standing-visits.server.ts';
import { visitsAgainstTime } from '../scheduling/visits-against-time.server.ts';
import { inOrder, type Need } from './need.ts';
import { ofAdministrators, ofAgencyAdministrators } from './set-up-needs.server.ts';

const name = sql`called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name`;
const today = sql`(clock_now() at time zone (select pa.zone from partnership pa where pa.id = ctx_partnership()))::date`;

/** Each is one `select kind, "to", name, count, when`; the policies leave of it what the reader may know. */
const safety = sql`select case e.state when 'raised' then 'safety' else 'safety-taken' end kind, '/safety/' || e.id as "to", ${name} as name, 1 count, to_json(e.raised_at) #>> '{}' as when
  from safety_event e join student s on s.partnership_id = e.partnership_id and s.id = e.student_id join person p on p.id = e.student_id where e.state <> 'resolved'`;

/** One's own, while it runs: without a name, as a list shows none whom only an emergency opens. */
const emergencyOpen = sql`select 'emergency-open' kind, '/emergency/' || a.id as "to", '' as name, 1 count, to_json(a.ends_at) #>> '{}' as when
  from emergency_access a where a.partnership_id = ctx_partnership() and a.membership_id = ctx_membership() and a.ended_at is null and a.ends_at > clock_now()`;
const emergencyReviews = sql`select case when a.opened_at < clock_now() - make_interval(hours => ${reviewWithinHours}) then 'emergency-late' else 'emergency-review' end kind, '/emergency/reviews/' || a.id as "to",
  p.given_name || ' ' || p.family_name as name, 1 count, to_json(a.opened_at) #>> '{}' as when
  from emergency_access a join person p on p.id = a.opened_by where a.partnership_id = ctx_partnership() and a.outcome is null and a.opened_by <> ctx_person()`;
/** Nobody else is there to review what the reader opened: it stands until a second one is. Who opened it in another role is led to the one that appoints. */
const emergencyAlone = (kind: 'emergency-alone' | 'emergency-alone-here', to: string) => sql`select ${kind} kind, ${to} as "to", '' as name, count(*)::int count, null as when
  from emergency_access a where a.partnership_id = ctx_partnership() and a.outcome is null and a.opened_by = ctx_person() and not exists (
    select from membership m where m.partnership_id = a.partnership_id and m.role in ('coordinator', 'privacy_officer') and m.person_id <> ctx_person() and m.ended_at is null and m.during @> ${today})
  having count(*) > 0`;

const referralsOf = (kind: string, where: SQL) => sql`select ${kind} kind, '/referrals/' || r.id as "to", ${name} as name, 1 count, r.next_action_on::text as when
  from referral r join student s on s.partnership_id = r.partnership_id and s.id = r.student_id join person p on p.id = r.student_id where ${where}`;

const wantsToTalk = sql`select 'wants-to-talk' kind, '/referrals/' || q.referral_id as "to", ${name} as name, 1 count, to_json(q.wants_to_talk_at) #>> '{}' as when
  from consent_request q join student s on s.partnership_id = q.partnership_id and s.id = q.student_id join person p on p.id = q.student_id
  where q.wants_to_talk_at is not null and q.state in ('sent', 'viewed')`;

const schoolIncomplete = sql`select 'school-incomplete' kind, '/schools/' || o.id as "to", o.name, 1 count, null as when
  from organisation o where o.partnership_id = ctx_partnership() and o.kind = 'school' and o.ended_at is null and (o.zone is null or o.state is null)`;

/** Booked at a school where the student will not be enrolled on that day: the enrolment ended, or will, after it was booked. */
const leftSchool = sql`select 'left-school' kind, '/appointments/' || a.id as "to", ${name} as name, 1 count, to_json(lower(a.during)) #>> '{}' as when
  from appointment a join appointment_student x on x.partnership_id = a.partnership_id and x.appointment_id = a.id
    join student s on s.partnership_id = x.partnership_id and s.id = x.student_id join person p on p.id = s.id
  where a.id = any (array(select gate.appointments_in(tstzrange(clock_now(), null)))) and a.state = 'booked' and a.place = 'school' and upper(a.during) > clock_now() and not exists (
    select from enrolment e where e.partnership_id = x.partnership_id and e.student_id = x.student_id and e.school_id = a.school_id and e.during @> (lower(a.during) at time zone a.zone)::date)`;

const ofCounselor = [
  safety, emergencyOpen, emergencyAlone('emergency-alone-here', '/membership'), wantsToTalk,
  referralsOf('triage', sql`r.state = 'received'`),
  referralsOf('ask-family', sql`r.state = 'triaged'`),
  referralsOf('no-answer', sql`r.state = 'awaiting_consent' and r.next_action_on <= ${today}`),
];

/** Other uses of a room that lie in time in which it is out of order: visits stand for those who move them, these for the school's own. */
const usesOutOfOrder = sql`select 'use-out-of-order' kind, '/rooms/' || r.id || '/uses' as "to", r.name, count(distinct u.id)::int count, to_json(min(lower(u.during))) #>> '{}' as when
  from room r join room_out_of_order x on x.partnership_id = r.partnership_id and x.room_id = r.id
    join room_use u on u.partnership_id = x.partnership_id and u.room_id = x.room_id and u.during && x.during
  where r.school_id = ctx_organisation() and u.released_at is null and upper(u.during) > clock_now() group by r.id, r.name`;

const ofFrontOffice = [
  usesOutOfOrder,
  sql`${schoolIncomplete} and o.id = ctx_organisation()`,
  sql`select 'guardianships' kind, '/students?guardians=proposed' as "to", '' as name, count(*)::int count, null as when from guardianship g where g.confirmed_at is null and g.during @> ${today} having count(*) > 0`,
  sql`select 'no-rooms' kind, '/rooms' as "to", '' as name, 1 count, null as when where not exists (select from room r join room_hours h on h.partnership_id = r.partnership_id and h.room_id = r.id where r.school_id = ctx_organisation() and r.retired_at is null)`,
  sql`select 'no-bells' kind, '/bells' as "to", '' as name, 1 count, null as when where not exists (select from bell_schedule b where b.school_id = ctx_organisation() and b.during @> ${today})`,
];

const ofTherapist = [
  safety, emergencyOpen, emergencyAlone('emergency-alone-here', '/membership'),
  sql`select 'offer' kind, '/offers/' || o.id as "to", o.concern as name, coalesce(o.age_years, 0) count, to_json(o.answer_by) #>> '{}' as when from offer o where o.therapist_id = ctx_person() and o.state = 'open' and o.answer_by > clock_now()`,
  sql`select 'find-time' kind, '/referrals/' || e.referral_id || '/booking' as "to", ${name} as name, 1 count, null as when
    from episode_of_care e join referral r on r.partnership_id = e.partnership_id and r.id = e.referral_id join student s on s.partnership_id = e.partnership_id and s.id = e.student_id join person p on p.id = e.student_id
    where e.therapist_id = ctx_person() and e.ended_at is null and r.state = 'accepted'`,
  sql`select 'attendance' kind, '/visits/' || v.appointment_id || '/attendance' as "to", ${name} as name, 1 count, to_json(v.ended_at) #>> '{}' as when
    from visit v join student s on s.partnership_id = v.partnership_id and s.id = v.student_id join person p on p.id = v.student_id
    where v.therapist_id = ctx_person() and v.state = 'ended' and not exists (select from attendance x where x.partnership_id = v.partnership_id and x.visit_id = v.id and x.confirmed_at is not null)`,
  sql`select 'license-ends' kind, '/practice/licenses' as "to", l.state as name, 1 count, (upper(l.during) - 1)::text as when from license l where l.therapist_id = ctx_person() and l.during @> ${today} and upper(l.during) <= ${today} + 60`,
  sql`select 'no-license' kind, '/practice/licenses' as "to", '' as name, 1 count, null as when where not exists (select from license l where l.therapist_id = ctx_person() and l.during @> ${today})`,
  sql`select 'no-hours' kind, '/hours' as "to", '' as name, 1 count, null as when where not exists (select from therapist_hours h where h.therapist_id = ctx_person())`,
];

const ofCoordinator = [
  safety,
  leftSchool,
  sql`select 'waiting' kind, '/waiting' as "to", '' as name, count(*)::int count, null as when from referral r where r.state = 'waiting' having count(*) > 0`,
  sql`select 'book' kind, '/referrals/' || r.id || '/booking' as "to", ${name} as name, 1 count, null as when
    from referral r join student s on s.partnership_id = r.partnership_id and s.id = r.student_id join person p on p.id = r.student_id where r.state = 'accepted'`,
  referralsOf('late', sql`r.state not in ('closed', 'waiting', 'accepted') and r.next_action_on < ${today}`),
];

const noRoster = sql`select 'no-roster' kind, '/roster' as "to", '' as name, 1 count, null as when where not exists (select from student)`;
const recoveries = sql`select 'recovery' kind, '/recoveries/' || q.id as "to", p.given_name || ' ' || p.family_name as name, 1 count, to_json(q.asked_at) #>> '{}' as when
  from recovery_request q join person p on p.id = q.person_id where q.answer is null and q.asked_at > clock_now() - interval '7 days' and q.person_id <> ctx_person()`;
const ofWholePartnership = [emergencyReviews, emergencyAlone('emergency-alone', '/staff'), recoveries, schoolIncomplete, noRoster, ...ofAdministrators];

const ofRole: Record<MemberRole, readonly SQL[]> = {
  counselor: ofCounselor,
  front_office: ofFrontOffice,
  therapist: ofTherapist,
  coordinator: [...ofCoordinator, ...ofWholePartnership],
  agency_administrator: ofAgencyAdministrators,
  privacy_officer: ofWholePartnership,
};

/** Who can move or cancel an appointment that no longer lies in school time or in its therapist's time, or ask somebody to. */
const sees: readonly MemberRole[] = ['counselor', 'therapist', 'coordinator'];

async function toMove(tx: Tx): Promise<Need[]> {
  const [ofSchool, ofTherapist] = [await mustMove(tx), await visitsAgainstTime(tx)];
  const need = (kind: 'must-move' | 'time-against' | 'no-interpreter') => ({ id, student, startMs }: { id: string; student: string; startMs: number }): Need => ({ kind, to: kind === 'no-interpreter' ? `/appointments/${id}` : `/appointments/${id}/move`, name: student, count: 1, when: new Date(startMs).toISOString() });
  const known = new Set(ofSchool.map(({ id }) => id));
  return [...ofSchool.slice(0, 60).map(need('must-move')), ...ofTherapist.filter(({ id }) => !known.has(id)).slice(0, 60).map((visit) => need(visit.because === 'interpreter' ? 'no-interpreter' : 'time-against')(visit))];
}

/** What needs the acting member today, most pressing first; the longest overdue before the others of its kind. */
export async function needsOf(tx: Tx, role: MemberRole): Promise<Need[]> {
  const asked = ofRole[role];
  if (asked.length === 0) return [];
  const rows = await tx.execute<Need & Record<string, unknown>>(sql`select * from (${sql.join(asked.map((one) => sql`(${one})`), sql` union all `)}) n order by n.when nulls last limit 60`);
  return inOrder([...rows, ...(sees.includes(role) ? await toMove(tx) : [])]);
}
