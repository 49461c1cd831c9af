import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/connect.server.ts';
import type { Note, RowRefusal, WholeRefusal } from '../formats/reasons.ts';
import type { LineEvent, OpenedRoster } from '../formats/roster-event.ts';
import type { Counted, RosterRow } from '../formats/roster-row.ts';
import { noCounts, type Counts } from './counts.ts';

/** Lines sent to the database at once; with the reader's own buffers, all that is in memory of a roster. */
const LINES_AT_ONCE = 500;
/** Left-out rows that are listed one by one. Beyond it they are counted. */
export const REMARKS_LIMIT = 10_000;

export interface Remark {
  file: string;
  line: number | null;
  reason: RowRefusal | Note;
  what: string | null;
  /** True: the row was kept, but not all that it says. */
  kept: boolean;
}

export type Staged = { ok: true; counts: Counts; remarks: Remark[]; remarksNotListed: number } | WholeRefusal;

/**
 * Reads a roster to its end into `roster_row`. What the reader leaves out, and lines that say again what an earlier line said, are counted and
 * remarked here; whether what a row refers to exists is found out afterwards, in the database.
 *
 * @param onProgress told after every batch how many rows have been read
 */
export async function stageRows(tx: Tx, importId: string, roster: OpenedRoster, onProgress: (rowsRead: number) => Promise<void>): Promise<Staged> {
  const counts = noCounts();
  const remarks: Remark[] = roster.notes.map(({ file, note }) => ({ file: file ?? '', line: null, reason: note, what: null, kept: true }));
  let remarksNotListed = 0;
  let rowsRead = 0;
  let batch: LineEvent[] = [];
  const leaveOut = (line: { file: string; line: number; counted: Counted | null }, reason: RowRefusal, what: string | null) => {
    if (line.counted) counts[line.counted].refused += 1;
    if (remarks.length < REMARKS_LIMIT) remarks.push({ file: line.file, line: line.line, reason, what, kept: false });
    else remarksNotListed += 1;
  };
  const send = async () => {
    for (const line of await stageLines(tx, importId, batch)) leaveOut(line, 'seen-before', line.rows[0].id);
    batch = [];
    await onProgress(rowsRead);
  };
  for await (const event of roster.read()) {
    if (event.event === 'refused-whole') return event.refusal;
    rowsRead += 1;
    if (event.counted) counts[event.counted].read += 1;
    if (event.event === 'refused-line') leaveOut(event, event.reason, null);
    else batch.push(event);
    if (batch.length >= LINES_AT_ONCE) await send();
  }
  await send();
  return { ok: true, counts, remarks, remarksNotListed };
}

/** Stages the lines' own rows first, and what hangs on them only where that succeeded. Gives back the lines whose own row was there before. */
async function stageLines(tx: Tx, importId: string, lines: readonly LineEvent[]): Promise<LineEvent[]> {
  const own = lines.map((line, n) => ({ ...staged(line.rows[0], line), n, own: true, notes: line.notes, may_be_cut: line.mayBeCut }));
  const accepted = new Set(await insertRows(tx, importId, own));
  const hanging = lines.flatMap((line, n) =>
    accepted.has(n) ? [...line.rows.slice(1), ...line.derived].map((row) => ({ ...staged(row, line), n, own: false, notes: [], may_be_cut: false })) : [],
  );
  await insertRows(tx, importId, hanging);
  return lines.filter((_, n) => !accepted.has(n));
}

type StagedRow = ReturnType<typeof staged> & { n: number; own: boolean; notes: Note[]; may_be_cut: boolean };

/** Inserts what is new and gives back the numbers of it. Of two rows of one batch that say the same, the first is the one that goes in. */
async function insertRows(tx: Tx, importId: string, rows: readonly StagedRow[]): Promise<number[]> {
  if (rows.length === 0) return [];
  const first = new Map<string, StagedRow>();
  for (const row of rows) if (!first.has(`${row.kind} ${row.id}`)) first.set(`${row.kind} ${row.id}`, row);
  const inserted = await tx.execute<{ kind: string; id: string }>(sql`
    insert into roster_row (partnership_id, import_id, kind, id, refers_to, also_to, file, line, counted, own, may_be_cut, data, notes)
    select ctx_partnership(), ${importId}::uuid, r.kind, r.id, r.refers_to, r.also_to, r.file, r.line, r.counted, r.own, r.may_be_cut, r.data,
      array(select jsonb_array_elements_text(r.notes))
    from jsonb_to_recordset(${JSON.stringify([...first.values()])}::jsonb)
      as r(kind text, id text, refers_to text, also_to text, file text, line int, counted text, own boolean, may_be_cut boolean, data jsonb, notes jsonb)
    on conflict do nothing
    returning kind, id`);
  return inserted.map((row) => first.get(`${row.kind} ${row.id}`)?.n ?? -1);
}

function staged(row: RosterRow, line: LineEvent) {
  const { kind, id, ...data } = row;
  const [refersTo, alsoTo] = references(row);
  return { kind, id, refers_to: refersTo, also_to: alsoTo, file: line.file, line: line.line, counted: line.counted, data };
}

/** What each kind of row hangs on; see the columns `refers_to` and `also_to`. */
function references(row: RosterRow): [string | null, string | null] {
  switch (row.kind) {
    case 'organisation':
    case 'session':
      return [row.parentId, null];
    case 'course':
      return [row.organisationId, null];
    case 'class':
      return [row.schoolId, row.courseId];
    case 'role':
      return [row.personId, row.organisationId];
    case 'class-place':
      return [row.classId, row.personId];
    case 'agent':
      return [row.personId, row.agentId];
    case 'person':
    case 'birth-date':
      return [null, null];
  }
}
