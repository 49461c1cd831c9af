import { sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import type { Database } from '../../db/connect.server.ts';
import { demoJob, type Demo } from './demo.server.ts';
import type { MemberRole } from './permissions.ts';

/** Somebody of the demo as whom anyone may sign in by one click: a member under one membership, or a guardian. */
export type DemoMember = { membershipId: string; personId: string; name: string; role: MemberRole };
export type DemoGuardian = { personId: string; name: string; of: string };
export type DemoPeople = {
  organisations: { id: string; name: string; kind: 'district' | 'school' | 'agency'; people: DemoMember[] }[];
  guardians: DemoGuardian[];
};

const mostGuardians = 12;

/** The demo's people who have something to do in Hallway, grouped by organisation; and guardians whom staff have confirmed. */
export async function demoPeople(db: Database, demo: Demo): Promise<DemoPeople> {
  return asActor(db, demoJob(demo.partnershipId), 'demo', async (tx) => {
    const members = await tx.execute<DemoMember & { organisationId: string; organisation: string; kind: DemoPeople['organisations'][number]['kind'] }>(sql`
      select m.id as "membershipId", p.id as "personId", p.given_name || ' ' || p.family_name as name, m.role,
        o.id as "organisationId", o.name as organisation, o.kind
      from membership m
        join reference.role r on r.code = m.role and r.grants_work
        join person p on p.id = m.person_id
        join partnership pa on pa.id = m.partnership_id
        join organisation o on o.partnership_id = m.partnership_id and o.id = m.organisation_id
      where m.partnership_id = ctx_partnership() and m.ended_at is null and m.during @> (clock_now() at time zone pa.zone)::date
      order by array_position('{school,agency,district}'::text[], o.kind), o.name, r.sort, p.family_name, p.given_name`);
    const guardians = await tx.execute<DemoGuardian>(sql`
      select p.id as "personId", p.given_name || ' ' || p.family_name as name, string_agg(distinct s.given_name, ', ' order by s.given_name) as of
      from guardianship g join person p on p.id = g.guardian_id join person s on s.id = g.student_id
      where g.partnership_id = ctx_partnership() and g.confirmed_at is not null and g.access_right and g.during @> clock_now()::date
      group by p.id, p.given_name, p.family_name order by p.family_name, p.given_name limit ${mostGuardians}`);
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
