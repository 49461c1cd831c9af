import { sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import type { Database } from '../../db/connect.server.ts';
import { demoJob, type Demo } from './demo.server.ts';
import type { MemberRole } from './permissions.ts';

/**
 * Somebody of the demo as whom anyone may sign in by one click: a member under one membership, or a guardian. `count` and `finds` say what is
 * there for them: open referrals of a counselor, guardians to confirm for an office, students waiting, students in care; a family that is asked,
 * meets, waits, or has nothing to do.
 */
export type DemoMember = { membershipId: string; personId: string; name: string; role: MemberRole; count: number };
export type DemoGuardian = { personId: string; name: string; of: string; finds: 'asked' | 'meets' | 'waits' | 'nothing' };
export type DemoPeople = {
  organisations: { id: string; name: string; kind: 'district' | 'school' | 'agency'; people: DemoMember[] }[];
  guardians: DemoGuardian[];
};

/** So many families of each kind are enough to see them all. */
const guardiansOfAKind = 3;

/** The demo's people who have something to do in Hallway, grouped by organisation; and some guardians whom staff have confirmed, of each kind. */
export async function demoPeople(db: Database, demo: Demo): Promise<DemoPeople> {
  return asActor(db, demoJob(demo.partnershipId), 'demo', async (tx) => {
    const members = await tx.execute<DemoMember & { organisationId: string; organisation: string; kind: DemoPeople['organisations'][number]['kind'] }>(sql`
      select m.id as "membershipId", p.id as "personId", p.given_name || ' ' || p.family_name as name, m.role,
        o.id as "organisationId", o.name as organisation, o.kind, case m.role
          when 'counselor' then (select count(*) from referral x where x.partnership_id = m.partnership_id and x.school_id = m.organisation_id and x.state <> 'closed')
          when 'front_office' then (select count(*) from guardianship g join enrolment e on e.partnership_id = g.partnership_id and e.student_id = g.student_id
            where g.partnership_id = m.partnership_id and e.school_id = m.organisation_id and g.confirmed_at is null)
          when 'coordinator' then (select count(*) from referral x where x.partnership_id = m.partnership_id and x.state = 'waiting')
          when 'therapist' then (select count(*) from episode_of_care c where c.partnership_id = m.partnership_id and c.therapist_id = m.person_id and c.ended_at is null)
          else 0 end::int as count
      from membership m
        join reference.role r on r.code = m.role and r.grants_work
        join person p on p.id = m.person_id
        join partnership pa on pa.id = m.partnership_id
        join organisation o on o.partnership_id = m.partnership_id and o.id = m.organisation_id
      where m.partnership_id = ctx_partnership() and m.ended_at is null and m.during @> (clock_now() at time zone pa.zone)::date
      order by array_position('{school,agency,district}'::text[], o.kind), o.name, r.sort, p.family_name, p.given_name`);
    const guardians = await tx.execute<DemoGuardian>(sql`
      select "personId", name, of, finds from (
        select *, row_number() over (partition by finds order by family_name, given_name) as n from (
          select p.id as "personId", p.given_name, p.family_name, p.given_name || ' ' || p.family_name as name, string_agg(distinct s.given_name, ', ' order by s.given_name) as of,
            case when bool_or(exists (select from consent_request q where q.partnership_id = g.partnership_id and q.guardian_id = g.guardian_id and q.state in ('sent', 'viewed'))) then 'asked'
              when bool_or(r.state in ('scheduled', 'in_care')) then 'meets' when bool_or(r.state in ('waiting', 'offered', 'accepted')) then 'waits' else 'nothing' end as finds
          from guardianship g join person p on p.id = g.guardian_id join person s on s.id = g.student_id
            left join referral r on r.partnership_id = g.partnership_id and r.student_id = g.student_id and r.state <> 'closed'
          where g.partnership_id = ctx_partnership() and g.confirmed_at is not null and g.access_right and g.during @> clock_now()::date
          group by p.id, p.given_name, p.family_name
        ) known
      ) of_each where n <= case finds when 'nothing' then 1 else ${guardiansOfAKind} end
      order by array_position('{asked,meets,waits,nothing}'::text[], finds), n`);
    const organisations = new Map<string, DemoPeople['organisations'][number]>();
    for (const { organisationId: id, organisation: name, kind, ...person } of members) {
      const group = organisations.get(id) ?? { id, name, kind, people: [] };
      group.people.push(person);
      organisations.set(id, group);
    }
    return { organisations: [...organisations.values()], guardians: [...guardians] };
  });
}

/** The person of the demo behind a click, or null when the demo has none such. */
export async function demoPerson(db: Database, demo: Demo, click: { membershipId: string } | { guardianId: string }): Promise<{ personId: string } | null> {
  const [row] = await asActor(db, demoJob(demo.partnershipId), 'demo', (tx) => tx.execute<{ personId: string }>(
    'membershipId' in click
      ? sql`select m.person_id as "personId" from membership m join reference.role r on r.code = m.role and r.grants_work
          where m.partnership_id = ctx_partnership() and m.ended_at is null and m.id = ${click.membershipId}::uuid`
      : sql`select g.guardian_id as "personId" from guardianship g
          where g.partnership_id = ctx_partnership() and g.guardian_id = ${click.guardianId}::uuid and g.confirmed_at is not null and g.access_right limit 1`));
  return row ?? null;
}
