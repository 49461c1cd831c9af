import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { MemberRole } from '../identity/permissions.ts';

export interface StaffMember {
  membershipId: string;
  personId: string;
  /** Their own where they hold visits here, so that their time can be looked at; else null. */
  therapistId: string | null;
  name: string;
  email: string | null;
  role: MemberRole;
  organisation: string;
  /** First and last local day; no last day: until somebody ends it. */
  from: string;
  until: string | null;
  isOver: boolean;
}

/** What is asked for in the list: any part of a name, and whether those who no longer work here are wanted too. */
export interface StaffAsked {
  name: string;
  past: boolean;
  /** Therapists of one agency alone. */
  therapistsOf?: string;
}

const MOST_SHOWN = 300;

/** Everyone who works in Hallway for this partnership today (or did), by organisation and name; at most 300 of them. */
export async function staffOf(tx: Tx, { name, past, therapistsOf }: StaffAsked = { name: '', past: false }): Promise<StaffMember[]> {
  return [...await tx.execute<StaffMember & Record<string, unknown>>(sql`
    select m.id "membershipId", p.id "personId",
      case when m.role = 'therapist' and exists (select from engagement e where e.partnership_id = m.partnership_id and e.therapist_id = p.id) then p.id end "therapistId", p.given_name || ' ' || p.family_name as name, p.email, m.role, o.name organisation,
      lower(m.during)::text "from", (upper(m.during) - 1)::text until, (m.ended_at is not null or not m.during @> d.today) "isOver"
    from membership m join reference.role r on r.code = m.role and r.grants_work join person p on p.id = m.person_id
    join organisation o on o.partnership_id = m.partnership_id and o.id = m.organisation_id join partnership pa on pa.id = m.partnership_id
    cross join lateral (select (clock_now() at time zone pa.zone)::date today) d
    where m.partnership_id = ctx_partnership() and lower(m.during) <= d.today and (${past} or (m.ended_at is null and m.during @> d.today))
      and (${therapistsOf ?? null}::uuid is null or (m.organisation_id = ${therapistsOf ?? null}::uuid and m.role = 'therapist'))
      and p.given_name || ' ' || p.family_name ilike '%' || ${name.replace(/[\\%_]/g, '\\$&')} || '%'
    order by (m.ended_at is not null or not m.during @> d.today), array_position('{district,school,agency}'::text[], o.kind), o.name, r.sort, p.family_name, p.given_name limit ${MOST_SHOWN}`)];
}

/** People who work somewhere here today, in Hallway or only on a roster, to be given a role (or another one). */
export async function knownPeopleOf(tx: Tx): Promise<{ personId: string; name: string; organisation: string }[]> {
  return [...await tx.execute<{ personId: string; name: string; organisation: string }>(sql`
    select p.id "personId", p.family_name || ', ' || p.given_name as name, min(o.name) organisation
    from membership m join person p on p.id = m.person_id join organisation o on o.partnership_id = m.partnership_id and o.id = m.organisation_id join partnership pa on pa.id = m.partnership_id
    where m.partnership_id = ctx_partnership() and m.ended_at is null and m.during @> (clock_now() at time zone pa.zone)::date
    group by p.id order by name limit 2000`)];
}

/** The organisations somebody can be appointed at. */
export async function organisationsOf(tx: Tx): Promise<{ id: string; name: string; kind: 'district' | 'school' | 'agency' }[]> {
  return [...await tx.execute<{ id: string; name: string; kind: 'district' | 'school' | 'agency' }>(sql`
    select id, name, kind from organisation where partnership_id = ctx_partnership() and ended_at is null order by array_position('{district,school,agency}'::text[], kind), name`)];
}

/** Whether the acting one sees a person with this id at all. */
export async function knowsPerson(tx: Tx, personId: string): Promise<boolean> {
  return (await tx.execute(sql`select from person where id = ${personId}::uuid`)).count > 0;
}
