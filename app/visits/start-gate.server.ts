import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { instantText } from '../../db/range.server.ts';
import { record } from '../audit/record.server.ts';
import { openText, sealText, type TextPlace } from '../sealed/sealed-text.server.ts';
import { startGateSchema, type StartGateAnswers } from './start-gate.ts';

/** The answers as they stand, when they were given, and how often they were revised. */
export type StartGate = StartGateAnswers & { confirmedAt: string; n: number; licensed: boolean };

function answersPlace(visit: { id: string; studentId: string }, n: number): TextPlace {
  return { studentId: visit.studentId, regime: 'clinical', table: 'visit_place', column: 'answers_sealed', rowId: `${visit.id}:${n}` };
}

const kept = startGateSchema.omit({ private: true });

/**
 * The latest answers of the start gate; null when it was never answered (or the record was erased). `licensed` is whether the therapist may
 * practise today where the student is now: after "we moved" that can change in the middle of a visit.
 */
export async function startGateOf(tx: Tx, visit: { id: string; studentId: string }): Promise<StartGate | null> {
  const [row] = await tx.execute<{ n: number; sealed: Buffer; confirmedAt: string; licensed: boolean }>(sql`
    select p.n, p.answers_sealed as sealed, p.confirmed_at as "confirmedAt", gate.licensed(v.therapist_id, p.state_code, (clock_now() at time zone a.zone)::date) as licensed
    from visit_place p join visit v on v.partnership_id = p.partnership_id and v.id = p.visit_id
    join appointment a on a.partnership_id = v.partnership_id and a.id = v.appointment_id
    where p.partnership_id = ctx_partnership() and p.visit_id = ${visit.id}::uuid order by p.n desc limit 1`);
  const text = row && (await openText(tx, answersPlace(visit, row.n), row.sealed));
  if (!row || text === null || text === undefined) return null;
  return { ...kept.parse(JSON.parse(text)), confirmedAt: instantText(row.confirmedAt), n: row.n, licensed: row.licensed };
}

/** Keeps what the start gate found out. Nothing is overwritten: a revision is a new row. The words are sealed; only the state is plain, for the license. */
export async function answerStartGate(tx: Tx, visit: { id: string; studentId: string }, answers: StartGateAnswers): Promise<void> {
  await tx.execute(sql`select 1 from visit where partnership_id = ctx_partnership() and id = ${visit.id}::uuid for update`);
  const [last] = await tx.execute<{ n: number }>(sql`select coalesce(max(n), 0) as n from visit_place where partnership_id = ctx_partnership() and visit_id = ${visit.id}::uuid`);
  const n = (last?.n ?? 0) + 1;
  const sealed = await sealText(tx, answersPlace(visit, n), JSON.stringify(kept.parse(answers)));
  await tx.execute(sql`
    insert into visit_place (partnership_id, visit_id, n, state_code, answers_sealed, confirmed_by) values (ctx_partnership(), ${visit.id}::uuid, ${n}, ${answers.state}, ${sealed}, ctx_person())`);
  await record(tx, { action: 'visit.prepared', studentId: visit.studentId, subject: { kind: 'visit', id: visit.id }, body: { n, state: answers.state } });
}
