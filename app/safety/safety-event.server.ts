import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { instantText } from '../../db/range.server.ts';
import { record } from '../audit/record.server.ts';
import { openText } from '../sealed/sealed-text.server.ts';
import { readSafetyReport, type SafetyReport } from './safety-report.ts';

export type SafetyState = 'raised' | 'acknowledged' | 'resolved';

/** Somebody did something at an instant (ISO 8601, UTC). */
export type Mark = Readonly<{ at: string; by: string }>;

/** A safety event as its page shows it. `report` and `done` are null when the student's record was erased. */
export type SafetyEvent = Readonly<{
  id: string;
  state: SafetyState;
  student: Readonly<{ id: string; name: string; calledName: string; grade: string | null }>;
  school: Readonly<{ id: string; name: string; phone: string | null; state: string | null; zone: string | null }>;
  referralId: string | null;
  raised: Mark;
  acknowledged: Mark | null;
  resolved: Mark | null;
  report: SafetyReport | null;
  done: string | null;
}>;

type Row = {
  state: SafetyState; student_id: string; called: string; family_name: string; grade: string | null;
  school_id: string; school: string; phone: string | null; school_state: string | null; zone: string | null; referral_id: string | null;
  raised_at: string; raised_by: string; acknowledged_at: string | null; acknowledged_by: string | null; resolved_at: string | null; resolved_by: string | null;
  what_sealed: Buffer; done_sealed: Buffer | null;
};

/** Reads one event and notes that it was read. Null when there is none, or none that the actor may know of. */
export async function readSafetyEvent(tx: Tx, id: string): Promise<SafetyEvent | null> {
  const name = (of: string) => sql`(select x.given_name || ' ' || x.family_name from person x where x.id = ${sql.raw(of)})`;
  const [row] = await tx.execute<Row>(sql`
    select e.state, e.student_id, called(p.given_name, s.preferred_name, s.preferred_name_seen_by) as called, p.family_name, s.grade,
      o.id as school_id, o.name as school, o.phone, o.state as school_state, o.zone, e.referral_id,
      e.raised_at, ${name('e.raised_by')} as raised_by, e.acknowledged_at, ${name('e.acknowledged_by')} as acknowledged_by,
      e.resolved_at, ${name('e.resolved_by')} as resolved_by, e.what_sealed, e.done_sealed
    from safety_event e
      join person p on p.id = e.student_id
      join student s on s.partnership_id = e.partnership_id and s.id = e.student_id
      join organisation o on o.partnership_id = e.partnership_id and o.id = e.school_id
    where e.id = ${id}::uuid`);
  if (!row) return null;
  const place = { studentId: row.student_id, regime: 'school', table: 'safety_event', rowId: id } as const;
  const what = await openText(tx, { ...place, column: 'what_sealed' }, row.what_sealed);
  const done = row.done_sealed && await openText(tx, { ...place, column: 'done_sealed' }, row.done_sealed);
  await record(tx, { action: 'safety-event.read', studentId: row.student_id, subject: { kind: 'safety-event', id } });
  return {
    id, state: row.state,
    student: { id: row.student_id, name: `${row.called} ${row.family_name}`, calledName: row.called, grade: row.grade },
    school: { id: row.school_id, name: row.school, phone: row.phone, state: row.school_state, zone: row.zone },
    referralId: row.referral_id,
    raised: { at: instantText(row.raised_at), by: row.raised_by },
    acknowledged: mark(row.acknowledged_at, row.acknowledged_by),
    resolved: mark(row.resolved_at, row.resolved_by),
    report: what === null ? null : readSafetyReport(what),
    done,
  };
}

function mark(at: string | null, by: string | null): Mark | null {
  return at === null ? null : { at: instantText(at), by: by ?? '' };
}
