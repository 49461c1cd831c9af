import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { AUDIT_ACTIONS } from './audit-actions.ts';
import { dayOnTheClock, type TrailFilter } from './trail-filter.ts';

/** One entry as it is shown. Names are null where nobody acted, no student is meant, or the person is no longer to be seen. */
export type TrailEntry = {
  id: string;
  /** ISO instant, in the product's time. */
  clock: string;
  action: string;
  actorKind: string;
  actorName: string | null;
  organisation: string | null;
  studentName: string | null;
  /** How many, when it was a list. */
  count: number | null;
  disclosed: { what: string; to: string } | null;
  /** Whom a message went to. */
  writtenTo: string | null;
  sealed: boolean;
};

export type TrailPage = { entries: TrailEntry[]; earlier: string | null };

export const ENTRIES_A_PAGE = 50;

/** The entries that fit, newest first. `zone` says where a filter's day begins and ends. `earlier` is the `before` of the next page, or null at the end. */
export async function trailPage(tx: Tx, filter: TrailFilter, zone: string, entriesAPage = ENTRIES_A_PAGE): Promise<TrailPage> {
  const rows = await tx.execute<TrailEntry>(sql`
    select a.id, a.clock, a.action, a.body ->> 'actorKind' as "actorKind", p.given_name || ' ' || p.family_name as "actorName", o.name as organisation,
      s.given_name || ' ' || s.family_name as "studentName", (a.body -> 'more' ->> 'count')::int as count,
      case when d.id is not null then jsonb_build_object('what', d.what, 'to', t.name) end as disclosed,
      r.given_name || ' ' || r.family_name as "writtenTo",
      coalesce(a.era < last.era or (a.era = last.era and a.xid < last.to_xid), false) as sealed
    from audit_entry a
    left join person p on p.id = a.actor_id
    left join person s on s.id = a.student_id
    left join person r on r.id = (a.body -> 'more' ->> 'toPersonId')::uuid
    left join organisation o on o.partnership_id = a.partnership_id and o.id = (a.body ->> 'organisationId')::uuid
    left join disclosure d on a.action = 'disclosure.made' and d.partnership_id = a.partnership_id and d.id = (a.body ->> 'subjectId')::uuid
    left join organisation t on t.partnership_id = d.partnership_id and t.id = d.to_organisation_id
    left join (select era, to_xid from audit_seal order by n desc limit 1) last on true
    where a.partnership_id = ctx_partnership() ${wanted(filter, zone)}
    order by a.at desc, a.id limit ${entriesAPage + 1}`);
  const entries = rows.slice(0, entriesAPage);
  return { entries, earlier: rows.length > entriesAPage ? (entries.at(-1)?.id ?? null) : null };
}

/** How many entries fit. */
export async function trailCount(tx: Tx, filter: TrailFilter, zone: string): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`select count(*)::int as count from audit_entry a where a.partnership_id = ctx_partnership() ${wanted(filter, zone)}`);
  return row?.count ?? 0;
}

/** Whether the student and the entry that a filter names are the acting one's to see. */
export async function asksForKnown(tx: Tx, { studentId, before }: TrailFilter): Promise<boolean> {
  const [known] = await tx.execute<{ both: boolean }>(sql`
    select (${studentId}::uuid is null or exists (select from student where partnership_id = ctx_partnership() and id = ${studentId}::uuid))
      and (${before}::uuid is null or exists (select from audit_entry where partnership_id = ctx_partnership() and id = ${before}::uuid)) as both`);
  return known?.both === true;
}

function wanted(filter: TrailFilter, zone: string): SQL {
  const conditions: SQL[] = [];
  const { student, studentId, person, day, kind, before } = filter;
  if (studentId !== null) conditions.push(sql`a.student_id = ${studentId}::uuid`);
  if (student !== '') conditions.push(sql`a.student_id in (select q.id from person q where q.given_name || ' ' || q.family_name ilike ${anywhere(student)})`);
  if (person !== '') conditions.push(sql`a.actor_id in (select q.id from person q where q.given_name || ' ' || q.family_name ilike ${anywhere(person)})`);
  if (day !== '') {
    const { from, until } = dayOnTheClock(day, zone);
    conditions.push(sql`a.clock >= ${from} and a.clock < ${until}`);
  }
  if (kind !== 'all') {
    const actions = Object.entries(AUDIT_ACTIONS).filter(([, is]) => is === kind).map(([action]) => action);
    conditions.push(sql`a.action = any(${sql.param(actions)}::text[])`);
  }
  if (before !== null) {
    const last = sql`(select b.at from audit_entry b where b.partnership_id = ctx_partnership() and b.id = ${before}::uuid)`;
    conditions.push(sql`(a.at < ${last} or (a.at = ${last} and a.id > ${before}::uuid))`);
  }
  return sql.join(conditions.map((condition) => sql`and ${condition}`), sql` `);
}

/** A pattern that finds the text anywhere, whatever signs it holds. */
const anywhere = (part: string): string => `%${part.replaceAll(/[\\%_]/gu, '\\$&')}%`;
