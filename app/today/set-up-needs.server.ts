import { sql, type SQL } from 'drizzle-orm';

const today = sql`(clock_now() at time zone (select pa.zone from partnership pa where pa.id = ctx_partnership()))::date`;
const here = sql`partnership_id = ctx_partnership()`;

/** More than so many are not counted: after a first import everybody waits to be confirmed. */
export const manyGuardianships = 200;

const one = (kind: string, to: string, where: SQL) => sql`select ${kind} kind, ${to} as "to", '' as name, 1 count, null as when where ${where}`;
const several = (kind: string, to: string, from: SQL, when: SQL = sql`null`) => sql`select ${kind} kind, ${to} as "to", '' as name, count(*)::int count, ${when} as when from ${from} having count(*) > 0`;

/** Therapists who are engaged today, as far as the reader may see them: an agency's administrator their own. */
const engaged = sql`engagement e where e.${here} and e.during @> ${today}`;
const theirLicense = sql`license l where l.${here} and l.therapist_id = e.therapist_id`;

/** Licenses of engaged therapists that end within 60 days, with no later one of the same kind in the same state. */
const licensesEnd = several('licenses-end', '/licenses', sql`(
    select distinct l.id, upper(l.during) - 1 as last_day from engagement e join license l on l.${here} and l.therapist_id = e.therapist_id
    where e.${here} and e.during @> ${today} and l.during @> ${today} and upper(l.during) <= ${today} + 60
      and not exists (select from license n where n.${here} and n.therapist_id = l.therapist_id and n.state = l.state and n.kind = l.kind and lower(n.during) >= upper(l.during))) x`, sql`min(last_day)::text`);
const withoutLicense = several('without-license', '/licenses', sql`(select distinct e.therapist_id from ${engaged} and not exists (select from ${theirLicense} and l.during @> ${today})) x`);

/** Sent more than two days ago and not accepted, or over by now. */
const invitationsAt = (page: '/staff' | '/therapists') => several('invitations', page, sql`(
    select from link i join membership m on m.${here} and m.id = i.membership_id
    where i.${here} and i.spent_at is null and i.revoked_at is null and i.made_at < clock_now() - interval '2 days' and m.ended_at is null and (upper_inf(m.during) or upper(m.during) > ${today})) x`);

/** An emergency access asks for name and birth date: whoever has none on record cannot be opened by it. */
const noBirthDate = several('no-birth-date', '/students', sql`student s where s.${here} and s.birth_date is null and exists (
  select from enrolment e where e.partnership_id = s.partnership_id and e.student_id = s.id and e.during @> ${today})`);

const guardianships = sql`select case when count(*) > ${manyGuardianships} then 'guardianships-many' else 'guardianships' end kind, '/students?guardians=proposed' as "to", '' as name, least(count(*), ${manyGuardianships})::int count, null as when
  from (select from guardianship g where g.${here} and g.confirmed_at is null and (upper_inf(g.during) or upper(g.during) > ${today}) limit ${manyGuardianships + 1}) x having count(*) > 0`;

/** Real time and real life of the installation: jobs of other partnerships are none of the reader's business. */
const jobsFailed = several('jobs-failed', '/upkeep', sql`jobs.job j where j.state = 'failed' and coalesce(j.data ->> 'partnershipId', ctx_partnership()::text) = ctx_partnership()::text`);
const mailFailed = several('mail-failed', '/messages', sql`outbox m where m.${here} and m.state = 'dead'`);
const mailWaits = several('mail-waits', '/upkeep', sql`outbox m where m.${here} and m.state = 'promised' and m.last_error = 'mail-down'`);

/** As `lastBackup` has it: the newest try failed, or there is none from the last day and a half. Nothing where an operator makes them. */
const backup = sql`select case when newest.failed is not null then 'backup-failed' else 'backup-late' end kind, '/upkeep' as "to", '' as name, 1 count, null as when
  from installation i join partnership pa on pa.id = ctx_partnership()
  left join lateral (select ended_at from backup_run where failed is null and ended_at <= now() order by ended_at desc limit 1) good on true
  left join lateral (select failed from backup_run where ended_at <= now() order by ended_at desc limit 1) newest on true
  where i.backups_by = 'hallway' and (newest.failed is not null or (i.kind <> 'demo' and coalesce(good.ended_at, pa.created_at) < now() - interval '36 hours'))`;

/** What a partnership cannot do without, in the order in which one begins. */
const beginnings = [
  one('no-school-year', '/school-years', sql`not exists (select from school_year y where y.${here} and y.during @> ${today})`),
  one('no-agency', '/organisations', sql`not exists (select from organisation o where o.${here} and o.kind = 'agency' and o.ended_at is null)`),
  one('no-therapist', '/staff', sql`exists (select from organisation o where o.${here} and o.kind = 'agency' and o.ended_at is null) and not exists (select from ${engaged})`),
  several('no-counselor', '/staff', sql`organisation o where o.${here} and o.kind = 'school' and o.ended_at is null
    and not exists (select from membership m where m.${here} and m.organisation_id = o.id and m.role = 'counselor' and m.during @> ${today})`),
];

/** Their own agency engages nobody today: it has nobody to offer a student to. */
const noTherapist = one('no-therapist', '/therapists', sql`not exists (select from ${engaged})`);

/** What is not yet set up, or not in order, for those who look after the whole partnership. */
export const ofAdministrators: readonly SQL[] = [...beginnings, noBirthDate, guardianships, licensesEnd, withoutLicense, invitationsAt('/staff'), mailFailed, mailWaits, jobsFailed, backup];

/** The same for an agency's administrator: their own therapists alone. */
export const ofAgencyAdministrators: readonly SQL[] = [noTherapist, licensesEnd, withoutLicense, invitationsAt('/therapists')];
