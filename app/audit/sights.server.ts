import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { Interval } from '../time/interval.ts';
import { whoCouldHaveSeen, type Grants, type Sight } from './sights.ts';

/** How often somebody's doings left entries about the student in that time, and when last. */
export type Looks = { count: number; lastAt: string };

export type SightTold = Omit<Sight, 'reasons'> & {
  /** Null when the person is no longer to be seen. */
  name: string | null;
  organisation: string | null;
  reasons: (Omit<Sight['reasons'][number], 'when'> & { when: { from: string; until: string }[] })[];
  looks: Looks | null;
};

/** Entries about the student by somebody whom no right explains: a device, or a right from before rights were kept. */
export type OtherLooks = Looks & { key: string; name: string | null; actorKind: string; organisation: string | null };

export type Sights = { sights: SightTold[]; others: OtherLooks[]; /** Whether rows from before history was kept say who could see; a right changed after the fact back then is not in them. */ sinceBefore: boolean };

/** With the address of what they did about the student, in the trail; null where nobody is named. */
type WithTrail<Row> = Row & { trail: string | null };

/** The same, each with where the trail tells what they did. */
export function withTrailOf({ sights, others, ...rest }: Sights, pathOf: (name: string) => string): Omit<Sights, 'sights' | 'others'> & { sights: WithTrail<SightTold>[]; others: WithTrail<OtherLooks>[] } {
  const told = <Row extends { name: string | null }>(row: Row): WithTrail<Row> => ({ ...row, trail: row.name === null ? null : pathOf(row.name) });
  return { ...rest, sights: sights.map(told), others: others.map(told) };
}

type Bounds = { fromMs: number | null; untilMs: number | null };
type Named = { name: string | null; organisation: string | null };
type Entry = Looks & Named & { actorId: string; actorKind: string; organisationId: string | null };

const ms = (range: ReturnType<typeof sql>) => sql`(extract(epoch from lower(${range})) * 1000)::float8 as "fromMs", (extract(epoch from upper(${range})) * 1000)::float8 as "untilMs"`;
const during = ({ fromMs, untilMs }: Bounds): Interval => ({ fromMs: fromMs ?? -Infinity, untilMs: untilMs ?? Infinity });

/** Who could have seen the student's record in that time, each with why and from when to when; and who did look. For the roles who see the whole list. */
export async function sightsOf(tx: Tx, studentId: string, asked: Interval): Promise<Sights> {
  const { grants, sinceBefore } = await grantsOf(tx, studentId);
  const found = whoCouldHaveSeen(grants, asked);
  const entries = await looksAt(tx, studentId, asked);
  const names = await namesOf(tx, found);
  const keyOf = (who: { personId: string; as: string; organisationId: string | null }) => `${who.personId} ${who.as} ${who.as === 'guardian' || who.as === 'link' ? null : who.organisationId}`;
  const entryOf = new Map(entries.map((entry) => [keyOf({ personId: entry.actorId, as: entry.actorKind, organisationId: entry.organisationId }), entry]));
  const iso = (at: number) => new Date(at).toISOString();
  const sights = found.map((sight): SightTold => {
    const looked = entryOf.get(keyOf(sight));
    entryOf.delete(keyOf(sight));
    return {
      ...sight, name: names.get(sight.personId) ?? null, organisation: names.get(sight.organisationId ?? '') ?? null, looks: looked ? { count: looked.count, lastAt: looked.lastAt } : null,
      reasons: sight.reasons.map((reason) => ({ ...reason, when: reason.when.map(({ fromMs, untilMs }) => ({ from: iso(fromMs), until: iso(untilMs) })) })),
    };
  });
  const others = [...entryOf].map(([key, { name, organisation, actorKind, count, lastAt }]) => ({ key, name, organisation, actorKind, count, lastAt }));
  return { sights: sights.sort((a, b) => (b.looks?.count ?? 0) - (a.looks?.count ?? 0) || (a.name ?? '').localeCompare(b.name ?? '')), others, sinceBefore };
}

/** The acting partnership's zone (IANA), on whose clock a time is asked about. */
export async function partnershipZone(tx: Tx): Promise<string> {
  const [own] = await tx.execute<{ zone: string }>(sql`select zone from partnership where id = ctx_partnership()`);
  if (!own) throw new Error('no partnership');
  return own.zone;
}

async function grantsOf(tx: Tx, studentId: string): Promise<{ grants: Grants; sinceBefore: boolean }> {
  const [own] = await tx.execute<{ listId: string; zone: string }>(sql`select list_id as "listId", zone from partnership where id = ctx_partnership()`);
  if (!own) throw new Error('no partnership');
  const reasons = await tx.execute<Grants['reasons'][number] & Bounds & { unknown: boolean }>(sql`
    select seer_id as "seerId", reason, ${ms(sql`x.during`)}, unknown from (
      select seer_id, reason, during * tstzrange(since, null) as during, since is null as unknown from person_seen
        where partnership_id = ctx_partnership() and person_id = ${studentId}::uuid and reason in ('student', 'enrolment', 'guardianship', 'care', 'emergency')
      union all select seer_id, reason, during, false from person_seen_past where partnership_id = ctx_partnership() and person_id = ${studentId}::uuid) x
    where not isempty(x.during)`);
  const offices = await tx.execute<Grants['offices'][number] & Bounds>(sql`
    select person_id as "personId", role, organisation_id as "organisationId", ${ms(sql`x.during`)} from (
      select person_id, role, organisation_id, case when created_at < coalesce(ended_at, 'infinity')
        then tstzrange(lower(during)::timestamp at time zone ${own.zone}, upper(during)::timestamp at time zone ${own.zone}) * tstzrange(created_at, ended_at) else 'empty' end as during
      from membership where partnership_id = ctx_partnership()
      union all select person_id, role, organisation_id, during from membership_past where partnership_id = ctx_partnership()) x
    where not isempty(x.during) and role in ('counselor', 'front_office', 'therapist', 'coordinator', 'privacy_officer')`);
  const emergencies = await tx.execute<Grants['emergencies'][number]>(sql`
    select e.id as "accessId", e.opened_by as "personId", m.role, e.organisation_id as "organisationId"
    from emergency_access e join membership m on m.partnership_id = e.partnership_id and m.id = e.membership_id
    where e.partnership_id = ctx_partnership() and e.student_id = ${studentId}::uuid`);
  const appointments = await tx.execute<Grants['appointments'][number]>(sql`
    select a.therapist_id as "therapistId", a.school_id as "schoolId", (extract(epoch from a.made_at) * 1000)::float8 as "fromMs"
    from appointment a join appointment_student s on s.partnership_id = a.partnership_id and s.appointment_id = a.id
    where a.partnership_id = ctx_partnership() and s.student_id = ${studentId}::uuid`);
  const links = await tx.execute<Grants['links'][number] & Bounds>(sql`
    select l.person_id as "personId", l.kind, coalesce(l.part, 'guardian') as part, ${ms(sql`x.during`)}
    from link l cross join lateral (select greatest(l.begins_at, l.made_at) as from_at, least(l.expires_at, l.revoked_at) as until_at) e
      cross join lateral (select case when e.from_at < e.until_at then tstzrange(e.from_at, e.until_at) else 'empty' end as during) x
    where l.partnership_id = ctx_partnership() and not isempty(x.during) and (
      (l.kind = 'visit' and exists (select from appointment_student s where s.partnership_id = l.partnership_id and s.appointment_id = l.appointment_id and s.student_id = ${studentId}::uuid))
      or (l.kind = 'invitation' and exists (select from consent_request r where r.partnership_id = l.partnership_id and r.id = l.consent_request_id and r.student_id = ${studentId}::uuid)))`);
  return {
    grants: {
      listId: own.listId, emergencies: [...emergencies], appointments: [...appointments],
      reasons: reasons.map(({ seerId, reason, ...bounds }) => ({ seerId, reason, during: during(bounds) })),
      offices: offices.map(({ personId, role, organisationId, ...bounds }) => ({ personId, role, organisationId, during: during(bounds) })),
      links: links.map(({ personId, kind, part, ...bounds }) => ({ personId, kind, part, during: during(bounds) })),
    },
    sinceBefore: reasons.some(({ unknown }) => unknown),
  };
}

async function looksAt(tx: Tx, studentId: string, { fromMs, untilMs }: Interval): Promise<Entry[]> {
  const clock = (at: number) => new Date(at).toISOString().replace('Z', '000Z');
  return [...await tx.execute<Entry>(sql`
    select a.actor_id as "actorId", a.body ->> 'actorKind' as "actorKind", (a.body ->> 'organisationId')::uuid as "organisationId", count(*)::int as count, max(a.clock) as "lastAt",
      max(p.given_name || ' ' || p.family_name) as name, max(o.name) as organisation
    from audit_entry a left join person p on p.id = a.actor_id left join organisation o on o.partnership_id = a.partnership_id and o.id = (a.body ->> 'organisationId')::uuid
    where a.partnership_id = ctx_partnership() and a.student_id = ${studentId}::uuid and a.actor_id is not null and a.clock >= ${clock(fromMs)} and a.clock < ${clock(untilMs)}
    group by 1, 2, 3`)];
}

async function namesOf(tx: Tx, sights: readonly Sight[]): Promise<Map<string, string>> {
  const ids = [...new Set(sights.flatMap(({ personId, organisationId }) => [personId, ...(organisationId ? [organisationId] : [])]))];
  const rows = await tx.execute<{ id: string; name: string }>(sql`
    select id, given_name || ' ' || family_name as name from person where id = any(${sql.param(ids)}::uuid[])
    union all select id, name from organisation where partnership_id = ctx_partnership() and id = any(${sql.param(ids)}::uuid[])`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
