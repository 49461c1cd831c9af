import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../../db/connect.server.ts';
import type { WholeRefusal } from '../formats/reasons.ts';

/** From this many rows on, more rows that lead nowhere than somewhere are no accident. */
const STRAY_ROWS_FROM = 20;

/**
 * Holds the staged rows against each other and marks what hangs on nothing (`refused`), what is kept without a part of it (`notes`) and what
 * becomes a record (`ready`). Organisations decide about roles, roles about people, people and classes about class places.
 *
 * Refuses the whole roster when a file shows by its references that it, or the file it refers to, was cut at a line end: the last line of a file
 * without a final line end names something unknown, or most of a file's rows do.
 */
export async function checkRows(tx: Tx, importId: string): Promise<{ ok: true } | WholeRefusal> {
  const mine = (row: string, kind: string) => sql`${sql.raw(row)}.partnership_id = ctx_partnership() and ${sql.raw(row)}.import_id = ${importId}::uuid and ${sql.raw(row)}.kind = ${kind}`;
  const there = (kind: string, id: SQL) => sql`exists (select from roster_row t where ${mine('t', kind)} and t.id = ${id} and t.refused is null)`;
  const refuse = (kind: string, reason: SQL, when: SQL) => tx.execute(sql`update roster_row r set refused = ${reason} where ${mine('r', kind)} and r.refused is null and (${when})`);
  const note = (kind: string, text: string, when: SQL) =>
    tx.execute(sql`update roster_row r set notes = r.notes || ${text}::text where ${mine('r', kind)} and r.refused is null and (${when})`);

  await note('organisation', 'unknown-parent', sql`r.refers_to is not null and not ${there('organisation', sql`r.refers_to`)}`);
  await note('session', 'unknown-parent', sql`r.refers_to is not null and not ${there('session', sql`r.refers_to`)}`);

  await refuse('role', sql`'unknown-organisation'`, sql`not ${there('organisation', sql`r.also_to`)}`);
  await refuse('role', sql`'unknown-person'`, sql`not ${there('person', sql`r.refers_to`)}`);
  const hasRole = sql`exists (select from roster_row o where ${mine('o', 'role')} and o.refers_to = r.id and o.refused is null)`;
  const hadRole = sql`exists (select from roster_row o where ${mine('o', 'role')} and o.refers_to = r.id)`;
  const tied = sql`exists (select from roster_row a where ${mine('a', 'agent')} and (a.refers_to = r.id or a.also_to = r.id))`;
  await refuse('person', sql`case when ${hadRole} then 'unknown-organisation' else 'no-role-here' end`, sql`not ${hasRole} and not ${tied}`);
  const lostRole = sql`exists (select from roster_row o where ${mine('o', 'role')} and o.refers_to = r.id and not o.own and o.refused is not null)`;
  await note('person', 'unknown-organisation-dropped', lostRole);
  await refuse('birth-date', sql`'unknown-person'`, sql`not ${there('person', sql`r.id`)}`);

  await refuse('class', sql`'unknown-organisation'`, sql`not ${there('organisation', sql`r.refers_to`)}`);
  await note('class', 'unknown-course', sql`r.also_to is not null and not ${there('course', sql`r.also_to`)}`);
  await note('class', 'unknown-term', sql`exists (select from jsonb_array_elements_text(r.data -> 'sessionIds') s(id) where not ${there('session', sql`s.id`)})`);
  await refuse('class-place', sql`'unknown-class'`, sql`not ${there('class', sql`r.refers_to`)}`);
  await refuse('class-place', sql`'unknown-person'`, sql`not ${there('person', sql`r.also_to`)}`);

  await refuse('agent', sql`'unknown-person'`, sql`not ${there('person', sql`r.refers_to`)} or not ${there('person', sql`r.also_to`)}`);
  await settleGuardians(tx, mine);

  return (await findCut(tx, mine)) ?? (await findHalf(tx, mine)) ?? { ok: true };
}

type Mine = (row: string, kind: string) => SQL;

/** Turns pairs of people into student and guardian: the row says which is which, or their roles do. Afterwards `refers_to` is the student. */
async function settleGuardians(tx: Tx, mine: Mine): Promise<void> {
  const is = (id: SQL, role: string) => sql`exists (select from roster_row o where ${mine('o', 'role')} and o.refers_to = ${id} and o.refused is null and o.data ->> 'role' = ${role})`;
  const undirected = sql`(r.data ->> 'directed')::boolean is false`;
  await tx.execute(sql`update roster_row r set refers_to = r.also_to, also_to = r.refers_to
    where ${mine('r', 'agent')} and r.refused is null and ${undirected} and not ${is(sql`r.refers_to`, 'student')} and ${is(sql`r.also_to`, 'student')}`);
  await tx.execute(sql`update roster_row r set ready = true
    where ${mine('r', 'agent')} and r.refused is null and ${is(sql`r.refers_to`, 'student')}
      and case when ${undirected} then ${is(sql`r.also_to`, 'guardian')} else r.data ->> 'relationship' is not null end`);
  await tx.execute(sql`update roster_row p set notes = p.notes || 'agent-not-guardian'::text
    where ${mine('p', 'person')} and p.refused is null and exists (
      select from roster_row r where ${mine('r', 'agent')} and r.refused is null and not r.own and not r.ready and r.line = p.line and r.file = p.file)`);
}

/** The last line of a file without a final line end, when it names something unknown, is half a line. */
async function findCut(tx: Tx, mine: Mine): Promise<WholeRefusal | null> {
  for (const kind of ['role', 'birth-date', 'class', 'class-place', 'agent']) {
    const [cut] = await tx.execute<{ file: string; line: number }>(sql`select r.file, r.line from roster_row r where ${mine('r', kind)} and r.may_be_cut and r.own and r.refused is not null limit 1`);
    if (cut) return { ok: false, reason: 'truncated', file: cut.file, line: cut.line, detail: null };
  }
  return null;
}

/** Most rows of a file name something that no line of the other file says: the other file was cut, at a line end. */
async function findHalf(tx: Tx, mine: Mine): Promise<WholeRefusal | null> {
  const hangs: [string, SQL, string][] = [
    ['role', sql`r.refers_to`, 'person'],
    ['role', sql`r.also_to`, 'organisation'],
    ['class', sql`r.refers_to`, 'organisation'],
    ['class-place', sql`r.refers_to`, 'class'],
    ['class-place', sql`r.also_to`, 'person'],
  ];
  for (const [kind, id, target] of hangs) {
    const [half] = await tx.execute<{ file: string }>(sql`
      select min(r.file) as file from roster_row r left join roster_row t on ${mine('t', target)} and t.id = ${id} where ${mine('r', kind)}
      having count(*) filter (where t.id is null) > greatest(count(*) / 2, ${STRAY_ROWS_FROM - 1})`);
    if (half) return { ok: false, reason: 'references-missing', file: half.file, line: null, detail: null };
  }
  return null;
}
